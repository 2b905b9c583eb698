import { openChunk, sealChunk } from "#chunk-cipher";
import { concatBytes } from "../primitives/bytes.ts";
import { hkdfSha256 } from "../primitives/hash.ts";
import { decryptionFailure } from "./decryption-failure.ts";
import { pulledStream } from "./metered-stream.ts";
import type { PieceReader } from "./piece-reader.ts";

const CHUNK_SIZE = 64 * 1024;
const TAG_SIZE = 16;
const STREAM_NONCE_SIZE = 16;
const KEY_SIZE = 32;

/**
 * The payload of an age v1 file (C2SP `age.md`, "Payload"): a fresh nonce of 16 bytes, then the plaintext in chunks of
 * 64 KiB, each encrypted under HKDF-SHA256(file key, nonce, "payload") and the number of the chunk.
 *
 * @param header - What stands in the file before the payload.
 * @param fileKey - 16 random bytes, for this file only.
 */
export function sealChunks(header: Uint8Array, fileKey: Uint8Array, source: PieceReader): ReadableStream<Uint8Array> {
  const streamNonce = crypto.getRandomValues(new Uint8Array(STREAM_NONCE_SIZE));
  const key = deriveStreamKey(fileKey, streamNonce);
  const nonceOf = numberChunks();
  let beginning: Uint8Array | undefined = concatBytes(header, streamNonce);
  let hasEnded = false;

  async function next(): Promise<Uint8Array | undefined> {
    if (beginning !== undefined) {
      const first = beginning;
      beginning = undefined;
      return first;
    }
    if (hasEnded) return undefined;
    const { bytes, isLast } = await source.chunk(CHUNK_SIZE);
    hasEnded = isLast;
    return sealChunk(key, nonceOf(isLast), bytes);
  }

  return pulledStream(next, (reason) => source.cancel(reason));
}

/**
 * Opens what {@link sealChunks} made, from its nonce on. A chunk comes out when its tag was checked, never before; that
 * it was the last one, and so that nothing is missing, is known at the end of the stream only.
 *
 * The stream fails with what `source` fails with, and with `ENCRYPTION_CORRUPT` when a chunk is not the one that was
 * sealed, when chunks are missing, doubled or exchanged, when something follows the last one, or when the last one of
 * several is empty.
 */
export function openChunks(fileKey: Uint8Array, source: PieceReader): ReadableStream<Uint8Array> {
  const nonceOf = numberChunks();
  let key: Uint8Array | undefined;
  let isFirst = true;
  let hasEnded = false;

  async function next(): Promise<Uint8Array | undefined> {
    if (hasEnded) return undefined;
    key ??= deriveStreamKey(fileKey, await readStreamNonce(source));
    const { bytes, isLast } = await source.chunk(CHUNK_SIZE + TAG_SIZE);
    hasEnded = isLast;
    const chunk = openAuthentic(key, nonceOf(isLast), bytes);
    if (chunk.length === 0 && !isFirst) throw decryptionFailure();
    isFirst = false;
    return chunk;
  }

  return pulledStream(next, (reason) => source.cancel(reason));
}

function openAuthentic(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array {
  try {
    return openChunk(key, nonce, sealed);
  } catch {
    throw decryptionFailure();
  }
}

function deriveStreamKey(fileKey: Uint8Array, streamNonce: Uint8Array): Uint8Array {
  return hkdfSha256(fileKey, streamNonce, "payload", KEY_SIZE);
}

async function readStreamNonce(source: PieceReader): Promise<Uint8Array> {
  const { bytes, isLast } = await source.chunk(STREAM_NONCE_SIZE);
  if (isLast) throw decryptionFailure();
  return bytes.slice();
}

/** Nonces for one chunk after another: 11 bytes of their number, big-endian, and a byte that is 1 for the last one. */
function numberChunks(): (isLast: boolean) => Uint8Array {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  let number = 0n;
  return (isLast) => {
    view.setBigUint64(3, number++);
    view.setUint8(11, isLast ? 1 : 0);
    return nonce;
  };
}
