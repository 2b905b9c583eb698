import { RetryableError } from "../primitives/errors.ts";

/** 256 KiB: large enough that a slice costs nothing beside inflating it, small enough that a few in flight do not count. */
const CHUNK_BYTES = 256 * 1024;

/** The bytes of `blob` in order, piece by piece, so that a file on disk is never whole in memory. */
export async function* blobChunks(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  for (let start = 0; start < blob.size; start += CHUNK_BYTES) {
    yield blobBytes(blob, start, Math.min(start + CHUNK_BYTES, blob.size));
  }
}

/**
 * The bytes of `blob` in `[start, end)`, fewer at its end.
 *
 * @throws {RetryableError} `EXPORT_SOURCE_UNREADABLE` when the file behind the Blob changed or is gone.
 */
export async function blobBytes(blob: Blob, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.slice(start, end).arrayBuffer());
  } catch {
    throw new RetryableError("EXPORT_SOURCE_UNREADABLE", "The export could not be read from its source.", {
      context: { start, end },
      hint: "Check that the file is still there and that no other program changes it, then try again.",
    });
  }
}
