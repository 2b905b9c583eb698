import { expect } from "chai";
import { generateHybridIdentity } from "age-encryption";
import {
  decryptStream,
  decryptText,
  encryptStream,
  encryptText,
  isUsableRecipient,
  hasRecipientChecksum,
  looksLikeRecipient,
} from "../../../src/encryption/age-file.ts";
import { parseIdentity } from "../../../src/encryption/age-identity.ts";
import { encodeBech32 } from "../../../src/encryption/bech32.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { identity } from "./sealed-example.ts";

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("isUsableRecipient", function () {
  this.timeout(60_000);

  it("accepts X25519 and hybrid post-quantum keys", async () => {
    const hybrid = await parseIdentity(await generateHybridIdentity());

    expect(await isUsableRecipient((await identity(1)).recipient)).to.equal(true);
    expect(await isUsableRecipient(hybrid.recipient)).to.equal(true);
  });

  it("refuses what the registry cannot tell from a key: a wrong checksum, a point of low order", async () => {
    const { recipient } = await identity(1);
    const misspelled = recipient.slice(0, -1) + (recipient.endsWith("q") ? "p" : "q");
    const lowOrder = [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31))];

    expect([looksLikeRecipient(misspelled), hasRecipientChecksum(misspelled)]).to.deep.equal([true, false]);
    expect(hasRecipientChecksum(recipient)).to.equal(true);
    expect(await isUsableRecipient(misspelled)).to.equal(false);
    for (const point of lowOrder) expect(await isUsableRecipient(encodeBech32("age", point))).to.equal(false);
  });

  it("refuses other text and kinds of keys that cannot be tried out", async () => {
    for (const text of [
      "",
      "age1",
      "ssh-ed25519 AAAA",
      `age1${"b".repeat(58)}`,
      encodeBech32("age1tag", seededBytes(33)),
    ]) {
      expect(await isUsableRecipient(text), text).to.equal(false);
    }
  });
});

describe("encryptText and decryptText", function () {
  this.timeout(60_000);

  it("give the text back, to X25519 and to hybrid keys", async () => {
    for (const key of [await identity(1), await parseIdentity(await generateHybridIdentity())]) {
      expect(await decryptText(await encryptText("Grüße\n", key.recipient), key, 100)).to.equal("Grüße\n");
    }
  });

  it("T68 answer every failure with the same error, without a cause, to a stranger's key too", async () => {
    const key = await identity(1);
    const strangers = [await identity(2), await parseIdentity(await generateHybridIdentity())];
    const file = await encryptText("text", key.recipient);
    const headerEnd = file.length - 16 - "text".length - 16;
    const spoiled = {
      empty: new Uint8Array(0),
      noise: seededBytes(500),
      otherVersion: concatBytes(ascii("age-encryption.org/v2"), file.subarray(21)),
      headerMac: flipBit(file, 8 * (headerEnd - 10)),
      nonce: flipBit(file, 8 * headerEnd),
      lastByte: flipBit(file, 8 * file.length - 1),
      cut: file.subarray(0, -1),
      cutInNonce: file.subarray(0, headerEnd + 3),
      extended: concatBytes(file, new Uint8Array(1)),
      tooLong: await encryptText("x".repeat(101), key.recipient),
      notUtf8: await collect(await encryptStream(streamOf([Uint8Array.of(0xff)]), key.recipient)),
    };

    const answers = new Set<string>();
    const attempts = Object.entries(spoiled).map(([name, bytes]) => [name, bytes, key] as const);
    for (const [name, bytes, opener] of [
      ...attempts,
      ...strangers.map((stranger) => ["stranger", file, stranger] as const),
    ]) {
      const error = await rejection(() => decryptText(bytes, opener, 100));
      expect(error.code, name).to.equal("ENCRYPTION_CORRUPT");
      expect(error.cause, name).to.equal(undefined);
      answers.add(JSON.stringify([error.name, error.message, error.context, error.hint]));
    }

    expect(answers.size).to.equal(1);
  });
});

describe("decryptStream", function () {
  this.timeout(60_000);

  it("takes its input in pieces of any size", async () => {
    const key = await identity(1);
    const file = await collect(await encryptStream(streamOf([ascii("piecemeal")]), key.recipient));
    const bytewise = Array.from(file, (byte) => Uint8Array.of(byte));

    expect(await collect(await decryptStream(streamOf(bytewise), key))).to.deep.equal(ascii("piecemeal"));
  });

  it("reads no more than 16 KiB of a header that does not end", async () => {
    let read = 0;
    function* endlessHeader(): Generator<Uint8Array> {
      yield ascii("age-encryption.org/v1\n");
      for (;;) {
        read += 1024;
        yield ascii(`-> x y\n${"A".repeat(1015)}\n`);
      }
    }
    const key = await identity(1);

    expect(await rejectedCode(() => decryptStream(streamOf(endlessHeader()), key))).to.equal("ENCRYPTION_CORRUPT");
    expect(read).to.be.at.most(17 * 1024);
  });
});
