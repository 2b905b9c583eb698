import { expect } from "chai";
import { Decrypter, Encrypter, generateHybridIdentity } from "age-encryption";
import * as browser from "../../../src/encryption/chunk-cipher.browser.ts";
import * as node from "../../../src/encryption/chunk-cipher.ts";
import { decryptStream, encryptStream } from "../../../src/encryption/age-file.ts";
import { parseIdentity, type AgeIdentity } from "../../../src/encryption/age-identity.ts";
import { byteStream } from "../../../src/primitives/byte-stream.ts";
import { concatBytes } from "../../../src/primitives/bytes.ts";
import { collect } from "../../helpers/collect.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { plainNonce, readPlainAge } from "./plain-age.ts";
import { identity } from "./sealed-example.ts";

const CHUNK = 64 * 1024;
const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 5 * CHUNK + 77];

const ourFile = async (plain: Uint8Array, key: AgeIdentity): Promise<Uint8Array> =>
  collect(await encryptStream(byteStream(plain), key.recipient));

async function theirFile(plain: Uint8Array, key: AgeIdentity): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  return encrypter.encrypt(plain);
}

async function openAsTheyDo(file: Uint8Array, key: AgeIdentity): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key.reveal());
  return decrypter.decrypt(file);
}

/** The same files as the age library; `test/e2e/stock-age.test.ts` has the same for the program. */
describe("an age file", function () {
  this.timeout(60_000);
  let keys: AgeIdentity[];

  before(async () => {
    keys = [await identity(1), await parseIdentity(await generateHybridIdentity())];
  });

  it("of ours is opened by the age library", async () => {
    for (const key of keys) {
      for (const size of sizes) {
        const plain = seededBytes(size, size);
        expect(await openAsTheyDo(await ourFile(plain, key), key), `${size} bytes`).to.deep.equal(plain);
      }
    }
  });

  it("of the age library is opened by us", async () => {
    for (const key of keys) {
      for (const size of sizes) {
        const plain = seededBytes(size, size);
        const opened = await collect(await decryptStream(byteStream(await theirFile(plain, key)), key));
        expect(opened, `${size} bytes`).to.deep.equal(plain);
      }
    }
  });

  it("has the same length as theirs", async () => {
    for (const size of sizes) {
      const plain = seededBytes(size);
      expect(await ourFile(plain, keys[0]!)).to.have.length((await theirFile(plain, keys[0]!)).length);
    }
  });

  it("has the chunks that we would write under its key, byte for byte, in Node and in a browser", async () => {
    for (const size of sizes) {
      const plain = seededBytes(size, size);
      const file = await theirFile(plain, keys[0]!);
      const { streamKey, payloadStart } = readPlainAge(file, seededBytes(32, 1));
      const count = Math.max(1, Math.ceil(size / CHUNK));
      for (const { sealChunk } of [node, browser]) {
        const chunks = Array.from({ length: count }, (_, i) =>
          sealChunk(streamKey, plainNonce(i, i === count - 1), plain.subarray(i * CHUNK, (i + 1) * CHUNK)),
        );
        expect(concatBytes(...chunks), `${size} bytes`).to.deep.equal(file.subarray(payloadStart));
      }
    }
  });
});
