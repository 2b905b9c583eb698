import type { ByteSource } from "../primitives/byte-stream.ts";
import type { Hex32 } from "../primitives/identifiers.ts";

/** What identifies a blob: the SHA-256 of its bytes and their number. */
export type BlobReference = { readonly sha256: Hex32; readonly size: number };

/** What a caller knows about a blob before it comes. */
export type PutOptions = {
  /** Refuse the blob unless this is its hash: for blobs that come from somebody else. */
  readonly expectedSha256?: Hex32;
  /** Refuse the blob, and stop reading, beyond this many bytes. Give one whenever a stranger decides about the length. */
  readonly maxSize?: number;
};

/**
 * Keeps blobs under the SHA-256 of their bytes. Blobs are ciphertext, wraps, envelopes and published files, never plaintext
 * or keys; a store need not be trusted with more than availability, because what it gives is checked.
 *
 * Errors of every store: `STORAGE_NOT_FOUND` and `STORAGE_HASH_MISMATCH` on reading; `STORAGE_READ_ONLY`, `STORAGE_FULL`,
 * `STORAGE_DISK_FAILED`, `STORAGE_HASH_MISMATCH` and `STORAGE_TOO_LARGE` on writing; `STORAGE_DELETE_INCOMPLETE` on deleting;
 * `STORAGE_INVALID_ID` everywhere. Of stores at a host also `STORAGE_HOST_SLOW`, `STORAGE_HOST_UNREACHABLE`,
 * `STORAGE_HOST_FAILED`, `STORAGE_HOST_REFUSED` and `STORAGE_NO_BUCKET`; of several as one `STORAGE_PUT_INCOMPLETE`.
 */
export type BlobStore = {
  /**
   * Stores `source`. When it resolves the blob survives a power loss; until then nobody sees anything of it. Storing what
   * is there already is harmless and repairs a damaged copy. Failures of `source` come through unchanged.
   */
  readonly put: (source: ByteSource, options?: PutOptions) => Promise<BlobReference>;
  /**
   * Opens a blob for reading from its start. The stream fails with `STORAGE_HASH_MISMATCH` at its end when the stored
   * bytes are damaged, so use nothing as complete before that.
   */
  readonly get: (sha256: Hex32) => Promise<ReadableStream<Uint8Array>>;
  /** Whether a blob is there, without reading it. */
  readonly has: (sha256: Hex32) => Promise<boolean>;
  /**
   * Removes a blob, if it is there. When it resolves this store holds no copy of it, no older version and no part. Streams
   * that are already open may still read it to its end.
   */
  readonly delete: (sha256: Hex32) => Promise<void>;
};
