import { expect } from "chai";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { toChainInputs } from "../../../src/validator/chain-inputs.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { scoreAndReveal } from "../../helpers/scored-epoch.ts";
import { contributionsOf } from "../rewards/packing.ts";

describe("toChainInputs", () => {
  it("keeps what is hashed and leaves out where things are found", async () => {
    const work = await collectiveAtWork();
    const { collective, record, people, prepare, register } = work;
    const id = await register(people[0]!, await prepare(people[0]!, syntheticZip(40)));
    await scoreAndReveal(work, 1);
    const state = await readEpoch(collective, record, 1);

    const inputs = toChainInputs(state);

    expect(contributionsOf(inputs.contributions)).to.deep.equal([
      { id, owner: people[0]!.address.toLowerCase(), version: 1, consentMask: 1 },
    ]);
    expect(inputs.commitments[0]).to.have.all.keys("slot", "validator", "hash");
    expect(Object.keys(inputs)).to.have.members([
      "chainId",
      "contracts",
      "epoch",
      "snapshotBlock",
      "parameters",
      "remainingWei",
      "budgetWei",
      "revenue",
      "quorum",
      "validators",
      "commitments",
      "contributions",
      "previous",
      "rewardedValidators",
    ]);
  });
});
