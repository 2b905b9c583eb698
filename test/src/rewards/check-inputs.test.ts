import { expect } from "chai";
import { packLeaves } from "../../../src/merkle/reward-leaves.ts";
import { calculateEpoch } from "../../../src/rewards/calculate-epoch.ts";
import { checkInputs, MIN_VALIDATORS } from "../../../src/rewards/check-inputs.ts";
import type { ChainInputs, EpochInputs, FileInputs } from "../../../src/rewards/epoch-inputs.ts";
import { alice, exampleEpoch1, exampleEpoch2, exampleResults, idA, repeat20, repeat32 } from "./example-epochs.ts";

const [first, second] = exampleResults();
const inputs = exampleEpoch2(first);

function changed(chain: Partial<ChainInputs>, files: Partial<FileInputs> = {}, from = inputs): EpochInputs {
  return { chain: { ...from.chain, ...chain }, files: { ...from.files, ...files } };
}

function expectRefused(bad: EpochInputs, code: string): void {
  expect(() => checkInputs(bad, second.scoreFiles))
    .to.throw()
    .with.property("code", code);
}

describe("checking inputs", () => {
  it("brings every list into its one order", () => {
    const { chain, files } = inputs;
    const shuffled = changed(
      {
        validators: chain.validators.toReversed(),
        contributions: chain.contributions.toReversed(),
        revenue: chain.revenue.toReversed(),
        rewardedValidators: chain.rewardedValidators.toReversed(),
      },
      { previousCounted: files.previousCounted.toReversed() },
    );
    expect(checkInputs(shuffled, second.scoreFiles)).to.deep.equal(second.document);
  });

  it("needs at least four validators, each in one slot, and their exact quorum", () => {
    expect(MIN_VALIDATORS).to.equal(4);
    expectRefused(changed({ validators: inputs.chain.validators.slice(0, 3) }), "REWARDS_TOO_FEW_VALIDATORS");
    expectRefused(changed({ quorum: 2 }), "REWARDS_QUORUM_MISMATCH");
    expectRefused(changed({ quorum: 4 }), "REWARDS_QUORUM_MISMATCH");
    const twice = [...inputs.chain.validators.slice(0, 3), { slot: 9, address: repeat20("11") }];
    expectRefused(changed({ validators: twice }), "REWARDS_DUPLICATE");
  });

  it("needs the score files of a quorum, all of validators active at the epoch's end", () => {
    const few = () => checkInputs(inputs, second.scoreFiles.slice(0, 2));
    expect(few).to.throw().with.property("code", "REWARDS_TOO_FEW_SCORE_FILES");
    const others = inputs.chain.validators.map((item) =>
      item.slot === 1 ? { ...item, address: repeat20("99") } : item,
    );
    expectRefused(changed({ validators: others }), "REWARDS_NOT_A_VALIDATOR");
    const moved = inputs.chain.validators.map((item) => (item.slot === 1 ? { ...item, slot: 8 } : item));
    expectRefused(changed({ validators: moved }), "REWARDS_NOT_A_VALIDATOR");
  });

  it("needs the leaves of the last active report", () => {
    const previous = inputs.chain.previous!;
    const code = "REWARDS_PREVIOUS_MISMATCH";
    expectRefused(changed({ previous: { ...previous, epoch: 2 } }), code);
    expectRefused(changed({ previous: { ...previous, leafCount: 3 } }), code);
    expectRefused(changed({ previous: { ...previous, totalCumulativeWei: 1n } }), code);
    expectRefused(changed({ previous: { ...previous, artifactHash: repeat32("00") } }), code);
    expectRefused(changed({ previous: { ...previous, root: repeat32("00") } }), code);
    expectRefused(changed({}, { previousLeaves: packLeaves([]) }), code);
    expectRefused(changed({ previous: null }), code);
  });

  it("starts the first epoch from nothing", () => {
    const empty = exampleEpoch1();
    const refuse = (bad: EpochInputs) => () => calculateEpoch(bad);
    const counted = [{ id: idA, version: 1, lifetimeUnits: 1n }];
    const bad = [
      changed({}, { previousCounted: counted }, empty),
      changed({ rewardedValidators: [alice] }, {}, empty),
      changed({}, { previousLeaves: first.tree.leaves }, empty),
    ];
    for (const each of bad) expect(refuse(each)).to.throw().with.property("code", "REWARDS_PREVIOUS_MISMATCH");
  });

  it("refuses a ledger that is ahead of the registry", () => {
    const previousCounted = [{ id: idA, version: 3, lifetimeUnits: 1n }];
    expectRefused(changed({}, { previousCounted }), "REWARDS_PREVIOUS_MISMATCH");
  });

  it("refuses a budget that does not cover emission and revenue", () => {
    expectRefused(changed({ budgetWei: inputs.chain.budgetWei - 1n }), "REWARDS_BUDGET_MISMATCH");
    expect(checkInputs(changed({ budgetWei: inputs.chain.budgetWei + 1n }), second.scoreFiles)).to.deep.equal(
      second.document,
    );
  });
});
