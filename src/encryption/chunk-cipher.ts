import { createCipheriv, createDecipheriv } from "node:crypto";

const CIPHER = "chacha20-poly1305";
const TAG_SIZE = 16;
const options = { authTagLength: TAG_SIZE };

/**
 * Encrypts one chunk with ChaCha20-Poly1305 (RFC 8439) and no additional data: the ciphertext, and behind it the tag of 16
 * bytes. In a browser `chunk-cipher.browser.ts` stands in for this file and gives the same bytes.
 *
 * @param key - 32 bytes, for one stream only.
 * @param nonce - 12 bytes, another one for each chunk of the stream.
 */
export function sealChunk(key: Uint8Array, nonce: Uint8Array, chunk: Uint8Array): Uint8Array {
  const cipher = createCipheriv(CIPHER, key, nonce, options);
  const body = cipher.update(chunk);
  cipher.final();
  const sealed = new Uint8Array(body.length + TAG_SIZE);
  sealed.set(body);
  sealed.set(cipher.getAuthTag(), body.length);
  release(body);
  return sealed;
}

/**
 * Decrypts what {@link sealChunk} made. Nothing comes out before the tag was checked.
 *
 * @throws Some error when the tag is wrong or missing.
 */
export function openChunk(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(CIPHER, key, nonce, options);
  const bodySize = Math.max(0, sealed.length - TAG_SIZE);
  decipher.setAuthTag(sealed.subarray(bodySize));
  const chunk = decipher.update(sealed.subarray(0, bodySize));
  decipher.final();
  return chunk;
}

/**
 * Gives the memory of a copied chunk back at once. Left to the garbage collector it would pile up to some 60 MB before
 * that looks at memory outside of its heap.
 */
function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
