import yauzl from "yauzl";
import { CollectiveError } from "../primitives/errors.ts";
import { BlobWindow } from "./blob-window.ts";
import { exportError } from "./export-error.ts";
import type { ZipRecord, ZipRecords } from "./zip-record.ts";

const RECORD_BYTES = 46;

/**
 * Finds the table of contents of the zip `source` by yauzl. In a browser `zip-records.browser.ts` stands in for this file
 * and gives the same records and codes; what is refused beyond that is decided in `zip-directory.ts` for both.
 *
 * @throws {InvalidInputError} `EXPORT_ZIP_INCOMPLETE`; while reading the records `EXPORT_ZIP_DAMAGED` or
 *   `EXPORT_ZIP_ENCRYPTED`.
 * @throws {RetryableError} `EXPORT_SOURCE_UNREADABLE`.
 */
export async function openZipRecords(source: Blob): Promise<ZipRecords> {
  const zip = await openDirectory(source);
  return {
    entryCount: zip.entryCount,
    // Before the first read yauzl's cursor is the offset of the central directory; its typings call it a boolean.
    directoryOffset: Number(zip.readEntryCursor),
    commentBytes: zip.comment.length,
    records: readRecords(zip),
  };
}

async function openDirectory(source: Blob): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.fromRandomAccessReaderPromise(new BlobReader(source), source.size, {
      autoClose: false,
      decodeStrings: false,
      lazyEntries: true,
      validateEntrySizes: false,
    });
  } catch (error) {
    if (error instanceof CollectiveError) throw error;
    throw exportError("EXPORT_ZIP_INCOMPLETE", { bytes: source.size });
  }
}

async function* readRecords(zip: yauzl.ZipFile): AsyncGenerator<ZipRecord, void, undefined> {
  const entries = zip.eachEntry();
  for (;;) {
    const step = await entries.next().catch((error: unknown) => {
      if (error instanceof CollectiveError) throw error;
      // yauzl refuses strong encryption itself, before an entry is seen.
      throw exportError(String(error).includes("encrypt") ? "EXPORT_ZIP_ENCRYPTED" : "EXPORT_ZIP_DAMAGED");
    });
    if (step.done === true) return;
    yield toRecord(step.value);
  }
}

function toRecord(entry: yauzl.Entry): ZipRecord {
  return {
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    crc32: entry.crc32,
    packedBytes: entry.compressedSize,
    unpackedBytes: entry.uncompressedSize,
    externalAttributes: entry.externalFileAttributes,
    headerOffset: entry.relativeOffsetOfLocalHeader,
    nameBytes: new Uint8Array(entry.fileNameRaw),
    extraFields: entry.extraFields.map(({ id, data }) => ({ id, data: new Uint8Array(data) })),
    recordBytes: RECORD_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength,
  };
}

/** Random access for yauzl over a Blob. */
class BlobReader extends yauzl.RandomAccessReader {
  readonly #window: BlobWindow;

  constructor(blob: Blob) {
    super();
    this.#window = new BlobWindow(blob);
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#window.bytes(position, position + length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        callback(bytes.length < length ? new Error("unexpected end") : null);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error("unreadable", { cause: error }));
      },
    );
  }
}
