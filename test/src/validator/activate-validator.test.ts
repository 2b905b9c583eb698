import { expect } from "chai";
import { local } from "../../../deploy/config/local.ts";
import { readValidatorStatus } from "../../../src/chain/validator-status.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { activateValidator } from "../../../src/validator/activate-validator.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const BOND = 10n ** 19n;
const { connection, ethers, record, as, alice, validators, collective } = await deployedCollective({
  ...local,
  validators: { ...local.validators, bond: BOND },
});
await connection.networkHelpers.impersonateAccount(record.contracts.timelock);
await connection.networkHelpers.setBalance(record.contracts.timelock, 10n ** 18n);
const governance = as(await ethers.getSigner(record.contracts.timelock));
const [first, second] = validators;
const activate = (account: typeof first) => activateValidator(as(account), toAddress(account.address));
const statusOf = (account: typeof first) => readValidatorStatus(collective.validators, toAddress(account.address));

describe("activateValidator", () => {
  it("sends nothing when the account cannot pay the bond, and says what is missing", async () => {
    await governance.token.transfer(first.address, BOND - 1n);
    const sent = await first.getNonce();

    expect(await codeOf(activate(first))).to.equal("VALIDATOR_BOND_TOO_LOW");
    expect(await first.getNonce()).to.equal(sent);
  });

  it("takes the bond and the seat, and leaves an active validator as it is", async () => {
    await governance.token.transfer(first.address, 1n);

    expect(await activate(first)).to.equal(BOND);
    expect(await statusOf(first)).to.equal("active");
    expect(await collective.validators.bondOf(first.address)).to.equal(BOND);
    expect(await collective.token.allowance(first.address, record.contracts.validators)).to.equal(0n);
    expect(await activate(first)).to.equal(null);
  });

  it("takes only what a bond lacks, and nothing when it lacks nothing", async () => {
    await governance.token.transfer(second.address, BOND);
    await activate(second);
    await governance.validators.slash(second.address, BOND / 4n, ethers.ZeroHash);
    await governance.validators.admit(second.address, local.validators.genesis[1]!.ageRecipient, "");

    expect(await codeOf(activate(second))).to.equal("VALIDATOR_BOND_TOO_LOW");
    await governance.token.transfer(second.address, BOND / 4n);
    expect(await activate(second)).to.equal(BOND / 4n);

    await governance.validators.remove(second.address);
    await governance.validators.admit(second.address, local.validators.genesis[1]!.ageRecipient, "");
    expect(await activate(second)).to.equal(0n);
  });

  it("says whose turn it is when the account is not admitted", async () => {
    await as(first).validators.startLeaving();
    await governance.validators.remove(second.address);

    for (const account of [alice, first, second])
      expect(await codeOf(activate(account))).to.equal("VALIDATOR_NOT_ADMITTED");
  });
});
