import { amountAt, compareAccounts, findLeaf, leafAt, type RewardLeaves } from "../merkle/reward-leaves.ts";
import type { Address } from "../primitives/identifiers.ts";

/**
 * What makes a root invalid by itself, as the contract lets anybody prove it: an account that would have less than an
 * active root gives it, or that has two leaves. Indexes are those of the leaves concerned.
 */
export type RootFraud =
  | { readonly kind: "decrease"; readonly account: Address; readonly active: number; readonly pending: number }
  | { readonly kind: "duplicate"; readonly account: Address; readonly first: number; readonly second: number };

/**
 * Looks for fraud in leaves that somebody published; null when there is none that can be proved. An account that is
 * missing altogether cannot: such a root is only wrong.
 *
 * @param active - the leaves of the last active root.
 * @param pending - in the order in which they were published, which need not ascend; they must lead to the pending root.
 */
export function findFraud(active: RewardLeaves, pending: RewardLeaves): RootFraud | null {
  const order = Uint32Array.from({ length: pending.count }, (_, index) => index);
  order.sort((a, b) => compareAccounts(pending, a, pending, b) || a - b);
  for (const [place, index] of order.entries()) {
    const { account, cumulativeWei } = leafAt(pending, index);
    const before = findLeaf(active, account);
    if (before >= 0 && cumulativeWei < amountAt(active, before)) {
      return { kind: "decrease", account, active: before, pending: index };
    }
    const next = order[place + 1];
    // The contract takes two leaves of one amount for one leaf with two proofs.
    if (next !== undefined && compareAccounts(pending, index, pending, next) === 0) {
      if (amountAt(pending, next) !== cumulativeWei) return { kind: "duplicate", account, first: index, second: next };
    }
  }
  return null;
}
