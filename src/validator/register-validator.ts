import type { Collective } from "../chain/collective.ts";
import type { DeploymentRecord } from "../chain/deployment-record.ts";
import { providerOf } from "../chain/provider-of.ts";
import { mined } from "../chain/send-transaction.ts";
import { readValidatorKeys, type ValidatorKeys } from "../chain/validator-keys.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address } from "../primitives/identifiers.ts";
import { activateValidator, findMissingBond } from "./activate-validator.ts";

/** What a validator publishes about itself. */
export type Registration = {
  readonly ageRecipient: string;
  /** Where its key service is asked; empty when it has none yet. */
  readonly endpoint: string;
};

/** What registering has to do, or did: nothing of what was so before. */
export type RegistrationSteps = {
  readonly keys: boolean;
  readonly activation: boolean;
  /** $GPT that the bond takes, in wei. */
  readonly bondWei: bigint;
};

/** The longest endpoint that the registry takes, in bytes. */
const MAX_ENDPOINT = 256;

/**
 * Publishes a validator's keys and takes its seat, each only when it is not so already: calling it again after it was
 * interrupted goes on where it was.
 *
 * @param collective - sends as the validator.
 * @param dryRun - finds out what there is to do, and sends nothing.
 * @throws {InvalidInputError} `VALIDATOR_BAD_ENDPOINT`; what {@link findMissingBond} throws, before anything is sent.
 */
export async function registerValidator(
  collective: Collective,
  record: Pick<DeploymentRecord, "deployedAtBlock">,
  validator: Address,
  registration: Registration,
  dryRun = false,
): Promise<RegistrationSteps> {
  checkEndpoint(registration.endpoint);
  const missing = await findMissingBond(collective, validator);
  const published = await readPublishedKeys(collective, record, validator);
  const keys = published?.ageRecipient !== registration.ageRecipient || published.endpoint !== registration.endpoint;
  const steps = { keys, activation: missing !== null, bondWei: missing ?? 0n };
  if (dryRun) return steps;
  // Keys first: from the moment of its activation contributors seal for what is published.
  if (keys) await mined(collective.validators.updateKeys(registration.ageRecipient, registration.endpoint));
  if (missing !== null) await activateValidator(collective, validator);
  return steps;
}

/** What a validator published about itself last; undefined when it is none, or is on its way out. */
export async function readPublishedKeys(
  { validators }: Pick<Collective, "validators">,
  { deployedAtBlock }: Pick<DeploymentRecord, "deployedAtBlock">,
  validator: Address,
): Promise<ValidatorKeys | undefined> {
  const toBlock = await providerOf(validators).getBlockNumber();
  const keys = await readValidatorKeys(validators, { fromBlock: deployedAtBlock, toBlock });
  return keys.find(({ account }) => account === validator);
}

function checkEndpoint(endpoint: string): void {
  const url = URL.parse(endpoint);
  const isWeb = (url?.protocol === "https:" || url?.protocol === "http:") && url.username + url.password === "";
  if (endpoint === "" || (isWeb && new TextEncoder().encode(endpoint).length <= MAX_ENDPOINT)) return;
  throw new InvalidInputError("VALIDATOR_BAD_ENDPOINT", "Expected an http or https address of at most 256 bytes.", {
    hint: "It is published: name the address of your key service, without credentials, or leave it out.",
  });
}
