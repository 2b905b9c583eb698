import yauzl from "yauzl";
import { CollectiveError } from "../primitives/errors.ts";
import { exportError } from "./export-error.ts";
import { blobBytes } from "./blob-chunks.ts";
import type { ArchiveLimits } from "./archive-limits.ts";

/** One file of a zip, as its central directory describes it (PKWARE APPNOTE 6.3.10 §4.3.12); nothing is believed yet. */
export type ZipEntry = {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  /** 0 stored, 8 deflate; anything else cannot be opened. */
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
  readonly headerOffset: number;
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
/** What the reader may open: conversations and metadata, zips inside the zip, the mail beside it. */
const READ = /\.(?:json|zip|eml)$/;
const WINDOW_BYTES = 64 * 1024;

/**
 * Reads and checks the table of contents of the zip `source`; folders are left out, files come in ascending offset.
 *
 * yauzl parses the records (zip64 included). It accepts duplicate names (refused for what is read), overlapping entries, links, and a table of
 * contents that others would find elsewhere or read further than it does, so these are refused here. Names serve for
 * comparison only and never become paths.
 *
 * @throws {InvalidInputError} the `EXPORT_ZIP_*` codes of structure: INCOMPLETE, DAMAGED, TOO_MANY_ENTRIES,
 *   NAME_REFUSED, DUPLICATE_NAME, OVERLAP, SPECIAL_FILE, ENCRYPTED.
 * @throws {RetryableError} `EXPORT_SOURCE_UNREADABLE`.
 */
export async function readZipDirectory(
  source: Blob,
  limits: Pick<ArchiveLimits, "entries" | "nameBytes">,
): Promise<readonly ZipEntry[]> {
  const zip = await openDirectory(source);
  if (zip.entryCount > limits.entries) {
    throw exportError("EXPORT_ZIP_TOO_MANY_ENTRIES", { entries: zip.entryCount, limit: limits.entries });
  }
  // Before the first read yauzl's cursor is the offset of the central directory; its typings call it a boolean.
  const directoryOffset = Number(zip.readEntryCursor);
  const found = await collectEntries(zip, limits.nameBytes);
  await checkDirectoryEnd(source, zip, directoryOffset);
  return withoutOverlap(found, directoryOffset).filter((entry) => !entry.name.endsWith("/"));
}

async function openDirectory(source: Blob): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.fromRandomAccessReaderPromise(new BlobReader(source), source.size, {
      autoClose: false,
      decodeStrings: false,
      lazyEntries: true,
    });
  } catch (error) {
    if (error instanceof CollectiveError) throw error;
    throw exportError("EXPORT_ZIP_INCOMPLETE", { bytes: source.size });
  }
}

/**
 * Refuses a directory that holds more than its entries, or whose two ends (zip64 has one of its own) tell different
 * stories: other tools would take another list of files out of the same bytes (APPNOTE §4.3.14 to §4.3.16).
 */
async function checkDirectoryEnd(source: Blob, zip: yauzl.ZipFile, directoryOffset: number): Promise<void> {
  const directoryEnd = Number(zip.readEntryCursor);
  const endOffset = source.size - END_BYTES - zip.comment.length;
  const between = endOffset - directoryEnd;
  if (between !== 0 && between !== ZIP64_END_BYTES) throw exportError("EXPORT_ZIP_DAMAGED", { between });
  const bytes = await blobBytes(source, directoryEnd, endOffset + END_BYTES);
  const end = new DataView(bytes.buffer, between, END_BYTES);
  const isAgreed =
    (between === 0 || isZip64End(new DataView(bytes.buffer, 0, between), directoryEnd)) &&
    agrees(end.getUint16(10, true), 0xffff, zip.entryCount) &&
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

async function collectEntries(zip: yauzl.ZipFile, maxNameBytes: number): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  const raw = zip.eachEntry();
  for (;;) {
    const step = await raw.next().catch((error: unknown) => {
      if (error instanceof CollectiveError) throw error;
      // yauzl refuses strong encryption itself, before an entry is seen.
      throw exportError(String(error).includes("encrypt") ? "EXPORT_ZIP_ENCRYPTED" : "EXPORT_ZIP_DAMAGED");
    });
    if (step.done === true) return entries;
    const entry = toEntry(step.value, maxNameBytes);
    const own = readableNames(entry);
    if (own.some((name) => names.has(name))) throw exportError("EXPORT_ZIP_DUPLICATE_NAME", { entry: entries.length });
    for (const name of own) names.add(name);
    entries.push(entry);
  }
}

function toEntry(raw: yauzl.Entry, maxNameBytes: number): ZipEntry {
  const context = { offset: raw.relativeOffsetOfLocalHeader };
  if ((raw.generalPurposeBitFlag & FLAG_ENCRYPTED) !== 0) throw exportError("EXPORT_ZIP_ENCRYPTED", context);
  const name = yauzl.getFileNameLowLevel(raw.generalPurposeBitFlag, raw.fileNameRaw, raw.extraFields, true);
  const cause = raw.fileNameRaw.length > maxNameBytes ? "TOO_LONG" : nameProblem(name);
  if (cause !== null) throw exportError("EXPORT_ZIP_NAME_REFUSED", { ...context, cause });
  const type = (raw.externalFileAttributes >>> 16) & FILE_TYPE;
  const isAllowedType = type === 0 || type === REGULAR_FILE || (type === FOLDER && name.endsWith("/"));
  if (!isAllowedType) throw exportError("EXPORT_ZIP_SPECIAL_FILE", context);
  return {
    name,
    nameBytes: new Uint8Array(raw.fileNameRaw),
    method: raw.compressionMethod,
    packedBytes: raw.compressedSize,
    unpackedBytes: raw.uncompressedSize,
    crc32: raw.crc32,
    headerOffset: raw.relativeOffsetOfLocalHeader,
    endOffset: 0,
  };
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

/** Random access for yauzl over a Blob, by windows: the directory is thousands of reads of a few bytes each. */
class BlobReader extends yauzl.RandomAccessReader {
  readonly #blob: Blob;
  #window = new Uint8Array();
  #windowStart = 0;

  constructor(blob: Blob) {
    super();
    this.#blob = blob;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#bytes(position, position + length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        callback(bytes.length < length ? new Error("unexpected end") : null);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error("unreadable", { cause: error }));
      },
    );
  }

  async #bytes(start: number, end: number): Promise<Uint8Array> {
    const isInside = start >= this.#windowStart && end <= this.#windowStart + this.#window.length;
    if (!isInside) {
      this.#window = await blobBytes(this.#blob, start, Math.max(end, start + WINDOW_BYTES));
      this.#windowStart = start;
    }
    return this.#window.subarray(start - this.#windowStart, end - this.#windowStart);
  }
}
