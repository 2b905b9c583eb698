import { expect } from "chai";
import { packLeaves } from "../../../src/merkle/reward-leaves.ts";
import { buildTree } from "../../../src/merkle/tree.ts";
import { checkResult } from "../../../src/rewards/check-result.ts";
import type { EpochResult } from "../../../src/rewards/epoch-result.ts";
import { alice, bob, carol, exampleResults } from "./example-epochs.ts";

const [first, second] = exampleResults();
const budgetWei = second.emissionWei;

function expectBroken(
  changes: Partial<EpochResult>,
  code: string,
  previous = first.tree.leaves,
  budget = budgetWei,
): void {
  const check = () => {
    checkResult({ ...second, ...changes }, previous, budget);
  };
  expect(check).to.throw().with.property("code", code);
}

describe("checking a result", () => {
  it("passes the worked example", () => {
    checkResult(second, first.tree.leaves, budgetWei);
  });

  it("catches an account that was dropped", () => {
    const tree = buildTree(
      packLeaves([
        { account: alice, cumulativeWei: 10n ** 26n },
        { account: carol, cumulativeWei: 1n },
      ]),
    );
    expectBroken({ tree }, "REWARDS_ACCOUNT_DROPPED");
    const without = buildTree(
      packLeaves([
        { account: alice, cumulativeWei: 10n ** 26n },
        { account: `${bob.slice(0, 40)}01` as typeof bob, cumulativeWei: 1n },
      ]),
    );
    expectBroken({ tree: without }, "REWARDS_ACCOUNT_DROPPED");
  });

  it("catches an amount that went down", () => {
    const tree = buildTree(
      packLeaves([
        { account: alice, cumulativeWei: 10n ** 26n },
        { account: bob, cumulativeWei: 1n },
      ]),
    );
    expectBroken({ tree }, "REWARDS_AMOUNT_DECREASED");
  });

  it("catches sums that do not meet", () => {
    expectBroken({ emissionWei: second.emissionWei + 1n }, "REWARDS_SUM_MISMATCH");
    expectBroken(
      { report: { ...second.report, totalCumulative: second.report.totalCumulative + 1n } },
      "REWARDS_SUM_MISMATCH",
    );
    expectBroken(
      { allocation: { ...second.allocation, increases: first.allocation.increases } },
      "REWARDS_SUM_MISMATCH",
    );
    expectBroken({ allocation: { ...second.allocation, validatorPoolWei: 0n } }, "REWARDS_SUM_MISMATCH");
    expectBroken({ allocation: { ...second.allocation, revenue: [] } }, "REWARDS_SUM_MISMATCH");
  });

  it("catches more than the budget and more than the cap per unit", () => {
    expectBroken({}, "REWARDS_OVER_BUDGET", first.tree.leaves, budgetWei - 1n);
    expectBroken({ allocation: { ...second.allocation, points: 1n } }, "REWARDS_OVER_UNIT_CAP");
  });
});
