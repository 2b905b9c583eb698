import { FIRST } from "./lanes";

/**
 * What both hashers share: where the host puts a batch and finds its hashes, and how messages are laid into states. A
 * batch is copied in and out, so that the memory stays small however large a tree is.
 *
 * A state begins at `state` and its lanes are `stride` bytes apart.
 */

/** Most messages of a batch. */
export const BATCH: u32 = 2048;
/** Messages are hashed by up to three: the last may stand beside two that nobody asked for. */
const SLACK: i32 = 2;
const HASH_BYTES: usize = 32;
const PAIR_BYTES: usize = 64;
const RECORD_BYTES: usize = 36;

/** The messages of a batch. */
export const INPUT: usize = memory.data((2048 + SLACK) * 64, 16);
/** Their hashes. */
export const OUTPUT: usize = memory.data((2048 + SLACK) * 32, 16);

/** Lays pair `index` of the batch into a state, the half that is the smaller number first. */
export function layPair(index: u32, state: usize, stride: usize): void {
  const pair = INPUT + <usize>index * PAIR_BYTES;
  const half = smallerHalf(pair);
  const first = pair + half;
  const second = pair + (half ^ HASH_BYTES);
  for (let lane: usize = 0; lane < 4; lane++) {
    store<u64>(state + lane * stride, load<u64>(first + 8 * lane));
    store<u64>(state + (4 + lane) * stride, load<u64>(second + 8 * lane));
  }
  store<u64>(state + 8 * stride, FIRST);
}

/** Lays record `index` of the batch into a state: account and amount, each filled up with zeros to 32 bytes. */
export function layRecord(index: u32, state: usize, stride: usize): void {
  const record = INPUT + <usize>index * RECORD_BYTES;
  store<u64>(state, 0);
  store<u64>(state + stride, load<u64>(record) << 32);
  store<u64>(state + 2 * stride, load<u64>(record, 4));
  store<u64>(state + 3 * stride, load<u64>(record, 12));
  store<u64>(state + 4 * stride, 0);
  store<u64>(state + 5 * stride, 0);
  store<u64>(state + 6 * stride, load<u64>(record, 20));
  store<u64>(state + 7 * stride, load<u64>(record, 28));
  store<u64>(state + 8 * stride, FIRST);
}

/** Makes the hash that a state holds the next message of that state. */
export function layHash(state: usize, stride: usize): void {
  store<u64>(state + 4 * stride, FIRST);
  for (let lane: usize = 5; lane < 9; lane++) store<u64>(state + lane * stride, 0);
}

/** Takes the hash out of a state, as number `index` of the batch. */
export function takeHash(index: u32, state: usize, stride: usize): void {
  const hash = OUTPUT + <usize>index * HASH_BYTES;
  for (let lane: usize = 0; lane < 4; lane++) store<u64>(hash + 8 * lane, load<u64>(state + lane * stride));
}

/** Where the hash of record `index` belongs: leaves stand backwards in a tree. What nobody asked for goes behind them. */
export function leafIndex(index: u32, count: u32): u32 {
  return index < count ? count - 1 - index : index;
}

/** The half of a pair that is the smaller number: 0, or 32 for the second. */
function smallerHalf(pair: usize): usize {
  for (let at: usize = 0; at < 32; at += 8) {
    const a = bswap<u64>(load<u64>(pair + at));
    const b = bswap<u64>(load<u64>(pair + at, 32));
    if (a != b) return a < b ? 0 : 32;
  }
  return 0;
}
