import { InvalidInputError } from "../primitives/errors.ts";

/** A keyed 64-bit hash. `digest` leaves its result in `high` and `low`, unsigned 32 bits each, so that no bigint is made. */
export type SipHash = {
  readonly high: number;
  readonly low: number;
  /** Hashes `bytes[start, end)`. */
  digest(bytes: Uint8Array, start: number, end: number): void;
};

/**
 * SipHash-2-4 under a 16-byte key, read as two little-endian words.
 *
 * Source: J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF" (INDOCRYPT 2012). The 64-bit result of the
 * paper is `high · 2^32 + low`.
 *
 * @throws {InvalidInputError} `SCORING_KEY_LENGTH` when the key is not 16 bytes.
 */
export function createSipHash(key: Uint8Array): SipHash {
  if (key.length !== 16) {
    throw new InvalidInputError("SCORING_KEY_LENGTH", "Expected a fingerprint key of 16 bytes.", {
      context: { length: key.length },
      hint: "Pass the 16-byte key that the validators share for this network.",
    });
  }
  return new SipHash24(key);
}

class SipHash24 implements SipHash {
  high = 0;
  low = 0;
  readonly #key: readonly [number, number, number, number];

  constructor(key: Uint8Array) {
    this.#key = [word(key, 0, 16), word(key, 4, 16), word(key, 8, 16), word(key, 12, 16)];
  }

  digest(bytes: Uint8Array, start: number, end: number): void {
    const [k0, k1, k2, k3] = this.#key;
    // v0…v3 of the paper as (low, high) pairs of signed 32-bit words.
    let a0 = k0 ^ 0x70736575;
    let a1 = k1 ^ 0x736f6d65;
    let b0 = k2 ^ 0x6e646f6d;
    let b1 = k3 ^ 0x646f7261;
    let c0 = k0 ^ 0x6e657261;
    let c1 = k1 ^ 0x6c796765;
    let d0 = k2 ^ 0x79746573;
    let d1 = k3 ^ 0x74656462;
    const length = end - start;
    const blocks = length >>> 3;
    // Step `blocks` takes the tail with the length byte; the one after it finds no bytes left and is the finalisation.
    for (let step = 0; step <= blocks + 1; step++) {
      const at = start + 8 * step;
      const final = step > blocks;
      const m0 = word(bytes, at, end);
      const m1 = word(bytes, at + 4, end) | (step === blocks ? length << 24 : 0);
      if (final) c0 ^= 0xff;
      d0 ^= m0;
      d1 ^= m1;
      for (let round = final ? 4 : 2; round > 0; round--) {
        const e0 = (a0 + b0) | 0;
        const e1 = (a1 + b1 + carry(a0, b0, e0)) | 0;
        const f0 = (c0 + d0) | 0;
        const f1 = (c1 + d1 + carry(c0, d0, f0)) | 0;
        const g0 = ((b0 << 13) | (b1 >>> 19)) ^ e0;
        const g1 = ((b1 << 13) | (b0 >>> 19)) ^ e1;
        const h0 = ((d0 << 16) | (d1 >>> 16)) ^ f0;
        const h1 = ((d1 << 16) | (d0 >>> 16)) ^ f1;
        c0 = (f0 + g0) | 0;
        c1 = (f1 + g1 + carry(f0, g0, c0)) | 0;
        a0 = (e1 + h0) | 0;
        a1 = (e0 + h1 + carry(e1, h0, a0)) | 0;
        d0 = ((h0 << 21) | (h1 >>> 11)) ^ a0;
        d1 = ((h1 << 21) | (h0 >>> 11)) ^ a1;
        b0 = ((g0 << 17) | (g1 >>> 15)) ^ c0;
        b1 = ((g1 << 17) | (g0 >>> 15)) ^ c1;
        const swap = c0;
        c0 = c1;
        c1 = swap;
      }
      a0 ^= m0;
      a1 ^= m1;
    }
    this.high = (a1 ^ b1 ^ c1 ^ d1) >>> 0;
    this.low = (a0 ^ b0 ^ c0 ^ d0) >>> 0;
  }
}

/** The carry out of bit 31 of `a + b`, without a branch: it is as unpredictable as the hash itself. */
function carry(a: number, b: number, sum: number): number {
  return ((a & b) | ((a | b) & ~sum)) >>> 31;
}

/** The little-endian word at `at`; bytes from `end` on are read as zero. */
function word(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) {
    let value = 0;
    for (let i = at; i < end; i++) value |= (bytes[i] ?? 0) << (8 * (i - at));
    return value;
  }
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
