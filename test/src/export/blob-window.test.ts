import { expect } from "chai";
import { BlobWindow } from "../../../src/export/blob-window.ts";
import { codeOf } from "./rejection.ts";
import { vanishing } from "./vanishing-blob.ts";

const content = new Uint8Array(200_000).map((_, index) => index % 251);

describe("blob window", () => {
  it("gives the bytes of any place in any order", async () => {
    const blobWindow = new BlobWindow(new Blob([content]));
    for (const [start, end] of [
      [0, 4],
      [70_000, 70_010],
      [3, 3],
      [65_530, 131_080],
      [0, 200_000],
    ] as const) {
      expect(await blobWindow.bytes(start, end)).to.deep.equal(content.slice(start, end));
    }
  });

  it("gives fewer bytes at the end and none beyond, wherever that is", async () => {
    const blobWindow = new BlobWindow(new Blob([content]));
    expect(await blobWindow.bytes(199_990, 200_020)).to.deep.equal(content.slice(199_990));
    for (const start of [200_000, 2 ** 40, 2 ** 64])
      expect(await blobWindow.bytes(start, start + 10)).to.have.lengthOf(0);
  });

  it("reads 64 KiB at a time", async () => {
    const blobWindow = new BlobWindow(vanishing(content, 1));
    for (let start = 1000; start < 66_000; start += 50) await blobWindow.bytes(start, start + 50);
    expect(await codeOf(() => blobWindow.bytes(66_530, 66_540))).to.equal("EXPORT_SOURCE_UNREADABLE");
  });
});
