import { expect } from "chai";
import { Encrypter, type Recipient, type Stanza } from "age-encryption";
import { decryptStream } from "../../../src/encryption/age-file.ts";
import type { AgeIdentity } from "../../../src/encryption/age-identity.ts";
import { wrapArchiveKey } from "../../../src/encryption/archive-key-wrap.ts";
import { openContribution } from "../../../src/encryption/open-contribution.ts";
import { byteStream } from "../../../src/primitives/byte-stream.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { hkdfSha256 } from "../../../src/primitives/hash.ts";
import { collect } from "../../helpers/collect.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { openPlainChunk, plainNonce } from "./plain-age.ts";
import { CHAIN_ID, fetchFrom, hashOf, identity, OWNER, publish, REGISTRY, sealRequest } from "./sealed-example.ts";
import { twoKeyChunk } from "./two-key-chunk.ts";

const streamNonce = seededBytes(16, 40);

/** A header for one file key, with a stanza that gives the second reader another one. */
async function lyingHeader(first: AgeIdentity, second: AgeIdentity, otherKey: Uint8Array) {
  let fileKey = new Uint8Array(0);
  const forSecond = await stanzasTo(second, otherKey);
  const sneaky: Recipient = {
    wrapFileKey(drawn) {
      fileKey = drawn.slice();
      return forSecond;
    },
  };
  const encrypter = new Encrypter();
  encrypter.addRecipient(first.recipient);
  encrypter.addRecipient(sneaky);
  const file = await encrypter.encrypt(new Uint8Array(0));
  return { header: file.subarray(0, -32), fileKey };
}

/** Stanzas that give `fileKey` to `key`, whatever file they stand in; the library keeps what makes them to itself. */
async function stanzasTo(key: AgeIdentity, fileKey: Uint8Array): Promise<Stanza[]> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  const { recipients } = encrypter as unknown as { recipients: Recipient[] };
  return recipients[0]!.wrapFileKey(fileKey);
}

const open = async (file: Uint8Array, key: AgeIdentity): Promise<Uint8Array> =>
  collect(await decryptStream(byteStream(file), key));

/** An author wants to show one validator other conversations than the next, under one hash. */
describe("one registered file, two plaintexts", function () {
  this.timeout(60_000);

  it("T67 can be made of the cipher alone, but not of a file: its header fits one file key", async () => {
    const [first, second] = [await identity(1), await identity(2)];
    const otherKey = seededBytes(16, 41);
    const { header, fileKey } = await lyingHeader(first, second, otherKey);
    const keys = [fileKey, otherKey].map((key) => hkdfSha256(key, streamNonce, "payload", 32)) as [
      Uint8Array,
      Uint8Array,
    ];
    const nonce = plainNonce(0, true);
    const chunk = twoKeyChunk(keys, nonce);
    const file = concatBytes(header, streamNonce, chunk);

    const [one, two] = keys.map((key) => openPlainChunk(key, nonce, chunk));
    expect(one!.equals(two!)).to.equal(false);
    expect(Buffer.from(await open(file, first)).equals(one!)).to.equal(true);
    expect(await codeOf(open(file, second))).to.equal("ENCRYPTION_CORRUPT");
  });

  it("T67 is not opened twice by wraps that hold two keys either: both give the bytes of the one file key", async () => {
    const published = await publish(await sealRequest());
    const archiveKeys = [await identity(50), await identity(51)];
    const encrypter = new Encrypter();
    for (const { recipient } of archiveKeys) encrypter.addRecipient(recipient);
    const payload = await encrypter.encrypt(seededBytes(1_000));
    const payloadSha256 = hashOf(payload);
    const blobs = new Map([[payloadSha256, payload]]);
    const binding = { owner: OWNER, registry: REGISTRY, chainId: CHAIN_ID, payloadSha256 };
    const readers = [await identity(3), await identity(4)];
    const wraps = await Promise.all(
      readers.map(async ({ recipient }, i) => {
        const bytes = await wrapArchiveKey(archiveKeys[i]!, binding, recipient);
        blobs.set(hashOf(bytes), bytes);
        return { recipient, role: "validator" as const, sha256: hashOf(bytes), size: bytes.length };
      }),
    );
    const envelope = { ...published.envelope, payload: { sha256: payloadSha256, size: payload.length }, wraps };

    const opened = readers.map(async (reader) => {
      const request = {
        ...binding,
        envelope,
        identity: reader,
        ciphertextHash: payloadSha256,
        fetchBlob: fetchFrom(blobs),
      };
      return hashOf(await collect(await openContribution(request)));
    });

    expect(new Set(await Promise.all(opened))).to.deep.equal(new Set([hashOf(seededBytes(1_000))]));
  });
});
