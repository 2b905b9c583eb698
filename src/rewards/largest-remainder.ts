import { InvariantError } from "../primitives/errors.ts";

/**
 * Splits `amountWei` in proportion to `weights` so that the shares add up to it exactly (docs/rewards.md §5).
 *
 * Share i is ⌊amount · wᵢ / W⌋; the wei left over go one each to the largest remainders (amount · wᵢ) mod W, equal
 * remainders to the lower index first. Callers order the weights by account.
 *
 * @throws {InvariantError} `REWARDS_NOTHING_TO_SPLIT_BY` when all weights are zero and the amount is not.
 */
export function splitByLargestRemainder(amountWei: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) {
    if (amountWei === 0n) return weights.map(() => 0n);
    throw new InvariantError("REWARDS_NOTHING_TO_SPLIT_BY", "Expected a weight above zero.", {
      context: { amountWei },
    });
  }
  const parts = weights.map((weight, index) => ({
    index,
    shareWei: (amountWei * weight) / total,
    remainder: (amountWei * weight) % total,
  }));
  const leftWei = amountWei - parts.reduce((sum, { shareWei }) => sum + shareWei, 0n);
  const shares = parts.map(({ shareWei }) => shareWei);
  const byRemainder = parts.sort((a, b) => compare(b.remainder, a.remainder) || a.index - b.index);
  // The remainders add up to leftWei · W and each is below W, so leftWei is below their number.
  for (const { index } of byRemainder.slice(0, Number(leftWei))) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares;
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
