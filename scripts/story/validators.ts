import { randomBytes } from "node:crypto";
import { mined } from "../../src/chain/send-transaction.ts";
import { AgeIdentity, identityFromSeed } from "../../src/encryption/age-identity.ts";
import { bytesToHex } from "../../src/primitives/bytes.ts";
import { toAddress, toHex32, type Address } from "../../src/primitives/identifiers.ts";
import { measureInJail } from "../../src/jail/measure-in-jail.ts";
import type { EpochChainState } from "../../src/chain/read-epoch.ts";
import type { Ledger } from "../../src/rewards/ledger.ts";
import { pinnedMailKeys } from "../../src/authenticity/pinned-mail-keys.ts";
import { applyDelta, createNoveltyLedger } from "../../src/scoring/novelty.ts";
import { noveltyInMemory } from "../../src/scoring/novelty-source.ts";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import { activateValidator } from "../../src/validator/activate-validator.ts";
import { scoreEpoch, scoringHere, type PendingDelta, type ScoredEpoch } from "../../src/validator/score-epoch.ts";
import type { Account, World } from "./world.ts";

/** A validator of the story: an account, a key for archives, and what it has seen counted. */
export type StoryValidator = {
  readonly account: Account;
  readonly address: Address;
  readonly identity: AgeIdentity;
  /** What the network shares among its validators (decision 0009). */
  readonly fingerprintKey: Uint8Array;
  /** In the order in which they were counted. */
  readonly counted: PendingDelta[];
};

/** A real network's key is random and secret; the story's is fixed, so that the same archives earn the same units. */
const FINGERPRINT_KEY = new TextEncoder().encode("story's test key");

/** Each validator publishes a fresh archive key and takes its seat. */
export async function startValidators(world: World): Promise<StoryValidator[]> {
  return Promise.all(
    world.validators.map(async (account, index) => {
      const identity = await identityFromSeed(randomBytes(32));
      const collective = world.as(account);
      const address = toAddress(await account.getAddress());
      await mined(collective.validators.updateKeys(identity.recipient, `http://127.0.0.1:${9000 + index}`));
      await activateValidator(collective, address);
      return { account, address, identity, fingerprintKey: FINGERPRINT_KEY, counted: [] };
    }),
  );
}

/** One validator's scoring of an epoch: everything that was not counted yet, on top of what was. */
export async function scoreAs(
  world: World,
  validator: StoryValidator,
  state: EpochChainState,
  ledger: Ledger,
): Promise<ScoredEpoch> {
  const novelty = createNoveltyLedger();
  for (const { delta } of validator.counted) applyDelta(novelty, delta);
  const { address, identity, fingerprintKey } = validator;
  const salt = toHex32(bytesToHex(randomBytes(32)));
  return scoreEpoch(
    { state, ledger, novelty: noveltyInMemory(novelty), validator: address, salt },
    scoringHere({
      chainId: state.chainId,
      registry: state.contracts.registry,
      ruleset: rulesetV1,
      mailKeys: pinnedMailKeys,
      fingerprintKey,
      identities: [identity],
      blobs: world.blobs,
      measure: measureInJail,
    }),
  );
}
