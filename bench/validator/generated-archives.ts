import type { EpochChainState } from "../../src/chain/read-epoch.ts";
import type { RegisteredContribution } from "../../src/chain/registry-history.ts";
import { sha256Hex } from "../../src/primitives/hash.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../../src/primitives/identifiers.ts";
import { rulesetHash, rulesetV1 } from "../../src/scoring/ruleset.ts";
import type { MeasuredArchive } from "../../src/scoring/settle-archive.ts";

/** About what an archive with 5 MB of JSON has. */
const CONVERSATIONS = 141;
const IN_CONVERSATION = 193;
const DAY = 86_400;
const START = 1_700_000_000;
const BYTES = new TextEncoder();

/** Who generated contributions belong to. */
export const owner: Address = toAddress(`0x${"a1".repeat(20)}`);

/** Contributions that nobody registered, each with an id of its own. */
export function generatedContributions(count: number): RegisteredContribution[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: hashOf(`contribution ${index}`), owner, version: 1, ciphertextHash: hashOf("sealed"), uri: "" },
    ...{ consentMask: 1, removed: false, setAt: START, order: { block: index, logIndex: 0 } },
  }));
}

/** What a scorer would have made of one: none of its fingerprints is in another. */
export function generatedArchive(contribution: Hex32): MeasuredArchive {
  const random = numbersFrom(Number.parseInt(contribution.slice(2, 10), 16));
  const measure = { volume: 1_000, quality: 900, consistency: 1_000, reasons: [] };
  return {
    measures: Array.from({ length: CONVERSATIONS }, (_, index) => ({
      ...{ ...measure, id: `${index}`, time: START + index * DAY },
      fingerprints: Float64Array.from({ length: IN_CONVERSATION }, random).sort(),
    })),
    cluster: contribution,
    bonus: { feedback: 0, metadata: 0, breadth: 0, total: 0 },
    tier: "selfDeclared",
  };
}

/** As much of an epoch as is needed to score it. */
export function generatedState(contributions: readonly RegisteredContribution[]): EpochChainState {
  const state: Pick<
    EpochChainState,
    "chainId" | "contracts" | "epoch" | "snapshotBlock" | "parameters" | "contributions"
  > = {
    chainId: 31_337n,
    contracts: {
      ...{ distributor: owner, registry: owner, reserve: owner },
      ...{ scoreCommitments: owner, validatorRegistry: owner },
    },
    epoch: 1,
    snapshotBlock: { number: 1, hash: hashOf("block") },
    parameters: {
      ...{ emissionBps: 1, validatorShareBps: 1, maxRewardPerUnitWei: 1n },
      rulesetHash: rulesetHash(rulesetV1),
    },
    contributions,
  };
  return state as EpochChainState;
}

/** 32 bytes in which a text ends up. */
export function hashOf(text: string): Hex32 {
  return toHex32(sha256Hex(BYTES.encode(text)));
}

/** Fingerprints from a seed, by xorshift32 twice for each. */
function numbersFrom(seed: number): () => number {
  let state = seed | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return () => (next() & 0x1f_ffff) * 2 ** 32 + next();
}
