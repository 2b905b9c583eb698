import { expect } from "chai";
import { crc32 } from "node:zlib";
import type { CollectiveError } from "../../../src/primitives/errors.ts";
import { readZipDirectory } from "../../../src/export/zip-directory.ts";
import { codeOf } from "./rejection.ts";
import { vanishing } from "./vanishing-blob.ts";
import { unicodePath, writeZip, type EntrySpec, type ZipSpec } from "./zip-writer.ts";

const limits = { entries: 100, nameBytes: 64 };
const directoryOf = (spec: ZipSpec) => readZipDirectory(new Blob([writeZip(spec)]), limits);
const codeFor = (...entries: EntrySpec[]): Promise<string> => codeOf(() => directoryOf({ entries }));
/** The `cause` that the error names. */
const causeFor = (...entries: EntrySpec[]): Promise<unknown> =>
  directoryOf({ entries }).then(
    () => null,
    (error: unknown) => (error as CollectiveError).context.cause,
  );

describe("zip directory", () => {
  it("lists files by offset and leaves folders out", async () => {
    const entries = [
      { name: "b.json", data: "{}" },
      { name: "folder/", mode: 0o040755 },
      { name: "folder/a.json", data: "[]" },
    ];
    const directory = await directoryOf({ entries });
    expect(directory.map(({ name }) => name)).to.deep.equal(["b.json", "folder/a.json"]);
    expect(directory[0]).to.include({ method: 8, unpackedBytes: 2, headerOffset: 0 });
  });

  it("reads names of any encoding without failing", async () => {
    const [latin] = await directoryOf({ entries: [{ name: "é.json", flags: 0 }] });
    expect(latin!.name).to.equal("├⌐.json");
    const [utf8] = await directoryOf({ entries: [{ name: "é.json" }] });
    expect(utf8!.name).to.equal("é.json");
  });

  it("reads more entries than fit one window of the reader", async () => {
    const entries = Array.from({ length: 100 }, (_, i) => ({
      name: `${i}-${"n".repeat(40)}`,
      data: "x".repeat(3000),
      isStored: true,
    }));
    expect(await directoryOf({ entries })).to.have.lengthOf(100);
  });

  it("accepts a comment and an empty zip", async () => {
    expect(await directoryOf({ entries: [], comment: "made by hand" })).to.deep.equal([]);
  });

  it("refuses a zip without its end", async () => {
    const whole = writeZip({ entries: [{ name: "a.json", data: "x".repeat(1000) }] });
    for (const length of [1, 10, 100, whole.length - 1]) {
      expect(await codeOf(() => readZipDirectory(new Blob([whole.subarray(0, length)]), limits))).to.equal(
        "EXPORT_ZIP_INCOMPLETE",
      );
    }
  });

  it("refuses a directory that is not where the end says", async () => {
    expect(await codeOf(() => directoryOf({ entries: [{ name: "a" }], claimedEntries: 2 }))).to.equal(
      "EXPORT_ZIP_DAMAGED",
    );
    const whole = writeZip({ entries: [{ name: "a", data: "x" }] });
    const shifted = new Uint8Array([...new Uint8Array(9), ...whole]);
    expect(await codeOf(() => readZipDirectory(new Blob([shifted]), limits))).to.equal("EXPORT_ZIP_DAMAGED");
    const outside = whole.slice();
    new DataView(outside.buffer).setUint32(outside.length - 6, 0xfffffff0, true);
    expect(await codeOf(() => readZipDirectory(new Blob([outside]), limits))).to.equal("EXPORT_ZIP_DAMAGED");
  });

  it("refuses a directory that holds more than its end says", async () => {
    const two = { entries: [{ name: "a" }, { name: "b" }], claimedEntries: 1 };
    expect(await codeOf(() => directoryOf(two))).to.equal("EXPORT_ZIP_DAMAGED");
    const end = { entries: [{ name: "a" }], zip64: {} };
    expect(await directoryOf(end)).to.have.lengthOf(1);
    for (const zip64 of [{ entries: 2 }, { directoryOffset: 7 }, { recordBytes: 45 }, { recordSignature: 1 }]) {
      expect(await codeOf(() => directoryOf({ ...end, zip64 })), JSON.stringify(zip64)).to.match(/DAMAGED|INCOMPLETE/);
    }
  });

  it("refuses bytes in front of the first entry", async () => {
    expect(await codeOf(() => directoryOf({ entries: [{ name: "a" }], prefix: new Uint8Array(9) }))).to.equal(
      "EXPORT_ZIP_DAMAGED",
    );
  });

  it("refuses more entries than allowed before reading them", async () => {
    expect(await codeOf(() => directoryOf({ entries: [], claimedEntries: 60_000 }))).to.equal(
      "EXPORT_ZIP_TOO_MANY_ENTRIES",
    );
  });

  for (const [name, cause] of [
    ["../up.json", "CLIMBS_OUT"],
    ["a/../../b", "CLIMBS_OUT"],
    ["/etc/passwd", "ABSOLUTE"],
    ["C:/x", "DRIVE_LETTER"],
    ["c:x", "DRIVE_LETTER"],
    ["a\\b.json", "BACKSLASH"],
    ["nul\0.json", "ZERO_BYTE"],
    ["n".repeat(65), "TOO_LONG"],
    ["", "EMPTY"],
  ] as const) {
    it(`refuses the name ${JSON.stringify(name.slice(0, 20))}`, async () => {
      expect(await codeFor({ name })).to.equal("EXPORT_ZIP_NAME_REFUSED");
      expect(await causeFor({ name })).to.equal(cause);
    });
  }

  it("refuses a name that only tools without the Unicode path field would read, and one that only that field tells", async () => {
    for (const [name, path] of [
      ["../up.json", "up.json"],
      ["up.json", "../up.json"],
      ["a.json", "C:a.json"],
      ["a.json", "nul\0.json"],
      ["a.json", "b\\a.json"],
    ] as const) {
      const extra = unicodePath(path, crc32(name));
      expect(await codeFor({ name, flags: 0, extra }), path).to.equal("EXPORT_ZIP_NAME_REFUSED");
    }
    const extra = unicodePath("\u00e9.json", crc32("e.json"));
    const [entry] = await directoryOf({ entries: [{ name: "e.json", flags: 0, extra }] });
    expect(entry!.name).to.equal("\u00e9.json");
  });

  it("refuses duplicate names of what is read, also in another case", async () => {
    for (const name of ["user.json", "conversations-000.json", "export.zip", "export-mail.eml", "\u00e9/user.json"]) {
      expect(await codeFor({ name }, { name })).to.equal("EXPORT_ZIP_DUPLICATE_NAME");
      expect(await codeFor({ name }, { name: name.toUpperCase().replace("\u00c9", "\u00e9") })).to.equal(
        "EXPORT_ZIP_DUPLICATE_NAME",
      );
    }
  });

  it("leaves alone twins of what is not read, and other Unicode forms", async () => {
    expect(await codeFor({ name: "file-x-Photo.png" }, { name: "file-x-photo.png" })).to.equal("none");
    expect(await codeFor({ name: "\u00e9.png" }, { name: "e\u0301.png" })).to.equal("none");
    expect(await codeFor({ name: "\u00e9/user.json" }, { name: "e\u0301/user.json" })).to.equal("none");
    // Letters whose composition depends on the Unicode version.
    expect(await codeFor({ name: "\u{105d2}\u0307.json" }, { name: "\u{105c9}.json" })).to.equal("none");
  });

  it("refuses entries that share bytes", async () => {
    const shared = { name: "b", data: "x".repeat(100), sharesHeaderOf: 0 };
    expect(await codeFor({ name: "a", data: "x".repeat(100) }, shared)).to.equal("EXPORT_ZIP_OVERLAP");
    const long = { name: "a", data: "x", packedBytes: 40, isStored: true, unpackedBytes: 40 };
    expect(await codeFor(long, { name: "b", data: "y" })).to.equal("EXPORT_ZIP_OVERLAP");
    expect(await codeFor({ ...long, packedBytes: 400, unpackedBytes: 400 })).to.equal("EXPORT_ZIP_OVERLAP");
  });

  it("refuses links, devices and files posing as folders", async () => {
    for (const mode of [0o120777, 0o020666, 0o060666, 0o010666, 0o140777, 0o040755]) {
      expect(await codeFor({ name: "entry", mode }), mode.toString(8)).to.equal("EXPORT_ZIP_SPECIAL_FILE");
    }
    expect(await codeFor({ name: "entry", mode: 0o100644 })).to.equal("none");
  });

  it("refuses every kind of encryption", async () => {
    for (const flags of [0x1, 0x41, 0x40, 0x2000]) {
      expect(await codeFor({ name: "a.json", flags }), flags.toString(16)).to.equal("EXPORT_ZIP_ENCRYPTED");
    }
  });

  it("reads sizes and offsets of zip64", async () => {
    const entries = [
      { name: "a.json", data: "[]", isZip64: true },
      { name: "b.json", data: "{}" },
    ];
    const [first] = await directoryOf({ entries });
    expect(first).to.include({ name: "a.json", unpackedBytes: 2 });
  });

  it("says so when the file behind the Blob is gone", async () => {
    // A long comment keeps the directory out of the first window.
    const entries = Array.from({ length: 20 }, (_, index) => ({ name: `${index}-${"n".repeat(40)}` }));
    const whole = writeZip({ entries, comment: "c".repeat(65_000) });
    const reading = (reads: number): Promise<string> => codeOf(() => readZipDirectory(vanishing(whole, reads), limits));
    expect(await reading(0)).to.equal("EXPORT_SOURCE_UNREADABLE");
    expect(await reading(1)).to.equal("EXPORT_SOURCE_UNREADABLE");
    expect(await reading(2)).to.equal("EXPORT_SOURCE_UNREADABLE");
    expect(await reading(3)).to.equal("none");
  });
});
