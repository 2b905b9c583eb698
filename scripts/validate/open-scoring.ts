import { pinnedMailKeys } from "../../src/authenticity/pinned-mail-keys.ts";
import { readIdentityFile } from "../../src/access/read-identity-file.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { AgreeingProvider } from "../../src/chain/endpoints/agreeing-provider.ts";
import type { BlockRef } from "../../src/chain/finality.ts";
import { measureInJail } from "../../src/jail/measure-in-jail.ts";
import { InvalidInputError, type CollectiveError } from "../../src/primitives/errors.ts";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import type { Lateness } from "../../src/validator/node/measure-by-queue.ts";
import type { ScorerConfiguration } from "../../src/validator/operator/configuration.ts";
import { readFingerprintKey } from "../../src/validator/operator/read-fingerprint-key.ts";
import type { ScoringMeans } from "../../src/validator/score-contribution.ts";
import { openExistingStore } from "../open-stores.ts";

/** Told of what goes wrong beside the node's own steps. */
export type OnTrouble = (trouble: CollectiveError, purpose?: string) => void;

/** With the longest that a jail lives, well below what the queue allows a job. */
const PATIENCE_MS = 10 * 60_000;

/** How long a job waits for endpoints. */
export function latenessOf({ pollSeconds }: Pick<ScorerConfiguration, "pollSeconds">): Lateness {
  return { patienceMs: PATIENCE_MS, pollMs: pollSeconds * 1_000 };
}

/** An endpoint agreed upon by all of a configuration's. */
export function connectEndpoints(
  { rpcUrls }: Pick<ScorerConfiguration, "rpcUrls">,
  { chainId, finality }: DeploymentRecord,
  onTrouble: OnTrouble,
  seen?: BlockRef,
): AgreeingProvider {
  const urls = rpcUrls.map((url) => url.reveal());
  const trustOne = urls.length === 1;
  return new AgreeingProvider({ urls, chainId, finality, trustOne, onSilent: onTrouble, ...(seen && { seen }) });
}

/** What archives are opened and measured with. */
export async function openScoring(
  configuration: ScorerConfiguration,
  { chainId, contracts }: DeploymentRecord,
): Promise<ScoringMeans> {
  const [newest, ...older] = await Promise.all(configuration.identities.map(readIdentityFile));
  if (newest === undefined) throw new InvalidInputError("VALIDATOR_NO_IDENTITY", "Expected an identity file.");
  return {
    chainId: BigInt(chainId),
    registry: contracts.registry,
    ruleset: rulesetV1,
    mailKeys: pinnedMailKeys,
    fingerprintKey: await readFingerprintKey(configuration.fingerprintKeyFile),
    identities: [newest, ...older],
    blobs: await openExistingStore(configuration.store),
    measure: measureInJail,
  };
}
