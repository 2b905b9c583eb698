import type { ValidatorRegistry } from "../../typechain-types/index.ts";
import { InvariantError } from "../primitives/errors.ts";
import type { Address } from "../primitives/identifiers.ts";

/** `IValidatorRegistry.Status`, in its order. */
const STATUSES = ["unknown", "admitted", "active", "leaving", "removed"] as const;

/** Where a validator is on its way in or out. */
export type ValidatorStatus = (typeof STATUSES)[number];

/** What the registry says that an account is. */
export async function readValidatorStatus(validators: ValidatorRegistry, account: Address): Promise<ValidatorStatus> {
  const number = await validators.statusOf(account);
  const status = STATUSES[Number(number)];
  if (status === undefined) {
    throw new InvariantError("CHAIN_UNKNOWN_STATUS", `Expected a status below ${STATUSES.length}, got ${number}.`);
  }
  return status;
}
