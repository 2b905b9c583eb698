import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { createSha256 } from "../primitives/hash.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";

/** What identifies a blob: the SHA-256 of its bytes and their number. */
export type BlobMeasure = { readonly sha256: Hex32; readonly size: number };

/** A stream that counts and hashes what flows through it. */
export type MeteredStream = {
  /** The same bytes as the source, pulled one piece at a time. */
  readonly stream: ReadableStream<Uint8Array>;
  /** @throws {InvalidInputError} `ENCRYPTION_STREAM_UNFINISHED` before the end of the source was reached. */
  readonly measure: () => BlobMeasure;
  /**
   * Reads what the stages after this one did not want, so that {@link MeteredStream.measure} can be asked. Fails as the
   * source failed, which tells a failing source from a failing stage after it.
   */
  readonly drain: () => Promise<void>;
  /** Stops the source at once, wherever the stages after this one stand. */
  readonly cancel: (reason: unknown) => Promise<void>;
};

/**
 * Counts and hashes `source` while it flows by; memory does not grow with its length.
 *
 * @param maxSize - The source is cancelled and the stream fails with `ENCRYPTION_BLOB_MISMATCH` at the first byte beyond.
 */
export function meterStream(source: ReadableStream<Uint8Array>, maxSize = Infinity): MeteredStream {
  const reader = source.getReader();
  const hash = createSha256();
  let size = 0;
  let result: BlobMeasure | undefined;
  let failure: { readonly error: unknown } | undefined;

  async function next(): Promise<Uint8Array | undefined> {
    if (failure !== undefined) throw failure.error;
    if (result !== undefined) return undefined;
    try {
      const { done, value } = await reader.read();
      if (!done) return await accept(value);
    } catch (error) {
      failure = { error };
      throw error;
    }
    // The stages after this one may still wait for a piece while drain() asks for the next.
    result ??= { sha256: toHex32(hash.digestHex()), size };
    return undefined;
  }

  async function accept(piece: Uint8Array): Promise<Uint8Array> {
    size += piece.length;
    if (size > maxSize) {
      const excess = blobMismatch(maxSize);
      await reader.cancel(excess);
      throw excess;
    }
    hash.update(piece);
    return piece;
  }

  return {
    stream: pulledStream(next, (reason) => reader.cancel(reason)),
    measure: () => result ?? unfinished(),
    async drain() {
      while ((await next()) !== undefined);
    },
    cancel: (reason) => reader.cancel(reason),
  };
}

/** A stream of what `next` gives until it gives `undefined`; empty pieces are left out, nothing is read ahead. */
export function pulledStream(
  next: () => Promise<Uint8Array | undefined>,
  cancel: (reason: unknown) => Promise<void>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let piece = await next();
        while (piece?.length === 0) piece = await next();
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}

/** The error for served bytes that are not the ones that were named: the source's fault, so another may do better. */
export function blobMismatch(expectedSize: number): RetryableError {
  return new RetryableError("ENCRYPTION_BLOB_MISMATCH", "Expected the bytes that were named by size and SHA-256.", {
    context: { expectedSize },
    hint: "The store served other bytes than it was asked for: try another one.",
  });
}

function unfinished(): never {
  throw new InvalidInputError("ENCRYPTION_STREAM_UNFINISHED", "Expected the stream to be read to its end first.", {
    hint: "Store the whole payload, then ask for what depends on its hash.",
  });
}
