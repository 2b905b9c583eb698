import { CollectiveError, InvalidInputError } from "../../src/primitives/errors.ts";
import { toAddress, type Hex32 } from "../../src/primitives/identifiers.ts";
import type { OpenAccount } from "../open-deployment.ts";

const ACTIVE = 1n;

/**
 * The version that an update is to replace: the one that was given, or else the current one. Looked at before anything is
 * sealed; the registry compares it once more, so that of two updates only one replaces it.
 *
 * @throws {InvalidInputError} `CONTRIBUTE_NOT_YOURS`, `CONTRIBUTE_STALE_VERSION`, `SCRIPT_USAGE`.
 */
export async function versionToReplace(
  { collective, signer }: OpenAccount,
  contributionId: Hex32,
  given: string,
): Promise<number> {
  if (given !== "" && !/^[1-9]\d{0,9}$/.test(given)) {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected --expected-version to be a whole number from 1 on.");
  }
  const { version, owner, status } = await collective.registry.contributionOf(contributionId);
  if (status !== ACTIVE || toAddress(owner) !== toAddress(signer.address)) {
    throw new InvalidInputError("CONTRIBUTE_NOT_YOURS", "Expected an active contribution of this account.", {
      hint: "`contribute list` shows them; --account chooses the account.",
    });
  }
  if (given !== "" && BigInt(given) !== version) throw staleVersion();
  return Number(version);
}

/** The registry's refusal of an update that came too late, in words; any other failure as it is. */
export function explainStale(error: unknown): unknown {
  const isStale = error instanceof CollectiveError && error.context.error === "DataRegistryStaleVersion";
  return isStale ? staleVersion(error) : error;
}

function staleVersion(cause?: unknown): InvalidInputError {
  const message = "The version that was to be replaced is no longer the current one: another update came first.";
  return new InvalidInputError("CONTRIBUTE_STALE_VERSION", message, {
    ...(cause === undefined ? {} : { cause }),
    hint: "See with `contribute list` what it is now, then update that. Nothing was changed.",
  });
}
