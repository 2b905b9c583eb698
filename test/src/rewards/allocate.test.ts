import { expect } from "chai";
import { allocate, emissionCap } from "../../../src/rewards/allocate.ts";
import type { InputsDocument } from "../../../src/rewards/inputs-document.ts";
import { alice, bob, exampleResults, idA, idB, repeat20 } from "./example-epochs.ts";

const { document: example } = exampleResults()[1];
const [low, high] = [repeat20("01"), repeat20("02")];

function documentOf(changes: Partial<InputsDocument>): InputsDocument {
  return {
    ...example,
    remainingWei: 10_000n,
    parameters: { ...example.parameters, emissionBps: 1_000, validatorShareBps: 1_000, maxRewardPerUnitWei: 1_000n },
    contributions: [
      { id: idA, owner: alice, version: 1, consentMask: 0b001 },
      { id: idB, owner: bob, version: 1, consentMask: 2 ** 31 },
    ],
    revenue: [],
    rewardedValidators: [],
    ...changes,
  };
}

const countedA = { id: idA, owner: alice, version: 1, units: 1 };
const countedB = { id: idB, owner: bob, version: 1, units: 2 };
const ledger = [
  { id: idA, version: 1, lifetimeUnits: 1n },
  { id: idB, version: 1, lifetimeUnits: 3n },
];
const nothing = { contributorWei: 0n, validatorWei: 0n, revenueWei: 0n };

describe("allocation", () => {
  it("rounds the emission cap down", () => {
    const { parameters } = documentOf({});
    expect(emissionCap({ remainingWei: 10_019n, parameters })).to.equal(1_001n);
    expect(emissionCap({ remainingWei: 9n, parameters })).to.equal(0n);
  });

  it("splits the contributor pool by units and keeps the validators' share back when nobody is to get it", () => {
    // E = 1,000, V = 100; shares of 900 by 1 : 2.
    const result = allocate(documentOf({}), [countedA, countedB], ledger);
    expect(result.increases).to.deep.equal([
      { ...nothing, account: alice, contributorWei: 300n },
      { ...nothing, account: bob, contributorWei: 600n },
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
    const result = allocate(documentOf({ parameters }), [countedA, countedB], ledger);
    expect(result.contributorPoolWei).to.equal(21n);
    expect(result.increases.map(({ contributorWei }) => contributorWei)).to.deep.equal([7n, 14n]);
  });

  it("splits the validators' share equally, the rest to the lowest accounts", () => {
    const parameters = { ...documentOf({}).parameters, validatorShareBps: 1_010 };
    const rewardedValidators = [low, high];
    const result = allocate(documentOf({ parameters, rewardedValidators }), [], []);
    expect(result.validatorPoolWei).to.equal(101n);
    expect(result.increases).to.deep.equal([
      { ...nothing, account: low, validatorWei: 51n },
      { ...nothing, account: high, validatorWei: 50n },
    ]);
  });

  it("splits revenue by lifetime units over those who agree to its purpose", () => {
    const revenue = [
      { purpose: 0, amountWei: 50n },
      { purpose: 31, amountWei: 70n },
    ];
    const result = allocate(documentOf({ revenue }), [], ledger);
    expect(result.increases).to.deep.equal([
      { ...nothing, account: alice, revenueWei: 50n },
      { ...nothing, account: bob, revenueWei: 70n },
    ]);
    expect(result.revenue.map(({ paidWei }) => paidWei)).to.deep.equal([50n, 70n]);
  });

  it("shares the revenue of one purpose among all who agree", () => {
    const contributions = documentOf({}).contributions.map((item) => ({ ...item, consentMask: 0b100 }));
    const result = allocate(documentOf({ contributions, revenue: [{ purpose: 2, amountWei: 10n }] }), [], ledger);
    // Exact shares 2.5 and 7.5: the lower account gets the wei.
    expect(result.increases.map(({ revenueWei }) => revenueWei)).to.deep.equal([3n, 7n]);
  });

  it("keeps revenue back when nobody agrees, nothing has been counted, or the purpose is no consent bit", () => {
    const revenue = [0, 5, 32, 255].map((purpose) => ({ purpose, amountWei: 10n }));
    const settled = [{ id: idA, version: 1, lifetimeUnits: 0n }];
    const result = allocate(documentOf({ revenue }), [], settled);
    expect(result.revenue.map(({ paidWei }) => paidWei)).to.deep.equal([0n, 0n, 0n, 0n]);
    expect(result.increases).to.deep.equal([]);
  });

  it("adds up what one account earns from several sources and contributions", () => {
    const contributions = documentOf({}).contributions.map((item) => ({ ...item, owner: alice }));
    const document = documentOf({
      contributions,
      rewardedValidators: [alice],
      revenue: [{ purpose: 0, amountWei: 5n }],
    });
    const result = allocate(document, [countedA, { ...countedB, owner: alice }], ledger);
    expect(result.increases).to.deep.equal([
      { account: alice, contributorWei: 900n, validatorWei: 100n, revenueWei: 5n },
    ]);
  });

  it("leaves out accounts that get nothing", () => {
    const result = allocate(documentOf({}), [{ ...countedA, units: 0 }, countedB], ledger);
    expect(result.increases.map(({ account }) => account)).to.deep.equal([bob]);
  });
});
