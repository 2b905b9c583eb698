import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

/** Encrypts one chunk where there is no Node: as `chunk-cipher.ts`, by the cipher that the age library uses. */
export function sealChunk(key: Uint8Array, nonce: Uint8Array, chunk: Uint8Array): Uint8Array {
  return chacha20poly1305(key, nonce).encrypt(chunk);
}

/** Decrypts one chunk where there is no Node: as `chunk-cipher.ts`. */
export function openChunk(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array {
  return chacha20poly1305(key, nonce).decrypt(sealed);
}
