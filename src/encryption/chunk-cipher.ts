import { createCipheriv, createDecipheriv } from "node:crypto";
import { releaseBytes } from "../primitives/bytes.ts";

const CIPHER = "chacha20-poly1305";
const TAG_SIZE = 16;
const options = { authTagLength: TAG_SIZE };

/**
 * Encrypts one chunk with ChaCha20-Poly1305 (RFC 8439) and no additional data: the ciphertext, and behind it the tag of 16
 * bytes. In a browser `chunk-cipher.browser.ts` stands in for this file and gives the same bytes.
 *
 * @param key - 32 bytes, for one stream only.
 * @param nonce - 12 bytes, another one for each chunk of the stream.
 * @param room - Where the result goes if it is large enough; otherwise it gets memory of its own.
 */
export function sealChunk(
  key: Uint8Array,
  nonce: Uint8Array,
  chunk: Uint8Array,
  room?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const cipher = createCipheriv(CIPHER, key, nonce, options);
  const body = cipher.update(chunk);
  cipher.final();
  const size = body.length + TAG_SIZE;
  const sealed = room !== undefined && room.length >= size ? room.subarray(0, size) : new Uint8Array(size);
  sealed.set(body);
  sealed.set(cipher.getAuthTag(), body.length);
  releaseBytes(body);
  return sealed;
}

/**
 * Decrypts what {@link sealChunk} made. Nothing comes out before the tag was checked.
 *
 * @throws Some error when the tag is wrong or missing.
 */
export function openChunk(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  room?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const decipher = createDecipheriv(CIPHER, key, nonce, options);
  const size = Math.max(0, sealed.length - TAG_SIZE);
  decipher.setAuthTag(sealed.subarray(size));
  const chunk = decipher.update(sealed.subarray(0, size));
  decipher.final();
  if (room === undefined || room.length < size) return chunk;
  const opened = room.subarray(0, size);
  opened.set(chunk);
  releaseBytes(chunk);
  return opened;
}
