import { expect } from "chai";
import { local } from "../../../deploy/config/local.ts";
import { readValidatorKeys } from "../../../src/chain/validator-keys.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

describe("readValidatorKeys", () => {
  it("gives what each validator published last, by slot", async () => {
    const { as, validators, collective, provider } = await deployedCollective();
    const newKey = `age1${"q".repeat(58)}`;
    await as(validators[2]).validators.updateKeys(newKey, "https://three.example");
    const toBlock = await provider.getBlockNumber();

    const keys = await readValidatorKeys(collective.validators, { fromBlock: 0, toBlock });

    const admitted = local.validators.genesis;
    expect(keys.map(({ account }) => account)).to.deep.equal(admitted.map(({ account }) => account));
    expect(keys[0]!.ageRecipient).to.equal(admitted[0]!.ageRecipient);
    expect(keys[2]).to.include({ ageRecipient: newKey, endpoint: "https://three.example" });
  });
});
