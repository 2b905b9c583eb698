import { openZipRecords } from "#zip-records";
import { blobBytes } from "./blob-chunks.ts";
import { decodeEntryName } from "./entry-name.ts";
import { exportError } from "./export-error.ts";
import type { ArchiveLimits } from "./archive-limits.ts";
import type { ZipRecord, ZipRecords } from "./zip-record.ts";

/** One file of a zip, as its central directory describes it; its sizes and checksum are not believed yet. */
export type ZipEntry = Pick<
  ZipRecord,
  "nameBytes" | "method" | "packedBytes" | "unpackedBytes" | "crc32" | "headerOffset"
> & {
  readonly name: string;
  /** Where the next entry or the central directory begins: this entry's bytes may not reach beyond. */
  readonly endOffset: number;
};

const LOCAL_HEADER_BYTES = 30;
const FLAG_ENCRYPTED = 0x2041; // bits 0 (encrypted), 6 (strong encryption), 13 (masked headers)
const END_BYTES = 22;
const ZIP64_END_BYTES = 76; // its end record and the locator behind it
const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
const STORED = 0;
/** What the reader may open: conversations and metadata, zips inside the zip, the mail beside it. */
const READ = /\.(?:json|zip|eml)$/;

/**
 * Reads and checks the table of contents of the zip `source`; folders are left out, files come in ascending offset.
 *
 * The records come from yauzl in Node and from a reader of ours in a browser. Both accept duplicate names (refused for
 * what is read), overlapping entries, links, and a table of contents that others would find elsewhere or read further than they do, so these are
 * refused here, for both alike. Names serve for comparison only and never become paths.
 *
 * @throws {InvalidInputError} the `EXPORT_ZIP_*` codes of structure: INCOMPLETE, DAMAGED, TOO_MANY_ENTRIES,
 *   NAME_REFUSED, DUPLICATE_NAME, OVERLAP, SPECIAL_FILE, ENCRYPTED.
 * @throws {RetryableError} `EXPORT_SOURCE_UNREADABLE`.
 */
export async function readZipDirectory(
  source: Blob,
  limits: Pick<ArchiveLimits, "entries" | "nameBytes">,
): Promise<readonly ZipEntry[]> {
  const zip = await openZipRecords(source);
  if (zip.entryCount > limits.entries) {
    throw exportError("EXPORT_ZIP_TOO_MANY_ENTRIES", { entries: zip.entryCount, limit: limits.entries });
  }
  const { entries, directoryEnd } = await collectEntries(zip, limits.nameBytes);
  await checkDirectoryEnd(source, zip, directoryEnd);
  return withoutOverlap(entries, zip.directoryOffset).filter((entry) => !entry.name.endsWith("/"));
}

/**
 * Refuses a directory that holds more than its entries, or whose two ends (zip64 has one of its own) tell different
 * stories: other tools would take another list of files out of the same bytes (APPNOTE §4.3.14 to §4.3.16).
 */
async function checkDirectoryEnd(source: Blob, zip: ZipRecords, directoryEnd: number): Promise<void> {
  const { entryCount, directoryOffset, commentBytes } = zip;
  const endOffset = source.size - END_BYTES - commentBytes;
  const between = endOffset - directoryEnd;
  if (between !== 0 && between !== ZIP64_END_BYTES) throw exportError("EXPORT_ZIP_DAMAGED", { between });
  const bytes = await blobBytes(source, directoryEnd, endOffset + END_BYTES);
  const end = new DataView(bytes.buffer, between, END_BYTES);
  const isAgreed =
    (between === 0 || isZip64End(new DataView(bytes.buffer, 0, between), directoryEnd)) &&
    agrees(end.getUint16(10, true), 0xffff, entryCount) &&
    agrees(end.getUint32(12, true), 0xffffffff, directoryEnd - directoryOffset) &&
    agrees(end.getUint32(16, true), 0xffffffff, directoryOffset);
  if (!isAgreed) throw exportError("EXPORT_ZIP_DAMAGED");
}

/** Whether there is a zip64 end record of the smallest size at `offset`, with a locator behind it that points there. */
function isZip64End(view: DataView, offset: number): boolean {
  return (
    view.getUint32(0, true) === 0x06064b50 &&
    view.getBigUint64(4, true) === 44n &&
    view.getUint32(56, true) === 0x07064b50 &&
    view.getBigUint64(64, true) === BigInt(offset)
  );
}

/** An end record's field says `actual`, or by its largest value that zip64 says it. */
function agrees(field: number, deferred: number, actual: number): boolean {
  return field === actual || field === deferred;
}

async function collectEntries(
  { records, directoryOffset }: ZipRecords,
  maxNameBytes: number,
): Promise<{ readonly entries: readonly ZipEntry[]; readonly directoryEnd: number }> {
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let directoryEnd = directoryOffset;
  for await (const record of records) {
    directoryEnd += record.recordBytes;
    const entry = toEntry(record, maxNameBytes);
    const own = readableNames(entry);
    if (own.some((name) => names.has(name))) throw exportError("EXPORT_ZIP_DUPLICATE_NAME", { entry: entries.length });
    for (const name of own) names.add(name);
    entries.push(entry);
  }
  return { entries, directoryEnd };
}

function toEntry(record: ZipRecord, maxNameBytes: number): ZipEntry {
  const { flags, method, packedBytes, unpackedBytes, crc32, headerOffset, nameBytes } = record;
  const context = { offset: headerOffset };
  if ((flags & FLAG_ENCRYPTED) !== 0) throw exportError("EXPORT_ZIP_ENCRYPTED", context);
  if (method === STORED && packedBytes !== unpackedBytes) throw exportError("EXPORT_ZIP_DAMAGED", context);
  const { name, plainName } = decodeEntryName(record);
  const cause = nameBytes.length > maxNameBytes ? "TOO_LONG" : (nameProblem(name) ?? nameProblem(plainName));
  if (cause !== null) throw exportError("EXPORT_ZIP_NAME_REFUSED", { ...context, cause });
  if (!isFileOrFolder(record, name)) throw exportError("EXPORT_ZIP_SPECIAL_FILE", context);
  return { name, nameBytes, method, packedBytes, unpackedBytes, crc32, headerOffset, endOffset: 0 };
}

function isFileOrFolder({ externalAttributes }: ZipRecord, name: string): boolean {
  const type = (externalAttributes >>> 16) & FILE_TYPE;
  return type === 0 || type === REGULAR_FILE || (type === FOLDER && name.endsWith("/"));
}

/** Why a name would be dangerous as a path, for tools that make it one; null when it would not. */
function nameProblem(name: string): string | null {
  if (name === "") return "EMPTY";
  if (name.includes("\0")) return "ZERO_BYTE";
  if (name.includes("\\")) return "BACKSLASH";
  if (/^[A-Za-z]:/.test(name)) return "DRIVE_LETTER";
  if (name.startsWith("/")) return "ABSOLUTE";
  return name.split("/").includes("..") ? "CLIMBS_OUT" : null;
}

/**
 * The names under which a tool could take `entry` for a file that we read; none for pictures and the like, whose twins
 * harm nobody and occur in honest exports.
 *
 * Its bytes (one sign each) and what they were decoded to are both taken, for an extra field may rename an entry to some
 * tools only. Nothing is normalised: every name that we read is ASCII, so it has no twin in another Unicode form, and
 * the tables of the runtime would make validators of different versions disagree.
 */
function readableNames({ name, nameBytes }: ZipEntry): string[] {
  return [...new Set([foldName(name), foldName(String.fromCharCode(...nameBytes))])].filter((own) => READ.test(own));
}

function foldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * A local header may be longer than the directory says (its extra field is its own), so this is a lower bound that
 * already catches shared bytes; `openEntry` checks the exact end of what it reads against `endOffset`.
 */
function withoutOverlap(entries: readonly ZipEntry[], directoryOffset: number): ZipEntry[] {
  const ordered = [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  // Bytes in front of the first entry could be a second zip, for readers that begin at the front.
  const first = ordered[0]?.headerOffset ?? directoryOffset;
  if (first !== 0) throw exportError("EXPORT_ZIP_DAMAGED", { offset: first });
  return ordered.map((entry, index) => {
    const endOffset = ordered[index + 1]?.headerOffset ?? directoryOffset;
    const least = entry.headerOffset + LOCAL_HEADER_BYTES + entry.nameBytes.length + entry.packedBytes;
    if (least > endOffset) throw exportError("EXPORT_ZIP_OVERLAP", { offset: entry.headerOffset });
    return { ...entry, endOffset };
  });
}
