import { expect } from "chai";
import { deflateRawSync } from "node:zlib";
import { crc32, inflateRaw } from "../../../src/export/inflate.ts";
import { codeOf, collect } from "./rejection.ts";
import { vanishing } from "./vanishing-blob.ts";

const noise = new Uint8Array(300_000).map((_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 13) & 0xff);
// Not compressed, so that the source is read more than once.
const packed = new Uint8Array(deflateRawSync(noise, { level: 0 }));
const inflate = async (...parts: Uint8Array<ArrayBuffer>[]): Promise<Buffer> =>
  Buffer.concat(await collect(inflateRaw(new Blob(parts))));

describe("inflate", () => {
  it("unpacks a deflate stream of any size", async () => {
    for (const data of [new Uint8Array(), noise.slice(0, 1), noise]) {
      expect(await inflate(new Uint8Array(deflateRawSync(data)))).to.deep.equal(Buffer.from(data));
    }
  });

  it("tells a stream that is none, or has bytes behind it, from one that breaks off", async () => {
    expect(await codeOf(() => inflate(noise))).to.equal("EXPORT_ZIP_DAMAGED");
    for (const length of [1, 50, 300_000]) {
      expect(await codeOf(() => inflate(packed, new Uint8Array(length)))).to.equal("EXPORT_ZIP_DAMAGED");
      expect(await codeOf(() => inflate(packed.slice(0, -length)))).to.equal("EXPORT_ZIP_SIZE_MISMATCH");
    }
  });

  it("says so when the file behind the Blob is gone", async () => {
    expect(await codeOf(() => collect(inflateRaw(vanishing(packed, 1))))).to.equal("EXPORT_SOURCE_UNREADABLE");
  });

  it("has the checksum of zip files", () => {
    expect(crc32(new TextEncoder().encode("123456789"), 0)).to.equal(0xcbf43926);
    expect(crc32(noise.subarray(7), crc32(noise.subarray(0, 7), 0))).to.equal(crc32(noise, 0));
  });
});
