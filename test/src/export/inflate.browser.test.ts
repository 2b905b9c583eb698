import { expect } from "chai";
import fc from "fast-check";
import { deflateRawSync } from "node:zlib";
import * as browser from "../../../src/export/inflate.browser.ts";
import * as node from "../../../src/export/inflate.ts";
import { codeOf, collect } from "./rejection.ts";
import { vanishing } from "./vanishing-blob.ts";

const twin: typeof node = browser;
const noise = new Uint8Array(300_000).map((_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 13) & 0xff);
// Not compressed, so that the source is read more than once.
const packed = new Uint8Array(deflateRawSync(noise, { level: 0 }));
const inflate = async (...parts: Uint8Array<ArrayBuffer>[]): Promise<Buffer> =>
  Buffer.concat(await collect(twin.inflateRaw(new Blob(parts))));

/** Node's own `DecompressionStream`, which fails at other moments than a browser's: test/e2e tells the codes there. */
describe("inflate in a browser", () => {
  it("unpacks a deflate stream of any size", async () => {
    for (const data of [new Uint8Array(), noise.slice(0, 1), noise, new Uint8Array(5_000_000)]) {
      expect(await inflate(new Uint8Array(deflateRawSync(data)))).to.deep.equal(Buffer.from(data));
    }
  });

  it("refuses a stream that is none, breaks off or has bytes behind it", async () => {
    const refusal = /^EXPORT_ZIP_(?:DAMAGED|SIZE_MISMATCH)$/;
    expect(await codeOf(() => inflate(noise))).to.match(refusal);
    for (const length of [1, 50, 299_999]) {
      expect(await codeOf(() => inflate(packed, new Uint8Array(length)))).to.match(refusal);
      expect(await codeOf(() => inflate(packed.slice(0, -length)))).to.match(refusal);
    }
  });

  it("says so when the file behind the Blob is gone", async () => {
    for (const reads of [0, 1]) {
      const reading = collect(twin.inflateRaw(vanishing(packed, reads)));
      expect(await codeOf(() => reading)).to.equal("EXPORT_SOURCE_UNREADABLE");
    }
  });

  it("can be left half-way without harm", async () => {
    for await (const chunk of twin.inflateRaw(new Blob([packed]))) {
      expect(chunk.length).to.be.greaterThan(0);
      break;
    }
  });

  it("has the same checksum as Node", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(2 ** 32 - 1), (bytes, previous) => {
        expect(twin.crc32(bytes, previous)).to.equal(node.crc32(bytes, previous));
      }),
    );
  });
});
