import { CollectiveError } from "../primitives/errors.ts";
import { blobChunks } from "./blob-chunks.ts";
import { exportError } from "./export-error.ts";

/** Deflate packs 1,032 bytes into one at best, so that a piece of a bomb is 16 MiB at most before it is counted. */
const PIECE_BYTES = 16 * 1024;
const POLYNOMIAL = 0xedb88320;

/**
 * Unpacks a whole deflate stream without header (RFC 1951) where there is no Node: as `inflate.ts`, by
 * `DecompressionStream`.
 *
 * @throws {InvalidInputError} `EXPORT_ZIP_DAMAGED` when the stream is none or other bytes follow it,
 *   `EXPORT_ZIP_SIZE_MISMATCH` when it breaks off.
 * @throws {RetryableError} `EXPORT_SOURCE_UNREADABLE`.
 */
export async function* inflateRaw(packed: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  const { writable, readable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  const reader = readable.getReader();
  // Awaited where it can fail for a reason of its own; until then a failure must not count as unhandled.
  const fed = feed(writer, packed);
  fed.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(async (error: unknown) => {
        await fed;
        throw error;
      });
      if (done) break;
      yield value;
    }
    await fed;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** What a write is refused for is the data; what only the end is refused for is that it came too early. */
async function feed(writer: WritableStreamDefaultWriter<BufferSource>, packed: Blob): Promise<void> {
  try {
    for await (const chunk of blobChunks(packed)) {
      for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
        await writer.write(chunk.subarray(start, start + PIECE_BYTES));
      }
    }
  } catch (error) {
    // The source failed, which the stream does not know yet.
    await writer.abort(error).catch(() => undefined);
    throw error instanceof CollectiveError ? error : exportError("EXPORT_ZIP_DAMAGED");
  }
  await writer.close().catch(() => {
    throw exportError("EXPORT_ZIP_SIZE_MISMATCH");
  });
}

/** The CRC-32 of zip files (ISO 3309) of `bytes`, continued from that of the bytes before, 0 at their start. */
export function crc32(bytes: Uint8Array, previous: number): number {
  let crc = ~previous;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
  return crc;
});
