import type { Collective } from "../chain/collective.ts";
import { mined } from "../chain/send-transaction.ts";
import { readValidatorStatus, type ValidatorStatus } from "../chain/validator-status.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { formatGpt } from "../primitives/format-gpt.ts";
import type { Address } from "../primitives/identifiers.ts";

/** What stands between an account and its activation, and who can change it. */
const HINTS: Readonly<Record<Exclude<ValidatorStatus, "admitted" | "active">, string>> = {
  unknown: "Governance admits validators; check that this is the account that it admitted.",
  leaving: "Once its unbonding has ended, withdraw the bond: the validator is admitted again then.",
  removed: "Governance can admit it again.",
};

/**
 * Makes an admitted validator active, with as much of its $GPT as its bond lacks. An active one stays as it is.
 *
 * @param collective - sends as the validator.
 * @returns the bond that was taken, in wei of $GPT; null when the validator was active before.
 * @throws {InvalidInputError} what {@link findMissingBond} throws, before anything is sent; and what {@link mined} throws.
 */
export async function activateValidator(collective: Collective, validator: Address): Promise<bigint | null> {
  const { validators, token } = collective;
  const missing = await findMissingBond(collective, validator);
  if (missing === null) return null;
  if (missing > 0n) await mined(token.approve(await validators.getAddress(), missing));
  await mined(validators.activate());
  return missing;
}

/**
 * What an activation would take from the validator's account, in wei of $GPT; null when it is active.
 *
 * @throws {InvalidInputError} `VALIDATOR_NOT_ADMITTED`, `VALIDATOR_BOND_TOO_LOW`.
 */
export async function findMissingBond(
  { validators, token }: Pick<Collective, "validators" | "token">,
  validator: Address,
): Promise<bigint | null> {
  const status = await readValidatorStatus(validators, validator);
  if (status === "active") return null;
  if (status !== "admitted") {
    throw new InvalidInputError(
      "VALIDATOR_NOT_ADMITTED",
      `Expected an admitted validator, got ${validator}, which is ${status}.`,
      { hint: HINTS[status] },
    );
  }
  const [required, bond] = [await validators.bondRequired(), await validators.bondOf(validator)];
  const missing = required > bond ? required - bond : 0n;
  const balance = missing > 0n ? await token.balanceOf(validator) : 0n;
  if (balance >= missing) return missing;
  throw new InvalidInputError(
    "VALIDATOR_BOND_TOO_LOW",
    `Expected ${formatGpt(missing)} $GPT for the bond, got ${formatGpt(balance)}.`,
    { hint: `Send the rest to ${validator}. The bond comes back after leaving.` },
  );
}
