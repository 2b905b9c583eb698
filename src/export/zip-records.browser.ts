import { BlobWindow } from "./blob-window.ts";
import { exportError } from "./export-error.ts";
import type { ExtraField, ZipRecord, ZipRecords } from "./zip-record.ts";

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_END_BYTES = 56;
const RECORD_SIGNATURE = 0x02014b50;
const RECORD_BYTES = 46;
const FLAG_STRONG_ENCRYPTION = 0x40;
const ZIP64_FIELD = 1;
const DEFERRED = 0xffffffff;

/** Where the end of a zip says that its directory is. */
type Directory = Pick<ZipRecords, "entryCount" | "directoryOffset">;

/**
 * Finds the table of contents of the zip `source` where there is no Node: the same records and codes as those that
 * `zip-records.ts` takes from yauzl, which decides what is right.
 *
 * @throws {InvalidInputError} `EXPORT_ZIP_INCOMPLETE`; while reading the records `EXPORT_ZIP_DAMAGED` or
 *   `EXPORT_ZIP_ENCRYPTED`.
 * @throws {RetryableError} `EXPORT_SOURCE_UNREADABLE`.
 */
export async function openZipRecords(source: Blob): Promise<ZipRecords> {
  const blobWindow = new BlobWindow(source);
  const tailStart = Math.max(0, source.size - LOCATOR_BYTES - END_BYTES - MAX_COMMENT_BYTES);
  const tail = viewOf(await blobWindow.bytes(tailStart, source.size));
  const end = findEnd(tail);
  if (end === null) throw exportError("EXPORT_ZIP_INCOMPLETE", { bytes: source.size });
  const locator = end - LOCATOR_BYTES;
  const isZip64 = locator >= 0 && tail.getUint32(locator, true) === LOCATOR_SIGNATURE;
  const directory = isZip64
    ? await readZip64End(blobWindow, readUint64(tail, locator + 8))
    : readEnd(new DataView(tail.buffer, tail.byteOffset + end));
  if (directory === null) throw exportError("EXPORT_ZIP_INCOMPLETE", { bytes: source.size });
  const commentBytes = tail.byteLength - end - END_BYTES;
  return { ...directory, commentBytes, records: readRecords(blobWindow, directory) };
}

/** The last end record, which must reach exactly to the end of the file. */
function findEnd(tail: DataView): number | null {
  for (let offset = tail.byteLength - END_BYTES; offset >= 0; offset--) {
    if (tail.getUint32(offset, true) !== END_SIGNATURE) continue;
    return offset + END_BYTES + tail.getUint16(offset + 20, true) === tail.byteLength ? offset : null;
  }
  return null;
}

/** Null for a zip of several disks. */
function readEnd(end: DataView): Directory | null {
  if (end.getUint16(4, true) !== 0) return null;
  return { entryCount: end.getUint16(10, true), directoryOffset: end.getUint32(16, true) };
}

async function readZip64End(blobWindow: BlobWindow, offset: number): Promise<Directory | null> {
  const end = viewOf(await blobWindow.bytes(offset, offset + ZIP64_END_BYTES));
  if (end.byteLength < ZIP64_END_BYTES || end.getUint32(0, true) !== ZIP64_END_SIGNATURE) return null;
  if (end.getUint32(16, true) !== 0) return null;
  return { entryCount: readUint64(end, 32), directoryOffset: readUint64(end, 48) };
}

async function* readRecords(
  blobWindow: BlobWindow,
  { entryCount, directoryOffset }: Directory,
): AsyncGenerator<ZipRecord, void, undefined> {
  let offset = directoryOffset;
  for (let index = 0; index < entryCount; index++) {
    const record = await readRecord(blobWindow, offset);
    offset += record.recordBytes;
    yield record;
  }
}

async function readRecord(blobWindow: BlobWindow, offset: number): Promise<ZipRecord> {
  const head = viewOf(await wholeBytes(blobWindow, offset, RECORD_BYTES));
  if (head.getUint32(0, true) !== RECORD_SIGNATURE) throw exportError("EXPORT_ZIP_DAMAGED", { offset });
  const flags = head.getUint16(8, true);
  // Of such a record the rest may be masked, so that nothing further can be said of it.
  if ((flags & FLAG_STRONG_ENCRYPTION) !== 0) throw exportError("EXPORT_ZIP_ENCRYPTED", { offset });
  const nameLength = head.getUint16(28, true);
  const extraEnd = nameLength + head.getUint16(30, true);
  const rest = await wholeBytes(blobWindow, offset + RECORD_BYTES, extraEnd + head.getUint16(32, true));
  const extraFields = parseExtraFields(rest.slice(nameLength, extraEnd));
  const sizes = new Zip64Values(extraFields);
  return {
    flags,
    method: head.getUint16(10, true),
    crc32: head.getUint32(16, true),
    // Evaluated in the order in which zip64 lists them.
    unpackedBytes: sizes.resolve(head.getUint32(24, true)),
    packedBytes: sizes.resolve(head.getUint32(20, true)),
    headerOffset: sizes.resolve(head.getUint32(42, true)),
    externalAttributes: head.getUint32(38, true),
    nameBytes: rest.slice(0, nameLength),
    extraFields,
    recordBytes: RECORD_BYTES + rest.length,
  };
}

async function wholeBytes(blobWindow: BlobWindow, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await blobWindow.bytes(offset, offset + length);
  if (bytes.length < length) throw exportError("EXPORT_ZIP_DAMAGED", { offset });
  return bytes;
}

/** Up to three bytes may be left over at the end, as some writers align what follows. */
function parseExtraFields(extra: Uint8Array<ArrayBuffer>): ExtraField[] {
  const view = viewOf(extra);
  const fields: ExtraField[] = [];
  for (let offset = 0; offset + 4 <= extra.length;) {
    const start = offset + 4;
    const end = start + view.getUint16(offset + 2, true);
    if (end > extra.length) throw exportError("EXPORT_ZIP_DAMAGED");
    fields.push({ id: view.getUint16(offset, true), data: extra.subarray(start, end) });
    offset = end;
  }
  return fields;
}

/** The values of the first zip64 field, each taken once when a record's own field defers to it (APPNOTE §4.5.3). */
class Zip64Values {
  readonly #view: DataView | null;
  #offset = 0;

  constructor(fields: readonly ExtraField[]) {
    const field = fields.find(({ id }) => id === ZIP64_FIELD);
    this.#view = field === undefined ? null : viewOf(field.data);
  }

  resolve(own: number): number {
    if (own !== DEFERRED || this.#view === null) return own;
    if (this.#offset + 8 > this.#view.byteLength) throw exportError("EXPORT_ZIP_DAMAGED");
    const value = readUint64(this.#view, this.#offset);
    this.#offset += 8;
    return value;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Beyond 2^53 to the nearest number; no file reaches so far, so that such a value is refused for what it points at. */
function readUint64(view: DataView, offset: number): number {
  return Number(view.getBigUint64(offset, true));
}
