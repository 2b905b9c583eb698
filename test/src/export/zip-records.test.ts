import { expect } from "chai";
import { openZipRecords } from "../../../src/export/zip-records.ts";
import { codeOf, collect } from "./rejection.ts";
import { vanishing } from "./vanishing-blob.ts";
import { unicodePath, writeZip } from "./zip-writer.ts";

const recordsOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const { records, ...end } = await openZipRecords(new Blob([bytes]));
  return { ...end, records: await collect(records) };
};

describe("zip records", () => {
  it("are the directory's, as it has them", async () => {
    const extra = unicodePath("b", 7);
    const entries = [
      { name: "folder/", mode: 0o040755 },
      { name: "a", data: "text", isStored: true, extra },
    ];
    const { entryCount, commentBytes, records, directoryOffset } = await recordsOf(
      writeZip({ entries, comment: "made" }),
    );
    expect([entryCount, commentBytes, records.length]).to.deep.equal([2, 4, 2]);
    expect(records[1]).to.deep.equal({
      flags: 0x800,
      method: 0,
      crc32: 0x3b8ba7c7,
      packedBytes: 4,
      unpackedBytes: 4,
      externalAttributes: 0o600 * 2 ** 16,
      headerOffset: 39,
      nameBytes: new Uint8Array([0x61]),
      extraFields: [{ id: 0x7075, data: extra.slice(4) }],
      recordBytes: 47 + extra.length,
    });
    expect(directoryOffset).to.equal(39 + 31 + 4);
  });

  it("take sizes and the directory's place from zip64", async () => {
    const entries = [{ name: "a", data: "text", isStored: true, isZip64: true }];
    const { entryCount, directoryOffset, records } = await recordsOf(writeZip({ entries, zip64: {} }));
    expect([entryCount, directoryOffset]).to.deep.equal([1, 35]);
    expect(records[0]).to.include({ packedBytes: 4, unpackedBytes: 4 });
  });

  it("are not to be had without the end of the zip", async () => {
    const whole = writeZip({ entries: [{ name: "a" }] });
    expect(await codeOf(() => recordsOf(whole.slice(0, -1)))).to.equal("EXPORT_ZIP_INCOMPLETE");
    expect(await codeOf(() => recordsOf(whole.slice(0, 21)))).to.equal("EXPORT_ZIP_INCOMPLETE");
  });

  it("are refused when one is none, ends too soon or is masked", async () => {
    const whole = writeZip({ entries: [{ name: "a" }] });
    const changed = (offset: number, value: number): Uint8Array<ArrayBuffer> => {
      const bytes = whole.slice();
      bytes[whole.length - 22 - 47 + offset] = value;
      return bytes;
    };
    expect(await codeOf(() => recordsOf(changed(0, 0)))).to.equal("EXPORT_ZIP_DAMAGED");
    expect(await codeOf(() => recordsOf(changed(33, 255)))).to.equal("EXPORT_ZIP_DAMAGED");
    expect(await codeOf(() => recordsOf(changed(8, 0x40)))).to.equal("EXPORT_ZIP_ENCRYPTED");
  });

  it("say so when the file behind the Blob is gone", async () => {
    const whole = writeZip({ entries: [{ name: "a" }], comment: "c".repeat(65_535) });
    expect(await codeOf(() => openZipRecords(vanishing(whole, 0)))).to.equal("EXPORT_SOURCE_UNREADABLE");
    const reading = async (): Promise<unknown> => collect((await openZipRecords(vanishing(whole, 1))).records);
    expect(await codeOf(reading)).to.equal("EXPORT_SOURCE_UNREADABLE");
  });
});
