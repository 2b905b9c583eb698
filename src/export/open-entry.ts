import { crc32, inflateRaw } from "#inflate";
import { compareBytes } from "../primitives/bytes.ts";
import { exportError } from "./export-error.ts";
import { blobBytes, blobChunks } from "./blob-chunks.ts";
import type { ArchiveLimits, InflateBudget } from "./archive-limits.ts";
import type { ZipEntry } from "./zip-directory.ts";

const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** So much may come out of anything, however small it is. */
export const RATIO_FREE_BYTES = 2 ** 20;
const OVERRUN_BYTES = 2 ** 20;

/** What bounds the unpacking of one entry. */
export type EntryLimits = Pick<ArchiveLimits, "entryBytes" | "ratio">;

/**
 * Unpacks one entry of `source` piece by piece. Sizes, ratio and checksum are checked on the bytes that really come
 * out, so the last piece may already have been given when a checksum turns out wrong: act on the data only once the
 * stream has ended. No more is given than the entry declares.
 *
 * @throws {InvalidInputError} `EXPORT_ZIP_METHOD`, `EXPORT_ZIP_DAMAGED`, `EXPORT_ZIP_OVERLAP`, `EXPORT_ZIP_CRC`,
 *   `EXPORT_ZIP_SIZE_MISMATCH`, `EXPORT_ZIP_RATIO`, `EXPORT_ENTRY_TOO_LARGE` or `EXPORT_TOTAL_TOO_LARGE`.
 */
export async function* openEntry(
  source: Blob,
  entry: ZipEntry,
  limits: EntryLimits,
  budget: InflateBudget,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (entry.unpackedBytes > limits.entryBytes) {
    throw exportError("EXPORT_ENTRY_TOO_LARGE", { bytes: entry.unpackedBytes, limit: limits.entryBytes });
  }
  const packed = await packedBlob(source, entry);
  const counter = new EntryCounter(entry, limits, budget);
  for await (const chunk of entry.method === STORED ? blobChunks(packed) : inflateRaw(packed)) {
    if (counter.add(chunk)) yield chunk;
  }
  counter.finish();
}

/**
 * The packed bytes of `entry` as a slice of `source`; for a stored entry these are its content, unchecked.
 *
 * @throws {InvalidInputError} `EXPORT_ZIP_METHOD`, `EXPORT_ZIP_DAMAGED` or `EXPORT_ZIP_OVERLAP`.
 */
export async function packedBlob(source: Blob, entry: ZipEntry): Promise<Blob> {
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw exportError("EXPORT_ZIP_METHOD", { method: entry.method });
  }
  const nameStart = entry.headerOffset + LOCAL_HEADER_BYTES;
  const header = await blobBytes(source, entry.headerOffset, nameStart + entry.nameBytes.length);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.byteLength < LOCAL_HEADER_BYTES || view.getUint32(0, true) !== LOCAL_HEADER_SIGNATURE) {
    throw exportError("EXPORT_ZIP_DAMAGED", { offset: entry.headerOffset });
  }
  const nameLength = view.getUint16(26, true);
  const isSameName =
    nameLength === entry.nameBytes.length && compareBytes(header.subarray(LOCAL_HEADER_BYTES), entry.nameBytes) === 0;
  // Tools that trust the local headers would read another file than we do.
  if (!isSameName) throw exportError("EXPORT_ZIP_DAMAGED", { offset: entry.headerOffset });
  const start = nameStart + nameLength + view.getUint16(28, true);
  const end = start + entry.packedBytes;
  if (end > entry.endOffset) throw exportError("EXPORT_ZIP_OVERLAP", { offset: entry.headerOffset });
  return source.slice(start, end);
}

class EntryCounter {
  readonly #entry: ZipEntry;
  readonly #limits: EntryLimits;
  readonly #budget: InflateBudget;
  #bytes = 0;
  #crc32 = 0;

  constructor(entry: ZipEntry, limits: EntryLimits, budget: InflateBudget) {
    this.#entry = entry;
    this.#limits = limits;
    this.#budget = budget;
  }

  /**
   * Whether the entry may hold so much. A little beyond what it declares is counted on: whether its packed data is damaged
   * too, which is the better reason, shows later, and after another number of pieces on every platform.
   */
  add(chunk: Uint8Array): boolean {
    this.#bytes += chunk.length;
    this.#crc32 = crc32(chunk, this.#crc32);
    this.#budget.remainingBytes -= chunk.length;
    const { packedBytes, unpackedBytes } = this.#entry;
    if (this.#bytes > unpackedBytes + OVERRUN_BYTES) {
      throw exportError("EXPORT_ZIP_SIZE_MISMATCH", { declaredBytes: unpackedBytes });
    }
    if (this.#bytes > RATIO_FREE_BYTES && this.#bytes > this.#limits.ratio * packedBytes) {
      throw exportError("EXPORT_ZIP_RATIO", { packedBytes, limit: this.#limits.ratio });
    }
    if (this.#budget.remainingBytes < 0) throw exportError("EXPORT_TOTAL_TOO_LARGE");
    return this.#bytes <= unpackedBytes;
  }

  finish(): void {
    if (this.#bytes !== this.#entry.unpackedBytes) {
      throw exportError("EXPORT_ZIP_SIZE_MISMATCH", { declaredBytes: this.#entry.unpackedBytes, bytes: this.#bytes });
    }
    if (this.#crc32 !== this.#entry.crc32) throw exportError("EXPORT_ZIP_CRC");
  }
}
