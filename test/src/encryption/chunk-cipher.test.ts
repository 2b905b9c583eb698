import { expect } from "chai";
import { openChunk, sealChunk } from "../../../src/encryption/chunk-cipher.ts";
import { hexToBytes } from "../../../src/primitives/bytes.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";

const key = seededBytes(32, 2);
const nonce = seededBytes(12, 3);

describe("sealChunk and openChunk", () => {
  it("are ChaCha20-Poly1305: the tag of an empty chunk under a key and nonce of zeros", () => {
    const sealed = sealChunk(new Uint8Array(32), new Uint8Array(12), new Uint8Array(0));

    expect(sealed).to.deep.equal(hexToBytes("0x4eb972c9a8fb3a1b382bb4d36f5ffad1"));
  });

  it("give chunks of any size back", () => {
    for (const size of [0, 1, 15, 16, 17, 65_535, 65_536]) {
      const sealed = sealChunk(key, nonce, seededBytes(size, 4));
      expect(sealed).to.have.length(size + 16);
      expect(new Uint8Array(openChunk(key, nonce, sealed)), `${size} bytes`).to.deep.equal(seededBytes(size, 4));
    }
  });

  it("leave their input as it was", () => {
    const pool = seededBytes(1_000, 5);
    const sealed = sealChunk(key, nonce, pool.subarray(10, 500));
    openChunk(key, nonce, sealed);

    expect(pool).to.deep.equal(seededBytes(1_000, 5));
    expect(openChunk(key, nonce, sealed)).to.have.length(490);
  });

  it("refuse one turned bit anywhere, another key, another nonce, and what is too short for a tag", () => {
    const sealed = sealChunk(key, nonce, seededBytes(20));
    for (let bit = 0; bit < 8 * sealed.length; bit++) {
      expect(() => openChunk(key, nonce, flipBit(sealed, bit))).to.throw();
    }
    expect(() => openChunk(flipBit(key, 0), nonce, sealed)).to.throw();
    expect(() => openChunk(key, flipBit(nonce, 95), sealed)).to.throw();
    for (const length of [0, 1, 15]) expect(() => openChunk(key, nonce, sealed.subarray(0, length))).to.throw();
  });
});
