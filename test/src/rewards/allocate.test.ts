import { expect } from "chai";
import { eachLeaf, type RewardLeaves } from "../../../src/merkle/reward-leaves.ts";
import { allocate, emissionCap, type Allocation } from "../../../src/rewards/allocate.ts";
import { packContributions } from "../../../src/rewards/contribution-list.ts";
import { NOT_COUNTED } from "../../../src/rewards/count-contributions.ts";
import type { ActiveContribution } from "../../../src/rewards/epoch-inputs.ts";
import type { InputsDocument } from "../../../src/rewards/inputs-document.ts";
import { alice, bob, exampleResults, idA, idB, repeat20 } from "./example-epochs.ts";
import { packLedger } from "./packing.ts";

const { document: example } = exampleResults()[1];
const [low, high] = [repeat20("01"), repeat20("02")];
const contributionA = { id: idA, owner: alice, version: 1, consentMask: 0b001 };
const contributionB = { id: idB, owner: bob, version: 1, consentMask: 2 ** 31 };

/** What counts now and what has counted, of contributions A and B. */
type Units = {
  readonly now?: readonly [a: number, b: number];
  readonly lifetime?: readonly [a: bigint, b: bigint];
  readonly contributions?: readonly ActiveContribution[];
};

function documentOf(changes: Partial<InputsDocument>): InputsDocument {
  return {
    ...example,
    remainingWei: 10_000n,
    parameters: { ...example.parameters, emissionBps: 1_000, validatorShareBps: 1_000, maxRewardPerUnitWei: 1_000n },
    revenue: [],
    rewardedValidators: [],
    ...changes,
  };
}

function allocated(changes: Partial<InputsDocument>, units: Units = {}): Allocation {
  const {
    now = [NOT_COUNTED, NOT_COUNTED],
    lifetime = [1n, 3n],
    contributions = [contributionA, contributionB],
  } = units;
  return allocate(documentOf(changes), {
    contributions: packContributions(contributions),
    counted: Float64Array.from(now),
    ledger: packLedger([
      { id: idA, version: 1, lifetimeUnits: lifetime[0] },
      { id: idB, version: 1, lifetimeUnits: lifetime[1] },
    ]),
  });
}

function paid({ increases }: { readonly increases: RewardLeaves }): (readonly [string, bigint])[] {
  return [...eachLeaf(increases)].map(({ account, cumulativeWei }) => [account, cumulativeWei]);
}

describe("allocation", () => {
  it("rounds the emission cap down", () => {
    const { parameters } = documentOf({});
    expect(emissionCap({ remainingWei: 10_019n, parameters })).to.equal(1_001n);
    expect(emissionCap({ remainingWei: 9n, parameters })).to.equal(0n);
  });

  it("splits the contributor pool by units and keeps the validators' share back when nobody is to get it", () => {
    // E = 1,000, V = 100; shares of 900 by 1 : 2.
    const result = allocated({}, { now: [1, 2] });
    expect(paid(result)).to.deep.equal([
      [alice, 300n],
      [bob, 600n],
    ]);
    expect([result.points, result.emissionCapWei, result.contributorPoolWei, result.validatorPoolWei]).to.deep.equal([
      3n,
      1_000n,
      900n,
      0n,
    ]);
  });

  it("pays no more per unit than the cap", () => {
    const parameters = { ...documentOf({}).parameters, maxRewardPerUnitWei: 7n };
    const result = allocated({ parameters }, { now: [1, 2] });
    expect(result.contributorPoolWei).to.equal(21n);
    expect(paid(result)).to.deep.equal([
      [alice, 7n],
      [bob, 14n],
    ]);
  });

  it("splits the validators' share equally, the rest to the lowest accounts", () => {
    const parameters = { ...documentOf({}).parameters, validatorShareBps: 1_010 };
    const result = allocated({ parameters, rewardedValidators: [low, high] });
    expect(result.validatorPoolWei).to.equal(101n);
    expect(paid(result)).to.deep.equal([
      [low, 51n],
      [high, 50n],
    ]);
  });

  it("splits revenue by lifetime units over those who agree to its purpose", () => {
    const revenue = [
      { purpose: 0, amountWei: 50n },
      { purpose: 31, amountWei: 70n },
    ];
    const result = allocated({ revenue });
    expect(paid(result)).to.deep.equal([
      [alice, 50n],
      [bob, 70n],
    ]);
    expect(result.revenue.map(({ paidWei }) => paidWei)).to.deep.equal([50n, 70n]);
  });

  it("shares the revenue of one purpose among all who agree", () => {
    const contributions = [contributionA, contributionB].map((item) => ({ ...item, consentMask: 0b100 }));
    const result = allocated({ revenue: [{ purpose: 2, amountWei: 10n }] }, { contributions });
    // Exact shares 2.5 and 7.5: the lower account gets the wei.
    expect(paid(result)).to.deep.equal([
      [alice, 3n],
      [bob, 7n],
    ]);
  });

  it("keeps revenue back when nobody agrees or the purpose is no consent bit", () => {
    const revenue = [5, 32, 63, 255].map((purpose) => ({ purpose, amountWei: 10n }));
    const result = allocated({ revenue });
    expect(result.revenue.map(({ paidWei }) => paidWei)).to.deep.equal([0n, 0n, 0n, 0n]);
    expect(paid(result)).to.deep.equal([]);
  });

  it("keeps revenue back when those who agree have no units", () => {
    const result = allocated({ revenue: [{ purpose: 0, amountWei: 10n }] }, { lifetime: [0n, 3n] });
    expect(result.revenue).to.deep.equal([{ purpose: 0, amountWei: 10n, paidWei: 0n }]);
  });

  it("adds up what one account earns from several sources and contributions", () => {
    const contributions = [contributionA, contributionB].map((item) => ({ ...item, owner: alice }));
    const changes = { rewardedValidators: [alice], revenue: [{ purpose: 0, amountWei: 5n }] };
    expect(paid(allocated(changes, { contributions, now: [1, 2] }))).to.deep.equal([[alice, 1_005n]]);
  });

  it("leaves out accounts that get nothing", () => {
    expect(paid(allocated({}, { now: [0, 2] }))).to.deep.equal([[bob, 900n]]);
  });
});
