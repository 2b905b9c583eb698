import { byteStream, type ByteSource } from "../primitives/byte-stream.ts";
import { decryptStream, encryptStream } from "./age-file.ts";
import type { AgeIdentity } from "./age-identity.ts";
import { decryptionFailure } from "./decryption-failure.ts";
import { blobMismatch, meterStream, pulledStream, type BlobMeasure, type MeteredStream } from "./metered-stream.ts";

/** A payload on its way out. */
export type EncryptedPayload = {
  /** The age file. Nothing is read from the source faster than this is read. */
  readonly ciphertext: ReadableStream<Uint8Array>;
  /** Size and SHA-256 of the age file. @throws {InvalidInputError} `ENCRYPTION_STREAM_UNFINISHED` before its end. */
  readonly measure: () => BlobMeasure;
};

/**
 * Encrypts an archive as a standard age file while it is read; memory does not grow with its size. Two calls never give
 * the same bytes: file key and nonce are drawn anew by the age library, and there is no way to pass them in.
 */
export async function encryptPayload(archive: ByteSource, recipient: string): Promise<EncryptedPayload> {
  const meter = meterStream(await encryptStream(byteStream(archive), recipient));
  return { ciphertext: meter.stream, measure: meter.measure };
}

/**
 * Decrypts a payload while it is read and checks that it is the one that was named.
 *
 * Pieces are authentic when they come out, but use nothing as complete before the stream has ended without an error: a
 * cut or exchanged payload shows at its end. Whether it is the store or the author who is at fault is told apart by
 * reading on to the end, so every validator comes to the same verdict on the same payload:
 *
 * - `ENCRYPTION_BLOB_MISMATCH` (retryable): the bytes are not the named ones; another store may serve them. (An author who
 *   states a false size looks the same as one who does not publish the payload: nobody can fetch it.)
 * - `ENCRYPTION_CORRUPT`: the bytes are the named ones and do not open, today or ever.
 *
 * Failures of `ciphertext` come through unchanged.
 *
 * @param expected - Size and SHA-256 of the age file, from the chain and the envelope.
 */
export function decryptPayload(
  ciphertext: ReadableStream<Uint8Array>,
  identity: AgeIdentity,
  expected: BlobMeasure,
): ReadableStream<Uint8Array> {
  const meter = meterStream(ciphertext, expected.size);
  let plaintext: ReadableStreamDefaultReader<Uint8Array> | undefined;

  async function next(): Promise<Uint8Array | undefined> {
    try {
      plaintext ??= (await decryptStream(meter.stream, identity)).getReader();
      const { done, value } = await plaintext.read();
      if (!done) return value;
    } catch {
      await assertMeasure(meter, expected);
      throw decryptionFailure();
    }
    await assertMeasure(meter, expected);
    return undefined;
  }

  return pulledStream(next, (reason) => meter.cancel(reason));
}

async function assertMeasure(meter: MeteredStream, expected: BlobMeasure): Promise<void> {
  await meter.drain();
  const { sha256, size } = meter.measure();
  if (sha256 !== expected.sha256 || size !== expected.size) throw blobMismatch(expected.size);
}
