import { expect } from "chai";
import fc from "fast-check";
import { splitByLargestRemainder } from "../../../src/rewards/largest-remainder.ts";

const amount = fc.bigInt({ min: 0n, max: 10n ** 26n });
const weights = fc
  .array(fc.oneof(fc.bigInt({ min: 0n, max: 5n }), fc.bigInt({ min: 0n, max: 2n ** 40n })), {
    minLength: 1,
    maxLength: 30,
  })
  .filter((list) => list.some((weight) => weight > 0n));

describe("largest remainder", () => {
  it("gives the wei left over to the largest remainders", () => {
    // Exact shares 3.4, 3.4 and 3.2.
    expect(splitByLargestRemainder(10n, [17n, 17n, 16n])).to.deep.equal([4n, 3n, 3n]);
    // Exact shares 0.5, 0.7 and 8.8: two wei are left over.
    expect(splitByLargestRemainder(10n, [5n, 7n, 88n])).to.deep.equal([0n, 1n, 9n]);
  });

  it("gives equal remainders to the lower index first", () => {
    expect(splitByLargestRemainder(2n, [1n, 1n, 1n])).to.deep.equal([1n, 1n, 0n]);
    expect(splitByLargestRemainder(5n, [1n, 0n, 1n])).to.deep.equal([3n, 0n, 2n]);
  });

  it("splits nothing into nothing, and something never by nothing", () => {
    expect(splitByLargestRemainder(0n, [0n, 0n])).to.deep.equal([0n, 0n]);
    expect(splitByLargestRemainder(0n, [])).to.deep.equal([]);
    expect(() => splitByLargestRemainder(1n, [0n]))
      .to.throw()
      .with.property("code", "REWARDS_NOTHING_TO_SPLIT_BY");
    expect(() => splitByLargestRemainder(1n, [2n ** 64n - 1n, 1n]))
      .to.throw()
      .with.property("code", "REWARDS_WEIGHT_OUT_OF_RANGE");
  });

  it("adds up exactly, stays within one wei of the exact share and gives nothing for no weight", () => {
    fc.assert(
      fc.property(amount, weights, (amountWei, list) => {
        const shares = splitByLargestRemainder(amountWei, list);
        const total = list.reduce((sum, weight) => sum + weight, 0n);
        expect(shares.reduce((sum, share) => sum + share, 0n)).to.equal(amountWei);
        for (const [i, share] of shares.entries()) {
          const floor = (amountWei * list[i]!) / total;
          expect(share === floor || share === floor + 1n).to.equal(true);
          if (list[i] === 0n) expect(share).to.equal(0n);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it("never gives less for more weight", () => {
    fc.assert(
      fc.property(amount, weights, fc.nat(), fc.bigInt({ min: 1n, max: 2n ** 20n }), (amountWei, list, at, more) => {
        const i = at % list.length;
        const before = splitByLargestRemainder(amountWei, list)[i]!;
        const after = splitByLargestRemainder(amountWei, list.with(i, list[i]! + more))[i]!;
        expect(after >= before).to.equal(true);
      }),
      { numRuns: 10_000 },
    );
  });
});
