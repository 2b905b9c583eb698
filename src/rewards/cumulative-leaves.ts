import {
  amountAt,
  compareAccounts,
  RECORD_BYTES,
  readRecords,
  writeAmount,
  type RewardLeaves,
} from "../merkle/reward-leaves.ts";

/**
 * Adds an epoch's increases to the leaves of the epoch before: one merge of two ascending lists.
 *
 * Every account of either list is in the result, with the sum of its amounts, so nothing falls and nobody is dropped.
 *
 * @throws {InvalidInputError} `MERKLE_AMOUNT_OUT_OF_RANGE` when a sum passes 2^128 − 1 wei.
 */
export function addIncreases(previous: RewardLeaves, increases: RewardLeaves): RewardLeaves {
  const merged = new Uint8Array(previous.records.length + increases.records.length);
  let count = 0;
  for (let p = 0, i = 0; p < previous.count || i < increases.count; count++) {
    const order = orderAt(previous, p, increases, i);
    const [from, index] = order <= 0 ? [previous, p] : [increases, i];
    merged.set(from.records.subarray(index * RECORD_BYTES, (index + 1) * RECORD_BYTES), count * RECORD_BYTES);
    if (order === 0) writeAmount(merged, count, amountAt(previous, p) + amountAt(increases, i));
    if (order <= 0) p++;
    if (order >= 0) i++;
  }
  return readRecords(merged.slice(0, count * RECORD_BYTES));
}

function orderAt(a: RewardLeaves, indexA: number, b: RewardLeaves, indexB: number): number {
  if (indexA === a.count) return 1;
  if (indexB === b.count) return -1;
  return compareAccounts(a, indexA, b, indexB);
}
