/**
 * Lanes of Keccak's state: of 64 bits, or two beside one another (`T` = u64 or v128); and what both permutations share.
 * Source: FIPS 202, section 3. A round is theta, rho with pi, chi and iota.
 */

/**
 * Where states lie before they are permuted, as far as a message of at most 64 bytes and its padding reaches: the lanes
 * from 9 on hold nothing but {@link LAST} in lane 16. After it, the first four lanes are the hash.
 */
export const ONE: usize = memory.data(9 * 8, 16);
/** Two states, lane by lane: that of the second begins eight bytes behind that of the first. */
export const TWO: usize = memory.data(9 * 16, 16);

/** The first bit of the padding, right behind the message. */
export const FIRST: u64 = 1;
/** The last bit of the padding, in lane 16: the end of a block of 136 bytes. */
export const LAST: u64 = 0x8000000000000000;

export const ROUNDS: usize = 24;
const CONSTANTS: usize = memory.data<u64>([
  0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
  0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
  0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
  0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
  0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
]);

/** The constant of a round, from 0. */
export function constant<T>(round: usize): T {
  if (isVector<T>()) return v128.load_splat<u64>(CONSTANTS + 8 * round);
  return load<u64>(CONSTANTS + 8 * round) as T;
}

export function splat<T>(lane: u64): T {
  if (isVector<T>()) return i64x2.splat(lane);
  return lane as T;
}

export function xor<T>(a: T, b: T): T {
  if (isVector<T>()) return v128.xor(a, b);
  return (a ^ b) as T;
}

/** `a` without the bits of `b`. */
export function andNot<T>(a: T, b: T): T {
  if (isVector<T>()) return v128.andnot(a, b);
  return (a & ~b) as T;
}

export function rotate<T>(a: T, bits: i32): T {
  if (isVector<T>()) return v128.or(i64x2.shl(a, bits), i64x2.shr_u(a, 64 - bits));
  return rotl<T>(a, bits as T);
}
