/**
 * SipHash-2-4 under a 16-byte key with 64 bits of result. Source: J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast
 * short-input PRF" (INDOCRYPT 2012).
 */

let key0: u64 = 0;
let key1: u64 = 0;

/** Sets the key, as two little-endian words. */
export function setKey(first: u64, second: u64): void {
  key0 = first;
  key1 = second;
}

/** The `count` bytes at `at`, fewer than eight, as a little-endian word; what lies behind them is masked out. */
export function partialWord(at: usize, count: u32): u64 {
  return load<u64>(at) & (((<u64>1) << (8 * count)) - 1);
}

/** Hashes `length` bytes at `at`. */
export function sipHash(at: usize, length: u32): u64 {
  let a = key0 ^ 0x736f6d6570736575;
  let b = key1 ^ 0x646f72616e646f6d;
  let c = key0 ^ 0x6c7967656e657261;
  let d = key1 ^ 0x7465646279746573;
  const blocks = length >> 3;
  // Step `blocks` takes the tail with the length byte; the one after it is the finalisation.
  for (let step: u32 = 0; step <= blocks + 1; step++) {
    let word: u64 = 0;
    let rounds = 2;
    if (step < blocks) word = load<u64>(at + 8 * step);
    else if (step == blocks) word = partialWord(at + 8 * step, length & 7) | ((<u64>length) << 56);
    else {
      c ^= 0xff;
      rounds = 4;
    }
    d ^= word;
    for (; rounds > 0; rounds--) {
      a += b;
      b = rotl(b, 13) ^ a;
      a = rotl(a, 32);
      c += d;
      d = rotl(d, 16) ^ c;
      a += d;
      d = rotl(d, 21) ^ a;
      c += b;
      b = rotl(b, 17) ^ c;
      c = rotl(c, 32);
    }
    a ^= word;
  }
  return a ^ b ^ c ^ d;
}
