/** 256 KiB: large enough that a slice costs nothing beside inflating it, small enough that a few in flight do not count. */
const CHUNK_BYTES = 256 * 1024;

/** The bytes of `blob` in order, piece by piece, so that a file on disk is never whole in memory. */
export async function* blobChunks(blob: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  for (let start = 0; start < blob.size; start += CHUNK_BYTES) {
    yield blobBytes(blob, start, Math.min(start + CHUNK_BYTES, blob.size));
  }
}

/** The bytes of `blob` in `[start, end)`. */
export async function blobBytes(blob: Blob, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.slice(start, end).arrayBuffer());
}
