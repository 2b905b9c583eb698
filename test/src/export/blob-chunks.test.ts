import { expect } from "chai";
import { blobBytes, blobChunks } from "../../../src/export/blob-chunks.ts";
import { codeOf, collect } from "./rejection.ts";
import { vanishing } from "./vanishing-blob.ts";

describe("blob chunks", () => {
  it("gives all bytes in order in pieces of at most 256 KiB", async () => {
    const bytes = new Uint8Array(600_000).map((_, index) => index % 251);
    const chunks = await collect(blobChunks(new Blob([bytes])));
    expect(chunks.map(({ length }) => length)).to.deep.equal([262_144, 262_144, 75_712]);
    expect(Buffer.concat(chunks).equals(Buffer.from(bytes))).to.equal(true);
  });

  it("gives nothing for an empty Blob", async () => {
    expect(await collect(blobChunks(new Blob([])))).to.deep.equal([]);
  });

  it("clips a range at the end", async () => {
    expect(await blobBytes(new Blob(["abc"]), 1, 10)).to.deep.equal(new TextEncoder().encode("bc"));
  });

  it("says so when the file behind the Blob is gone", async () => {
    expect(await codeOf(() => blobBytes(vanishing(new Uint8Array(9), 0), 0, 9))).to.equal("EXPORT_SOURCE_UNREADABLE");
  });
});
