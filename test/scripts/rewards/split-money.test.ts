import { expect } from "chai";
import fc from "fast-check";
import { split, splitMoney } from "../../../scripts/rewards/split-money.ts";
import { exampleBundles } from "./example-bundle.ts";

const GPT = 10n ** 18n;
const [ALICE, CAROL] = ["0xa11ce00000000000000000000000000000000001", "0xca40100000000000000000000000000000000003"];

describe("split", () => {
  it("splits what docs/rewards.md splits", () => {
    expect(split(566_960n * GPT, [669_001n, 81_000n])).to.deep.equal([
      505728401642131143825142n,
      61231598357868856174858n,
    ]);
    expect(split(29_840n * GPT, [1n, 1n, 1n])).to.deep.equal([
      9946666666666666666667n,
      9946666666666666666667n,
      9946666666666666666666n,
    ]);
    expect(split(1_000n * GPT, [420_001n, 81_000n])).to.deep.equal([838323676000646705296n, 161676323999353294704n]);
  });

  it("gives no wei to a weight of zero, and nothing to nobody", () => {
    expect(split(7n, [0n, 3n, 0n, 3n])).to.deep.equal([0n, 4n, 0n, 3n]);
    expect(split(0n, [0n, 0n])).to.deep.equal([0n, 0n]);
    expect(split(5n, [])).to.deep.equal([]);
  });

  it("gives the rest to the largest remainders, the earlier of equal ones first", () => {
    const weights = fc.array(fc.oneof(fc.constantFrom(0n, 1n, 3n), fc.bigInt(0n, 2n ** 40n)), { maxLength: 40 });
    const property = fc.property(fc.bigInt(0n, 10n ** 27n), weights, (amount, list) => {
      const whole = list.reduce((sum, weight) => sum + weight, 0n);
      fc.pre(whole > 0n);
      const shares = list.map((weight) => (amount * weight) / whole);
      const ranked = list
        .map((weight, i) => ({ i, remainder: (amount * weight) % whole }))
        .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1));
      const left = amount - shares.reduce((sum, share) => sum + share, 0n);
      for (const { i } of ranked.slice(0, Number(left))) shares[i]! += 1n;
      expect(split(amount, list)).to.deep.equal(shares);
    });
    fc.assert(property, { numRuns: 3_000 });
  });

  it("refuses weights that add up to 2⁶⁴", () => {
    expect(split(3n, [2n ** 64n - 2n, 1n])).to.deep.equal([3n, 0n]);
    expect(() => split(3n, [2n ** 64n - 1n, 1n])).to.throw(RangeError);
  });
});

describe("splitMoney", () => {
  const { chain } = exampleBundles().second;
  const counted = { units: [300_001, 81_000, 369_000], lifetimeUnits: [420_001n, 81_000n, 369_000n] };

  it("pays the second epoch of the worked example", () => {
    const { increases, ...totals } = splitMoney(chain, counted);
    expect(Object.fromEntries(increases)).to.deep.equal({
      [ALICE]: 505728401642131143825142n + 838323676000646705296n,
      [CAROL]: 61231598357868856174858n + 161676323999353294704n,
      "0x1111111111111111111111111111111111111111": 9946666666666666666667n,
      "0x2222222222222222222222222222222222222222": 9946666666666666666667n,
      "0x4444444444444444444444444444444444444444": 9946666666666666666666n,
    });
    expect(totals).to.deep.equal({
      points: 750_001n,
      emissionCapWei: 596_800n * GPT,
      contributorPoolWei: 566_960n * GPT,
      validatorPoolWei: 29_840n * GPT,
      revenue: [
        { purpose: 2, amountWei: 1_000n * GPT, paidWei: 1_000n * GPT },
        { purpose: 6, amountWei: 500n * GPT, paidWei: 0n },
      ],
    });
  });

  it("keeps what no validator can be paid", () => {
    const { contributorPoolWei, validatorPoolWei } = splitMoney({ ...chain, rewardedValidators: [] }, counted);
    expect([contributorPoolWei, validatorPoolWei]).to.deep.equal([566_960n * GPT, 0n]);
  });

  it("pays a validator that also contributes for both", () => {
    const rewardedValidators = [ALICE];
    const { increases } = splitMoney({ ...chain, rewardedValidators, revenue: [] }, counted);
    expect(increases.get(ALICE)).to.equal(505728401642131143825142n + 29_840n * GPT);
  });

  it("pays revenue of the highest purpose that a mask has, and of none above", () => {
    const contributions = chain.contributions.map((item) => ({ ...item, consentMask: 2 ** 32 - 1 }));
    const revenue = [0, 31, 32, 63, 255].map((purpose) => ({ purpose, amountWei: 8n }));
    const paid = splitMoney({ ...chain, contributions, revenue }, counted).revenue;
    expect(paid.map(({ paidWei }) => paidWei)).to.deep.equal([8n, 8n, 0n, 0n, 0n]);
  });
});
