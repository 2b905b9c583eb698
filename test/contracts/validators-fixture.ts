import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { deployAuthority, type Connection } from "./access-manager-fixture.ts";

type Signers = [HardhatEthersSigner, HardhatEthersSigner, HardhatEthersSigner, HardhatEthersSigner];

/** The VALIDATOR_ADMIN's number in the AccessManager. */
const VALIDATOR_ADMIN_ROLE = 1n;

/** `IValidatorRegistry.Status`. */
export const STATUS = { None: 0n, Admitted: 1n, Active: 2n, Leaving: 3n, Removed: 4n } as const;

/** One thousand $GPT, in wei. */
export const BOND = 1_000n * 10n ** 18n;

/** Three weeks, in seconds. */
export const UNBONDING_DELAY = 1_814_400n;

/** A text of the form of an X25519 age recipient. */
export const AGE_RECIPIENT = `age1${"q".repeat(58)}`;

/** Where the validators of the tests take archives. */
export const ENDPOINT = "https://validator.example/archives";

/** What {@link deployValidators} returns. */
export type ValidatorsFixture = Awaited<ReturnType<typeof deployValidators>>;

/** A registry that asks for `bond`, its roles, and eight accounts that can pay it. `council` is VALIDATOR_ADMIN. */
export async function deployValidators(connection: Connection, bond: bigint) {
  const { ethers } = connection;
  const signers = await ethers.getSigners();
  const [admin, council, treasury, stranger] = signers as Signers;
  const validators = signers.slice(4, 12);
  const token = await ethers.deployContract("GPTToken", [admin, admin, admin, admin]);
  const authority = await deployAuthority(connection, admin);
  const registry = await ethers.deployContract("ValidatorRegistry", [
    authority,
    token,
    treasury,
    bond,
    UNBONDING_DELAY,
  ]);

  const selectors = (["admit", "remove", "slash"] as const).map(
    (name) => registry.interface.getFunction(name).selector,
  );
  await authority.setTargetFunctionRole(registry, selectors, VALIDATOR_ADMIN_ROLE);
  await authority.grantRole(VALIDATOR_ADMIN_ROLE, council, 0);
  for (const validator of validators) {
    await token.transfer(validator, 10n * BOND);
    await token.connect(validator).approve(registry, 10n * BOND);
  }

  return { admin, council, treasury, stranger, validators, token, authority, registry };
}

/** Admits and activates the first `count` accounts, which get the slots 0, 1, … */
export async function activateValidators({ registry, council, validators }: ValidatorsFixture, count: number) {
  for (const validator of validators.slice(0, count)) {
    await registry.connect(council).admit(validator, AGE_RECIPIENT, ENDPOINT);
    await registry.connect(validator).activate();
  }
}

/** One fixture per status that `validator`, the owner of slot 0, can have. In the plain one it is not admitted yet. */
export function registryStates(connection: Connection) {
  const now = async () => BigInt(await connection.networkHelpers.time.latest());

  async function fixture() {
    const deployed = await deployValidators(connection, BOND);
    const validator = deployed.validators[0]!;
    const asCouncil = deployed.registry.connect(deployed.council);
    const asValidator = deployed.registry.connect(validator);
    return { ...deployed, validator, asCouncil, asValidator };
  }

  async function admittedFixture() {
    const base = await fixture();
    await base.asCouncil.admit(base.validator, AGE_RECIPIENT, ENDPOINT);
    return base;
  }

  async function activeFixture() {
    const base = await fixture();
    await activateValidators(base, 1);
    return base;
  }

  async function leavingFixture() {
    const base = await activeFixture();
    await base.asValidator.startLeaving();
    return { ...base, endsAt: (await now()) + UNBONDING_DELAY };
  }

  async function removedFixture() {
    const base = await activeFixture();
    await base.asCouncil.remove(base.validator);
    return { ...base, endsAt: (await now()) + UNBONDING_DELAY };
  }

  return { fixture, admittedFixture, activeFixture, leavingFixture, removedFixture };
}
