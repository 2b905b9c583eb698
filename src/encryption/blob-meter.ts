import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { createSha256 } from "../primitives/hash.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";

/** What identifies a blob: the SHA-256 of its bytes and their number. */
export type BlobMeasure = { readonly sha256: Hex32; readonly size: number };

/** Counts and hashes a blob while it flows by; memory does not grow with its length. */
export class BlobMeter {
  readonly #maxSize: number;
  readonly #hash = createSha256();
  #size = 0;
  #result: BlobMeasure | undefined;

  /** @param maxSize - In bytes, the most that {@link BlobMeter.add} accepts. */
  constructor(maxSize = Infinity) {
    this.#maxSize = maxSize;
  }

  /** @throws {RetryableError} `ENCRYPTION_BLOB_MISMATCH` at the first byte beyond the most that is allowed. */
  add(piece: Uint8Array): void {
    this.#size += piece.length;
    if (this.#size > this.#maxSize) throw blobMismatch(this.#maxSize);
    this.#hash.update(piece);
  }

  /** Says that the blob has ended; saying it again changes nothing. */
  end(): void {
    this.#result ??= { sha256: toHex32(this.#hash.digestHex()), size: this.#size };
  }

  /** @throws {InvalidInputError} `ENCRYPTION_STREAM_UNFINISHED` before the blob has ended. */
  measure(): BlobMeasure {
    if (this.#result !== undefined) return this.#result;
    throw new InvalidInputError("ENCRYPTION_STREAM_UNFINISHED", "Expected the stream to be read to its end first.", {
      hint: "Store the whole payload, then ask for what depends on its hash.",
    });
  }
}

/** The error for served bytes that are not the ones that were named: the source's fault, so another may do better. */
export function blobMismatch(expectedSize: number): RetryableError {
  return new RetryableError("ENCRYPTION_BLOB_MISMATCH", "Expected the bytes that were named by size and SHA-256.", {
    context: { expectedSize },
    hint: "The store served other bytes than it was asked for: try another one.",
  });
}
