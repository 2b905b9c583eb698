import { concatBytes, releaseBytes } from "./bytes.ts";
import { InvalidInputError } from "./errors.ts";
import { pulledBytes } from "./pulled-bytes.ts";

/** Bytes in one piece, in a file, or as they arrive. */
export type ByteSource = Uint8Array | Blob | ReadableStream<Uint8Array>;

const PIECE_SIZE = 64 * 1024;

/** Reads `source` from its start as a stream; what is long comes in pieces, so that no stage has to hold it twice. */
export function byteStream(source: ByteSource): ReadableStream<Uint8Array> {
  if (source instanceof ReadableStream) return source;
  if (source instanceof Blob) return blobStream(source);
  let offset = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (offset < source.length) controller.enqueue(source.subarray(offset, (offset += PIECE_SIZE)));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** By slices, as a Blob's own stream takes three times their processor time in Node and leaves more behind. */
function blobStream(blob: Blob): ReadableStream<Uint8Array> {
  let offset = 0;
  return pulledBytes(
    async (room) => {
      const slice = blob.slice(offset, (offset += PIECE_SIZE));
      if (slice.size === 0) return undefined;
      const bytes = new Uint8Array(await slice.arrayBuffer());
      if (room === undefined || room.length < bytes.length) return bytes;
      room.set(bytes);
      releaseBytes(bytes);
      return room.subarray(0, slice.size);
    },
    () => Promise.resolve(),
  );
}

/**
 * Reads `stream` to its end into memory; when that fails the stream is cancelled.
 *
 * @param limit - The most bytes to accept. Reading stops at the first piece that goes beyond.
 * @throws {InvalidInputError} `PRIMITIVES_TOO_LONG` when the stream holds more than `limit` bytes.
 */
export async function readBytes(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatBytes(...pieces);
    size += value.length;
    if (size > limit) {
      const failure = new InvalidInputError("PRIMITIVES_TOO_LONG", "Expected fewer bytes than the stream holds.", {
        context: { limit },
      });
      await reader.cancel(failure);
      throw failure;
    }
    pieces.push(value);
  }
}
