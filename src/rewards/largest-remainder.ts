import { InvariantError } from "../primitives/errors.ts";

const MAX_TOTAL = 2n ** 64n - 1n;

/**
 * Splits `amountWei` in proportion to `weights` so that the shares add up to it exactly (docs/rewards.md §5).
 *
 * Share i is ⌊amount · wᵢ / W⌋; the wei left over go one each to the largest remainders (amount · wᵢ) mod W, equal
 * remainders to the lower index first. Callers order the weights by account.
 *
 * @throws {InvariantError} `REWARDS_NOTHING_TO_SPLIT_BY` when all weights are zero and the amount is not,
 * `REWARDS_WEIGHT_OUT_OF_RANGE` when they add up to 2^64 or more.
 */
export function splitByLargestRemainder(amountWei: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (amountWei === 0n) return weights.map(() => 0n);
  ensure(total > 0n, "REWARDS_NOTHING_TO_SPLIT_BY", "Expected a weight above zero.", amountWei);
  ensure(total <= MAX_TOTAL, "REWARDS_WEIGHT_OUT_OF_RANGE", "Expected weights below 2^64 in all.", amountWei);
  const shares = weights.map((weight) => (amountWei * weight) / total);
  const remainders = BigUint64Array.from(weights, (weight) => (amountWei * weight) % total);
  // The remainders add up to left · W and each is below W, so left is below their number.
  const left = Number(amountWei - shares.reduce((sum, share) => sum + share, 0n));
  if (left > 0) raiseLargest(shares, remainders, left);
  return shares;
}

/** Adds one to the `count` shares with the largest remainders, the lower index first among equal ones. */
function raiseLargest(shares: bigint[], remainders: BigUint64Array, count: number): void {
  const least = remainders.toSorted()[remainders.length - count] ?? 0n;
  let ofEqual = count - remainders.reduce((above, remainder) => above + (remainder > least ? 1 : 0), 0);
  for (const [index, remainder] of remainders.entries()) {
    if (remainder > least || (remainder === least && ofEqual-- > 0)) shares[index] = (shares[index] ?? 0n) + 1n;
  }
}

function ensure(holds: boolean, code: string, message: string, amountWei: bigint): void {
  if (!holds) throw new InvariantError(code, message, { context: { amountWei } });
}
