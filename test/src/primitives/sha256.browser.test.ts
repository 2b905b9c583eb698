import { expect } from "chai";
import * as browser from "../../../src/primitives/sha256.browser.ts";
import * as node from "../../../src/primitives/sha256.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

const twin: typeof node = browser;

describe("createSha256 in a browser", () => {
  it("gives the same as in Node", () => {
    for (const size of [0, 1, 63, 64, 65, 100_000]) {
      const [ours, theirs] = [twin.createSha256(), node.createSha256()];
      for (const hash of [ours, theirs]) {
        hash.update(seededBytes(size, 2));
        hash.update(seededBytes(10));
      }
      expect(ours.digestHex(), `${size} bytes`).to.equal(theirs.digestHex());
    }
  });
});
