import { InvariantError } from "../primitives/errors.ts";
import { amountAt, compareAccounts, sumOf, type RewardLeaves } from "../merkle/reward-leaves.ts";
import type { EpochResult } from "./epoch-result.ts";

/**
 * Checks what the rules promise about a result, from the result alone, before anybody signs it (docs/rewards.md §8).
 *
 * @throws {InvariantError} `REWARDS_ACCOUNT_DROPPED`, `REWARDS_AMOUNT_DECREASED`, `REWARDS_SUM_MISMATCH`,
 * `REWARDS_OVER_BUDGET`, `REWARDS_OVER_UNIT_CAP`.
 */
export function checkResult(result: EpochResult, previousLeaves: RewardLeaves, budgetWei: bigint): void {
  const { allocation, document, emissionWei, report, tree } = result;
  checkNoneDecreased(previousLeaves, tree.leaves);
  const { increases, revenue, contributorPoolWei, validatorPoolWei } = allocation;
  const increasedWei = sumOf(increases);
  const pooledWei = revenue.reduce((sum, { paidWei }) => sum + paidWei, contributorPoolWei + validatorPoolWei);
  const totalWei = sumOf(tree.leaves);
  ensure(
    emissionWei === increasedWei &&
      emissionWei === pooledWei &&
      totalWei === report.totalCumulative &&
      totalWei === sumOf(previousLeaves) + emissionWei,
    "REWARDS_SUM_MISMATCH",
    { emissionWei, increasedWei, pooledWei, totalWei },
  );
  ensure(emissionWei <= budgetWei, "REWARDS_OVER_BUDGET", { emissionWei, budgetWei });
  ensure(contributorPoolWei <= document.parameters.maxRewardPerUnitWei * allocation.points, "REWARDS_OVER_UNIT_CAP", {
    contributorPoolWei,
    points: allocation.points,
  });
}

function checkNoneDecreased(previous: RewardLeaves, leaves: RewardLeaves): void {
  let index = 0;
  for (let p = 0; p < previous.count; p++) {
    while (index < leaves.count && compareAccounts(leaves, index, previous, p) < 0) index++;
    const found = index < leaves.count && compareAccounts(leaves, index, previous, p) === 0;
    ensure(found, "REWARDS_ACCOUNT_DROPPED", { index: p });
    ensure(amountAt(leaves, index) >= amountAt(previous, p), "REWARDS_AMOUNT_DECREASED", { index });
  }
}

function ensure(holds: boolean, code: string, context: Readonly<Record<string, number | bigint>>): void {
  if (holds) return;
  throw new InvariantError(code, "The calculated rewards break their own rules; do not sign them.", {
    context,
    hint: "Report this with the epoch number: the inputs are public.",
  });
}
