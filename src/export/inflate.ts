import { Readable, pipeline } from "node:stream";
import { crc32 as zlibCrc32, createInflateRaw } from "node:zlib";
import { CollectiveError } from "../primitives/errors.ts";
import { blobChunks } from "./blob-chunks.ts";
import { exportError } from "./export-error.ts";

const OUTPUT_CHUNK_BYTES = 2 ** 19;

/**
 * Unpacks a whole deflate stream without header (RFC 1951) piece by piece. In a browser `inflate.browser.ts` stands in for
 * this file and ends with the same codes; how much comes out before a failure shows may differ.
 *
 * By `node:zlib` in pieces of 512 KiB: measured at 542 MB per CPU second against 160 for `DecompressionStream`.
 *
 * @throws {InvalidInputError} `EXPORT_ZIP_DAMAGED` when the stream is none or other bytes follow it,
 *   `EXPORT_ZIP_SIZE_MISMATCH` when it breaks off.
 * @throws {RetryableError} `EXPORT_SOURCE_UNREADABLE`.
 */
export async function* inflateRaw(packed: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  const inflater = createInflateRaw({ chunkSize: OUTPUT_CHUNK_BYTES });
  const input = Readable.from(blobChunks(packed), { highWaterMark: 1 });
  // Errors surface in the iteration below; the callback only keeps pipeline from raising them a second time.
  pipeline(input, inflater, () => undefined);
  try {
    for await (const chunk of inflater) yield chunk as Uint8Array;
  } catch (error) {
    if (error instanceof CollectiveError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw exportError(code === "Z_BUF_ERROR" ? "EXPORT_ZIP_SIZE_MISMATCH" : "EXPORT_ZIP_DAMAGED", {
      reason: code ?? null,
    });
  }
  if (inflater.bytesWritten !== packed.size) {
    throw exportError("EXPORT_ZIP_DAMAGED", { packedBytes: packed.size, usedBytes: inflater.bytesWritten });
  }
}

/** The CRC-32 of zip files (ISO 3309) of `bytes`, continued from that of the bytes before, 0 at their start. */
export function crc32(bytes: Uint8Array, previous: number): number {
  return zlibCrc32(bytes, previous);
}
