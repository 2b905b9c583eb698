import { toHex32, type Address } from "../../src/primitives/identifiers.ts";
import { leafAt, packLeaves, type RewardLeaf } from "../../src/merkle/reward-leaves.ts";
import { buildTree, proof, root, type RewardTree } from "../../src/merkle/tree.ts";
import type { EpochResult } from "../../src/rewards/epoch-result.ts";

/** A report whose tree is not the one that follows from the scores, with that tree. */
export type WrongReport = { readonly report: EpochResult["report"]; readonly tree: RewardTree };

/** One token, in wei: small enough to look like rounding, large enough to steal. */
const STOLEN_WEI = 10n ** 18n;

/** Everything as it is, but one token of `victim` goes to `thief`. The total stays within the budget. */
export function steal(result: EpochResult, victim: Address, thief: Address): WrongReport {
  return forge(result, (leaf) => {
    if (leaf.account === victim) return leaf.cumulativeWei - STOLEN_WEI;
    return leaf.account === thief ? leaf.cumulativeWei + STOLEN_WEI : leaf.cumulativeWei;
  });
}

/** The same, but so much is taken that the victim would have less than it had earned before this epoch. */
export function takeBack(result: EpochResult, victim: Address, thief: Address, earnedBeforeWei: bigint): WrongReport {
  const kept = earnedBeforeWei - STOLEN_WEI;
  const honest = leaves(result).find(({ account }) => account === victim)?.cumulativeWei ?? 0n;
  return forge(result, (leaf) => {
    if (leaf.account === victim) return kept;
    return leaf.account === thief ? leaf.cumulativeWei + honest - kept : leaf.cumulativeWei;
  });
}

/** The proof of an account's leaf in any tree. */
export function proveLeaf(
  tree: RewardTree,
  account: Address,
): { readonly cumulativeWei: bigint; readonly siblings: string[] } {
  for (let index = 0; index < tree.leaves.count; index++) {
    const leaf = leafAt(tree.leaves, index);
    if (leaf.account === account) return { cumulativeWei: leaf.cumulativeWei, siblings: proof(tree, index) };
  }
  throw new Error(`no leaf of ${account}`);
}

function forge(result: EpochResult, amountOf: (leaf: RewardLeaf) => bigint): WrongReport {
  const forged = leaves(result).map((leaf) => ({ account: leaf.account, cumulativeWei: amountOf(leaf) }));
  const tree = buildTree(packLeaves(forged));
  return { report: { ...result.report, root: toHex32(root(tree)) }, tree };
}

function leaves({ tree }: EpochResult): RewardLeaf[] {
  return Array.from({ length: tree.leaves.count }, (_, index) => leafAt(tree.leaves, index));
}
