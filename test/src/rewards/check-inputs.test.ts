import { expect } from "chai";
import { calculateEpoch } from "../../../src/rewards/calculate-epoch.ts";
import { checkInputs } from "../../../src/rewards/check-inputs.ts";
import type { ChainInputs } from "../../../src/rewards/epoch-inputs.ts";
import { emptyLedger } from "../../../src/rewards/ledger.ts";
import { alice, exampleEpoch1, exampleEpoch2, exampleResults, idA, repeat20 } from "./example-epochs.ts";
import { packLedger } from "./packing.ts";

const [first, second] = exampleResults();
const { chain } = exampleEpoch2(first);

function check(changes: Partial<ChainInputs>, ledger = first.ledger) {
  return checkInputs({ ...chain, ...changes }, second.scoreFiles, ledger);
}

function expectRefused(changes: Partial<ChainInputs>, code: string, ledger = first.ledger): void {
  expect(() => check(changes, ledger))
    .to.throw()
    .with.property("code", code);
}

describe("checking inputs", () => {
  it("brings every list into its one order", () => {
    const shuffled = {
      validators: chain.validators.toReversed(),
      revenue: chain.revenue.toReversed(),
      rewardedValidators: chain.rewardedValidators.toReversed(),
    };
    expect(check(shuffled)).to.deep.equal(second.document);
  });

  it("needs at least four validators, each in one slot, and their exact quorum", () => {
    expectRefused({ validators: chain.validators.slice(0, 3) }, "REWARDS_TOO_FEW_VALIDATORS");
    expectRefused({ quorum: 2 }, "REWARDS_QUORUM_MISMATCH");
    expectRefused({ quorum: 4 }, "REWARDS_QUORUM_MISMATCH");
    const twice = [...chain.validators.slice(0, 3), { slot: 9, address: repeat20("11") }];
    expectRefused({ validators: twice }, "REWARDS_DUPLICATE");
  });

  it("needs the score files of a quorum, all of validators active at the epoch's end", () => {
    const few = () => checkInputs(chain, second.scoreFiles.slice(0, 2), first.ledger);
    expect(few).to.throw().with.property("code", "REWARDS_TOO_FEW_SCORE_FILES");
    const others = chain.validators.map((item) => (item.slot === 1 ? { ...item, address: repeat20("99") } : item));
    expectRefused({ validators: others }, "REWARDS_NOT_A_VALIDATOR");
    const moved = chain.validators.map((item) => (item.slot === 1 ? { ...item, slot: 8 } : item));
    expectRefused({ validators: moved }, "REWARDS_NOT_A_VALIDATOR");
  });

  it("follows an earlier epoch", () => {
    const previous = { ...chain.previous!, epoch: 2 };
    expectRefused({ previous }, "REWARDS_PREVIOUS_MISMATCH");
    expectRefused({ previous: null }, "REWARDS_PREVIOUS_MISMATCH");
  });

  it("rewards nobody for a report before the first epoch", () => {
    const inputs = exampleEpoch1();
    const calculate = () => calculateEpoch({ ...inputs, chain: { ...inputs.chain, rewardedValidators: [alice] } });
    expect(calculate).to.throw().with.property("code", "REWARDS_PREVIOUS_MISMATCH");
  });

  it("refuses a ledger that is ahead of the registry", () => {
    const ahead = packLedger([{ id: idA, version: 3, lifetimeUnits: 1n }]);
    expectRefused({}, "REWARDS_PREVIOUS_MISMATCH", ahead);
    check({}, emptyLedger);
  });

  it("refuses a budget that does not cover emission and revenue", () => {
    expectRefused({ budgetWei: chain.budgetWei - 1n }, "REWARDS_BUDGET_MISMATCH");
    expect(check({ budgetWei: chain.budgetWei + 1n })).to.deep.equal(second.document);
  });
});
