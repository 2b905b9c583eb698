import { expect } from "chai";
import { AbiCoder, hexlify, toUtf8Bytes } from "ethers";
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

  it("reads a key that is no UTF-8 as an empty one, so that one validator cannot keep others from being read", async () => {
    const { validators, collective, provider } = await deployedCollective();
    const registry = collective.validators;
    const noText = `${hexlify(toUtf8Bytes(`age1${"q".repeat(58)}`))}ff`;
    const input = AbiCoder.defaultAbiCoder().encode(["bytes", "bytes"], [noText, "0xff"]);
    const data = registry.interface.getFunction("updateKeys").selector + input.slice(2);
    await validators[1].sendTransaction({ to: await registry.getAddress(), data });
    const toBlock = await provider.getBlockNumber();

    const keys = await readValidatorKeys(registry, { fromBlock: 0, toBlock });

    expect(keys[1]).to.include({ ageRecipient: "", endpoint: "" });
    expect(keys[2]!.ageRecipient).to.equal(local.validators.genesis[2]!.ageRecipient);
  });

  it("leaves out validators that were removed or are leaving: nothing is sealed for them any more", async () => {
    const { as, connection, record, validators, collective, ethers, provider } = await deployedCollective();
    for (const account of validators) await as(account).validators.activate();
    await as(validators[0]).validators.startLeaving();
    await connection.networkHelpers.impersonateAccount(record.contracts.timelock);
    await connection.networkHelpers.setBalance(record.contracts.timelock, 10n ** 18n);
    const timelock = as(await ethers.getSigner(record.contracts.timelock)).validators;
    await timelock.remove(validators[3].address);
    const read = async () =>
      (await readValidatorKeys(collective.validators, { fromBlock: 0, toBlock: await provider.getBlockNumber() })).map(
        ({ account }) => account,
      );
    const [first, second, third, fourth] = local.validators.genesis.map(({ account }) => account);

    expect(await read()).to.deep.equal([second, third]);

    await timelock.admit(validators[3].address, `age1${"q".repeat(58)}`, "");
    await connection.networkHelpers.time.increase(local.validators.unbondingDelay);
    await as(validators[0]).validators.withdrawBond();
    await as(validators[0]).validators.activate();

    expect(await read()).to.deep.equal([first, second, third, fourth]);
  });
});
