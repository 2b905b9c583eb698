import { expect } from "chai";
import { local } from "../../../deploy/config/local.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { readPublishedKeys, registerValidator } from "../../../src/validator/register-validator.ts";
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
const wanted = { ageRecipient: local.validators.genesis[1]!.ageRecipient, endpoint: "https://keys.example" };
const register = (account: typeof first, registration = wanted, dryRun = false) =>
  registerValidator(as(account), record, toAddress(account.address), registration, dryRun);

describe("registerValidator", () => {
  it("sends nothing while the bond cannot be paid, or for who is not admitted", async () => {
    const sent = await first.getNonce();

    expect(await codeOf(register(first))).to.equal("VALIDATOR_BOND_TOO_LOW");
    expect(await codeOf(register(alice))).to.equal("VALIDATOR_NOT_ADMITTED");
    expect(await first.getNonce()).to.equal(sent);
  });

  it("says what it would do, and then does it: keys, bond and seat", async () => {
    await governance.token.transfer(first.address, BOND);
    const steps = { keys: true, activation: true, bondWei: BOND };

    expect(await register(first, wanted, true)).to.deep.equal(steps);
    expect(await register(first)).to.deep.equal(steps);
    expect(await collective.validators.bondOf(first.address)).to.equal(BOND);
    expect(await readPublishedKeys(collective, record, toAddress(first.address))).to.deep.include(wanted);
  });

  it("does nothing twice, and later changes only what is another", async () => {
    expect(await register(first)).to.deep.equal({ keys: false, activation: false, bondWei: 0n });
    const moved = { ...wanted, endpoint: "https://elsewhere.example" };
    expect(await register(first, moved)).to.deep.equal({ keys: true, activation: false, bondWei: 0n });
  });

  it("refuses to publish what is no address", async () => {
    for (const endpoint of [
      "keys.example",
      "ftp://keys.example",
      "https://me:pass@keys.example",
      `https://${"x".repeat(249)}`,
    ]) {
      expect(await codeOf(register(second, { ...wanted, endpoint }))).to.equal("VALIDATOR_BAD_ENDPOINT");
    }
  });
});
