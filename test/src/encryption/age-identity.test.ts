import { expect } from "chai";
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { inspect } from "node:util";
import { identityFromSeed, parseIdentity } from "../../../src/encryption/age-identity.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

describe("identityFromSeed", () => {
  it("gives the same X25519 identity for the same seed", async () => {
    const first = await identityFromSeed(seededBytes(32, 5));
    const second = await identityFromSeed(seededBytes(32, 5));

    expect(first.reveal()).to.match(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/);
    expect(first.reveal()).to.equal(second.reveal());
    expect(first.recipient).to.equal(await identityToRecipient(first.reveal()));
  });

  it("gives a hybrid identity for the same seed, with another recipient", async () => {
    const hybrid = await identityFromSeed(seededBytes(32, 5), "hybrid");

    expect(hybrid.reveal()).to.match(/^AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}$/);
    expect(hybrid.recipient)
      .to.match(/^age1pq1/)
      .and.equal(await identityToRecipient(hybrid.reveal()));
  });

  it("refuses a seed of another length, and one that was never filled", async () => {
    for (const seed of [
      new Uint8Array(0),
      seededBytes(31),
      seededBytes(33),
      new Uint8Array(32),
      new Uint8Array(32).fill(7),
    ]) {
      expect(await rejectedCode(() => identityFromSeed(seed))).to.equal("ENCRYPTION_INVALID_SEED");
    }
  });
});

describe("parseIdentity", () => {
  it("reads a key file with comments, blank lines and either line end", async () => {
    const secret = await generateX25519Identity();
    const recipient = await identityToRecipient(secret);

    const parsed = await parseIdentity(`# created: 2026-01-01\r\n# public key: ${recipient}\r\n\r\n${secret}\r\n`);

    expect(parsed.recipient).to.equal(recipient);
    expect(parsed.reveal()).to.equal(secret);
  });

  it("reads a hybrid post-quantum key", async () => {
    const secret = await generateHybridIdentity();

    expect((await parseIdentity(secret)).recipient).to.match(/^age1pq1/);
  });

  it("refuses no key, two keys, other text and a wrong checksum", async () => {
    const secret = await generateX25519Identity();
    const spoiled = secret.slice(0, -1) + (secret.endsWith("Q") ? "P" : "Q");

    for (const text of ["", "# only a comment", `${secret}\n${secret}`, "hunter2", spoiled, secret.toLowerCase()]) {
      expect(await rejectedCode(() => parseIdentity(text)), text).to.equal("ENCRYPTION_INVALID_IDENTITY");
    }
  });

  it("T69 says nothing of a misspelled secret in the error", async () => {
    const secret = await generateX25519Identity();
    const spoiled = secret.slice(0, -1) + (secret.endsWith("Q") ? "P" : "Q");

    const error = await rejection(() => parseIdentity(spoiled));

    expect(error.cause).to.equal(undefined);
    expect(inspect(error, { showHidden: true, depth: 9 })).not.to.contain(spoiled.slice(20, 40));
  });
});

describe("AgeIdentity", () => {
  it("T69 shows its recipient and never its secret, however it is printed", async () => {
    const key = await identityFromSeed(seededBytes(32, 6));
    const canary = key.reveal().slice("AGE-SECRET-KEY-1".length);

    const prints = [
      String(key),
      JSON.stringify({ key }),
      inspect(key, { showHidden: true, depth: 9 }),
      inspect({ nested: [key] }, { showHidden: true, depth: 9 }),
      JSON.stringify(Object.entries(key)),
      inspect(structuredClone(key)),
    ];

    for (const print of prints) {
      expect(print.toUpperCase()).not.to.contain(canary);
      expect(print).to.contain(key.recipient);
    }
  });
});
