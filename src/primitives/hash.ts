import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, type Hex } from "./bytes.ts";

export { createSha256 } from "#sha256";

/** Hashes `bytes` with SHA-256 (FIPS 180-4). */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

/** Hashes `bytes` with SHA-256 and encodes the 32 bytes as `0x`-prefixed hexadecimal. */
export function sha256Hex(bytes: Uint8Array): Hex {
  return bytesToHex(nobleSha256(bytes));
}

/** Hashes `bytes` with Keccak-256 as Ethereum uses it (the original padding, not FIPS 202). */
export function keccak256(bytes: Uint8Array): Uint8Array {
  return keccak_256(bytes);
}

/**
 * Derives `length` bytes from `inputKey` with HKDF-SHA256 (RFC 5869, extract then expand).
 *
 * @param inputKey - Secret input keying material; never a password, HKDF does not slow guessing down.
 * @param salt - Public and, ideally, different for each derivation.
 * @param info - Names what the result is for, so that two uses of one secret cannot meet.
 * @param length - In bytes, at most 8,160 (255 blocks).
 */
export function hkdfSha256(
  inputKey: Uint8Array,
  salt: Uint8Array,
  info: string,
  length: number,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hkdf(nobleSha256, inputKey, salt, new TextEncoder().encode(info), length));
}
