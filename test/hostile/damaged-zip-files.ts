import { sampleConversation } from "../src/export/sample-conversations.ts";
import { writeZip, type EntrySpec, type Zip64Spec, type ZipSpec } from "../src/export/zip-writer.ts";
import { read, type HostileFile, type Outcome } from "./hostile-file.ts";

const good = JSON.stringify([sampleConversation("good")]);
const conversations: EntrySpec = { name: "conversations.json", data: good };
const next: EntrySpec = { name: "next", data: "n" };
const honest = writeZip({ entries: [conversations, next], comment: "made by hand" });

const file = (name: string, bytes: () => Uint8Array, expected: Outcome): HostileFile => ({ name, bytes, expected });
const zip = (name: string, spec: Partial<ZipSpec>, expected: Outcome): HostileFile =>
  file(name, () => writeZip({ entries: [conversations, next], ...spec }), expected);
const entry = (name: string, changes: Partial<EntrySpec>, expected: Outcome): HostileFile =>
  zip(name, { entries: [{ ...conversations, ...changes }, next] }, expected);
const zip64 = (name: string, spec: Zip64Spec, expected: Outcome): HostileFile => zip(name, { zip64: spec }, expected);
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const sizes = (crc: number, packed: number, unpacked: number): Uint8Array =>
  new Uint8Array(Uint32Array.of(crc, packed, unpacked).buffer);

const wrongSizes: readonly HostileFile[] = [
  entry("a wrong checksum", { crc: 1 }, "EXPORT_ZIP_CRC"),
  entry("a wrong checksum of a stored file", { crc: 1, isStored: true }, "EXPORT_ZIP_CRC"),
  entry("a size that is too small", { unpackedBytes: 10 }, "EXPORT_ZIP_SIZE_MISMATCH"),
  entry("a size that is too large", { unpackedBytes: 90_000 }, "EXPORT_ZIP_SIZE_MISMATCH"),
  entry("a packed size that is too small", { packedBytes: 100 }, "EXPORT_ZIP_SIZE_MISMATCH"),
  entry("bytes hidden behind the packed data", { trailing: new Uint8Array(50) }, "EXPORT_ZIP_DAMAGED"),
  entry("a stored file of two sizes", { isStored: true, unpackedBytes: 10 }, "EXPORT_ZIP_DAMAGED"),
  entry("stored data said to be deflated", { isStored: true, method: 8 }, "EXPORT_ZIP_DAMAGED"),
  // The directory is the one truth: what local headers and descriptors say of sizes is never used.
  entry("sizes of a local header that are too small", { localSizes: sizes(0, 1, 1) }, read),
  entry("sizes of a local header that are too large", { localSizes: sizes(0, 0xfffffff0, 0xfffffff0) }, read),
  entry("a local header that says it is encrypted", { localFlags: 1 }, read),
  entry("a local header of another method", { localMethod: 99 }, read),
  entry("a descriptor that says less", { hasDescriptor: true, flags: 0x808, descriptor: sizes(0, 0, 0) }, read),
  entry(
    "a descriptor that says more",
    { hasDescriptor: true, flags: 0x808, descriptor: sizes(0, 0xffffffff, 0xffffffff) },
    read,
  ),
  entry("a descriptor that is announced and missing", { flags: 0x808 }, read),
  zip(
    "a local header without its signature",
    { entries: [next, { ...conversations, localSignature: 0 }] },
    "EXPORT_ZIP_DAMAGED",
  ),
  entry("a local header of another name", { localName: "conversations.jsom" }, "EXPORT_ZIP_DAMAGED"),
];

const truncated: readonly HostileFile[] = [
  ...[
    3,
    29,
    31,
    100,
    300,
    honest.length >> 1,
    honest.length - 100,
    honest.length - 35,
    honest.length - 20,
    honest.length - 12,
    honest.length - 1,
  ].map((length) => file(`cut off after ${length} bytes`, () => honest.subarray(0, length), "EXPORT_ZIP_INCOMPLETE")),
  file("no bytes at all", () => new Uint8Array(), "EXPORT_EMPTY_FILE"),
];

const fakeEnd = writeZip({ entries: [] });
const polyglots: readonly HostileFile[] = [
  file("bytes in front", () => joined(new Uint8Array(64), honest), "EXPORT_NOT_RECOGNISED"),
  file(
    "bytes in front that begin like a zip",
    () => joined(Buffer.from("PK\x03\x04 and more"), honest),
    "EXPORT_ZIP_DAMAGED",
  ),
  zip(
    "bytes in front that every offset knows of",
    { prefix: new TextEncoder().encode("PK\x03\x04 hidden") },
    "EXPORT_ZIP_DAMAGED",
  ),
  zip("another zip in front", { prefix: honest }, "EXPORT_ZIP_DAMAGED"),
  file("bytes behind", () => joined(honest, new Uint8Array(64)), "EXPORT_ZIP_INCOMPLETE"),
  file("another zip behind", () => joined(honest, writeZip({ entries: [conversations] })), "EXPORT_ZIP_DAMAGED"),
  file("a second end behind", () => joined(honest, fakeEnd), "EXPORT_ZIP_DAMAGED"),
  zip(
    "a comment that is an end of its own",
    { comment: Buffer.from(fakeEnd).toString("latin1") },
    "EXPORT_ZIP_DAMAGED",
  ),
  zip("a comment that begins an end", { comment: "PK\x05\x06 and so on for a while" }, "EXPORT_ZIP_INCOMPLETE"),
  zip("a comment that looks like the end of zip64", { comment: "PK\x06\x07".padEnd(60, "\0") }, read),
  zip("bytes between the directory and its end", { afterDirectory: new Uint8Array(76) }, "EXPORT_ZIP_DAMAGED"),
  zip("fewer entries than the end says", { claimedEntries: 3 }, "EXPORT_ZIP_DAMAGED"),
  zip("more entries than the end says", { claimedEntries: 1 }, "EXPORT_ZIP_DAMAGED"),
];

const encrypted: readonly HostileFile[] = [
  ["by a password", 0x1],
  ["by strong encryption", 0x41],
  ["by strong encryption that is only half said", 0x40],
  ["with masked headers", 0x2000],
].map(([name, flags]) => entry(`encrypted ${name}`, { flags: Number(flags) }, "EXPORT_ZIP_ENCRYPTED"));

const zip64s: readonly HostileFile[] = [
  zip64("an honest zip64", {}, read),
  zip64("a zip64 that the plain end repeats", { isPlain: true }, read),
  entry("zip64 sizes of a small file", { isZip64: true }, read),
  entry("a zip64 size of a tebibyte", { isZip64: true, zip64Unpacked: 2n ** 40n }, "EXPORT_ENTRY_TOO_LARGE"),
  entry("a zip64 size of nothing", { isZip64: true, zip64Unpacked: 0n }, "EXPORT_ZIP_SIZE_MISMATCH"),
  entry("a zip64 packed size beyond all numbers", { isZip64: true, zip64Packed: 2n ** 64n - 1n }, "EXPORT_ZIP_OVERLAP"),
  zip64("a zip64 of another number of entries", { entries: 1, isPlain: true }, "EXPORT_ZIP_DAMAGED"),
  zip64("a zip64 of no entries", { entries: 0 }, "EXPORT_ZIP_DAMAGED"),
  zip64("a zip64 of 2^53 entries", { entries: 2 ** 53 }, "EXPORT_ZIP_TOO_MANY_ENTRIES"),
  zip64("a zip64 whose directory is elsewhere", { directoryOffset: 2 ** 50 }, "EXPORT_ZIP_DAMAGED"),
  zip64("a zip64 whose record is elsewhere", { recordOffset: 2 ** 50 }, "EXPORT_ZIP_INCOMPLETE"),
  zip64("a zip64 without its locator", { isLost: true }, "EXPORT_ZIP_TOO_MANY_ENTRIES"),
  zip64("a zip64 record of another size", { recordBytes: 1_000 }, "EXPORT_ZIP_DAMAGED"),
  zip64("a zip64 record without its signature", { recordSignature: 0 }, "EXPORT_ZIP_INCOMPLETE"),
];

const methods = [1, 6, 9, 12, 14, 93, 95, 98, 99].map((method) =>
  entry(`compression method ${method}`, { method }, "EXPORT_ZIP_METHOD"),
);

/** T54: zips that are damaged, cut off, two things at once, encrypted, or that lie about sizes. */
export const damages: readonly HostileFile[] = [
  ...wrongSizes,
  ...truncated,
  ...polyglots,
  ...encrypted,
  ...zip64s,
  ...methods,
];
