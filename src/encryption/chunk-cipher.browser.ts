import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

const TAG_SIZE = 16;

/** Encrypts one chunk where there is no Node: as `chunk-cipher.ts`, by the cipher that the age library uses. */
export function sealChunk(
  key: Uint8Array,
  nonce: Uint8Array,
  chunk: Uint8Array,
  room?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const sealed = partOf(room, chunk.length + TAG_SIZE);
  chacha20poly1305(key, nonce).encrypt(chunk, sealed);
  return sealed;
}

/** Decrypts one chunk where there is no Node: as `chunk-cipher.ts`. */
export function openChunk(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  room?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const chunk = partOf(room, Math.max(0, sealed.length - TAG_SIZE));
  chacha20poly1305(key, nonce).decrypt(sealed, chunk);
  return chunk;
}

function partOf(room: Uint8Array<ArrayBuffer> | undefined, size: number): Uint8Array<ArrayBuffer> {
  return room !== undefined && room.length >= size ? room.subarray(0, size) : new Uint8Array(size);
}
