import { expect } from "chai";
import fc from "fast-check";
import { eachLeaf, MAX_CUMULATIVE_WEI, packLeaves } from "../../../src/merkle/reward-leaves.ts";
import { addIncreases } from "../../../src/rewards/cumulative-leaves.ts";
import { rewardLeaves } from "../merkle/reward-leaf-arbitraries.ts";
import { alice, bob, carol } from "./example-epochs.ts";

const small = rewardLeaves(0, 25).map((leaves) =>
  leaves.map((leaf) => ({ ...leaf, cumulativeWei: (leaf.cumulativeWei >> 64n) + 1n })),
);

describe("cumulative leaves", () => {
  it("merge two ascending lists and add the amounts of accounts in both", () => {
    const previous = packLeaves([
      { account: alice, cumulativeWei: 5n },
      { account: bob, cumulativeWei: 7n },
    ]);
    const increases = packLeaves([
      { account: bob, cumulativeWei: 1n },
      { account: carol, cumulativeWei: 2n },
    ]);
    expect([...eachLeaf(addIncreases(previous, increases))]).to.deep.equal([
      { account: alice, cumulativeWei: 5n },
      { account: bob, cumulativeWei: 8n },
      { account: carol, cumulativeWei: 2n },
    ]);
  });

  it("hold the sum of every account of either list", () => {
    fc.assert(
      fc.property(small, small, (previous, increases) => {
        // Half of the increases go to accounts that are there already.
        const again = previous.filter((_, i) => i % 2 === 0).map(({ account }) => ({ account, cumulativeWei: 3n }));
        const merged = new Map([...increases, ...again].map((leaf) => [leaf.account, leaf.cumulativeWei]));
        const list = [...merged].map(([account, cumulativeWei]) => ({ account, cumulativeWei }));
        const sorted = list.sort((a, b) => (a.account < b.account ? -1 : 1));
        const expected = new Map(previous.map((leaf) => [leaf.account, leaf.cumulativeWei]));
        for (const { account, cumulativeWei } of sorted)
          expected.set(account, (expected.get(account) ?? 0n) + cumulativeWei);
        const result = [...eachLeaf(addIncreases(packLeaves(previous), packLeaves(sorted)))];
        expect(result.map(({ account }) => account)).to.deep.equal([...expected.keys()].sort());
        for (const { account, cumulativeWei } of result) expect(cumulativeWei).to.equal(expected.get(account));
      }),
    );
  });

  it("leave their inputs as they were", () => {
    const previous = packLeaves([{ account: alice, cumulativeWei: 5n }]);
    addIncreases(previous, packLeaves([{ account: alice, cumulativeWei: 1n }]));
    expect([...eachLeaf(previous)]).to.deep.equal([{ account: alice, cumulativeWei: 5n }]);
  });

  it("refuse a sum that does not fit", () => {
    const most = packLeaves([{ account: alice, cumulativeWei: MAX_CUMULATIVE_WEI }]);
    const one = packLeaves([{ account: alice, cumulativeWei: 1n }]);
    expect(() => addIncreases(most, one))
      .to.throw()
      .with.property("code", "MERKLE_AMOUNT_OUT_OF_RANGE");
  });
});
