import { toHex32, type Address } from "../../src/primitives/identifiers.ts";
import { amountAt, eachLeaf, findLeaf, packLeaves, type RewardLeaf } from "../../src/merkle/reward-leaves.ts";
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
  const { cumulativeWei: honest } = proveLeaf(result.tree, victim);
  return forge(result, (leaf) => {
    if (leaf.account === victim) return kept;
    return leaf.account === thief ? leaf.cumulativeWei + honest - kept : leaf.cumulativeWei;
  });
}

/** The proof of an account's leaf in any tree that holds it. */
export function proveLeaf(
  tree: RewardTree,
  account: Address,
): { readonly cumulativeWei: bigint; readonly siblings: string[] } {
  const index = findLeaf(tree.leaves, account);
  return { cumulativeWei: amountAt(tree.leaves, index), siblings: proof(tree, index) };
}

function forge(result: EpochResult, amountOf: (leaf: RewardLeaf) => bigint): WrongReport {
  const forged = [...eachLeaf(result.tree.leaves)].map((leaf) => ({
    account: leaf.account,
    cumulativeWei: amountOf(leaf),
  }));
  const tree = buildTree(packLeaves(forged));
  return { report: { ...result.report, root: toHex32(root(tree)) }, tree };
}
