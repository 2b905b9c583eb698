/** Reads a stream; the bytes of one piece are good until the next one is asked for. */
export type BorrowingReader = Pick<ReadableStreamDefaultReader<Uint8Array>, "read" | "cancel">;

/** Holds four chunks of an age payload. */
const ROOM_BYTES = 4 * (64 * 1024 + 16);

/**
 * Reads `stream` into the same memory over and over, where the stream can write to it (see `pulledBytes`), and as usual
 * where it cannot. For readers that are done with a piece before they ask for the next one.
 */
export function borrowPieces(stream: ReadableStream<Uint8Array>): BorrowingReader {
  const reader = byobReader(stream);
  if (reader === undefined) return stream.getReader();
  let room = new ArrayBuffer(ROOM_BYTES);
  return {
    async read() {
      // A read that failed has taken the memory with it.
      if (room.byteLength === 0) room = new ArrayBuffer(ROOM_BYTES);
      const { done, value } = await reader.read(new Uint8Array(room));
      if (value === undefined) return { done: true, value };
      room = value.buffer;
      return done ? { done, value: undefined } : { done, value };
    },
    cancel: (reason) => reader.cancel(reason),
  };
}

function byobReader(stream: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | undefined {
  try {
    return stream.getReader({ mode: "byob" });
  } catch {
    // Not a stream of this kind; if it is locked, the other way of reading says so.
    return undefined;
  }
}
