import { expect } from "chai";
import * as browser from "../../../src/encryption/chunk-cipher.browser.ts";
import * as node from "../../../src/encryption/chunk-cipher.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";

const twin: typeof node = browser;
const key = seededBytes(32, 2);

describe("the cipher in a browser", () => {
  it("gives the same bytes as in Node, and opens them", () => {
    for (const size of [0, 1, 63, 64, 65, 4_097, 65_536]) {
      const [nonce, chunk] = [seededBytes(12, size + 1), seededBytes(size, size)];
      const sealed = twin.sealChunk(key, nonce, chunk);

      expect(sealed, `${size} bytes`).to.deep.equal(node.sealChunk(key, nonce, chunk));
      expect(twin.openChunk(key, nonce, sealed)).to.deep.equal(chunk);
    }
  });

  it("refuses what Node refuses", () => {
    const nonce = seededBytes(12);
    const sealed = twin.sealChunk(key, nonce, seededBytes(20));
    const spoiled = [flipBit(sealed, 0), flipBit(sealed, 8 * 36 - 1), sealed.subarray(1), sealed.subarray(0, 15)];

    for (const bytes of [...spoiled, new Uint8Array(0)]) expect(() => twin.openChunk(key, nonce, bytes)).to.throw();
  });
});
