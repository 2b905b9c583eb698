import { createHmac } from "node:crypto";
import { expect } from "chai";
import type { Address } from "../../../src/primitives/identifiers.ts";
import { clusterOf, keyedHash } from "../../../src/scoring/cluster.ts";
import { KEY, OWNER } from "./synthetic-archive.ts";

const OTHER = `0x${"22".repeat(20)}` as Address;
const hmac = (text: string) => `0x${createHmac("sha256", KEY).update(text).digest("hex")}`;

describe("cluster", () => {
  it("is the account where the archive names one, whoever owns it on chain", () => {
    expect(clusterOf("user-abc", OWNER, KEY)).to.equal(hmac("account:user-abc"));
    expect(clusterOf("user-abc", OTHER, KEY)).to.equal(hmac("account:user-abc"));
  });

  it("is the owner otherwise", () => {
    expect(clusterOf(null, OWNER, KEY)).to.equal(hmac(`owner:${OWNER}`));
    expect(clusterOf("", OTHER, KEY)).to.equal(hmac(`owner:${OTHER}`));
  });

  it("hashes any name in UTF-8", () => {
    expect(keyedHash("mailbox:é", KEY)).to.equal(hmac("mailbox:é"));
  });

  it("differs under another key", () => {
    expect(clusterOf("user-abc", OWNER, new Uint8Array(16))).to.not.equal(hmac("account:user-abc"));
  });
});
