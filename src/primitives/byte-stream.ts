import { concatBytes } from "./bytes.ts";
import { InvalidInputError } from "./errors.ts";

/** Bytes in one piece, in a file, or as they arrive. */
export type ByteSource = Uint8Array | Blob | ReadableStream<Uint8Array>;

const PIECE_SIZE = 64 * 1024;

/** By slices rather than by its own stream, which takes three times the processor time in Node and leaves more behind. */
const SLICE_SIZE = 256 * 1024;

/** Reads `source` from its start as a stream; a long byte string comes in pieces, so that no stage has to hold it twice. */
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

/** Gives the pieces of a generator as a stream, each when it is asked for; giving the stream up ends the generator. */
export function streamFrom<Piece extends Uint8Array>(
  pieces: AsyncGenerator<Piece, void, undefined>,
): ReadableStream<Piece> {
  return new ReadableStream<Piece>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return();
    },
  });
}

function blobStream(blob: Blob): ReadableStream<Uint8Array> {
  let offset = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const slice = blob.slice(offset, (offset += SLICE_SIZE));
        if (slice.size > 0) controller.enqueue(new Uint8Array(await slice.arrayBuffer()));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
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
