import { toAddress, toHex32, type Address, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { calculateEpoch } from "../../../src/rewards/calculate-epoch.ts";
import type { ChainInputs, EpochInputs, PreviousEpoch } from "../../../src/rewards/epoch-inputs.ts";
import type { EpochResult } from "../../../src/rewards/epoch-result.ts";
import { packContributions } from "../../../src/rewards/contribution-list.ts";
import { encodeScoreFile } from "../../../src/rewards/score-file.ts";
import { filesOf } from "./packing.ts";

/** The worked example of docs/rewards.md: two epochs of a collective of three people and four validators. */

export const GPT = 10n ** 18n;

export const alice = toAddress("0xa11ce00000000000000000000000000000000001");
export const bob = toAddress("0xb0b0000000000000000000000000000000000002");
export const carol = toAddress("0xca40100000000000000000000000000000000003");

const validators: readonly { readonly slot: number; readonly address: Address }[] = [
  { slot: 0, address: repeat20("11") },
  { slot: 1, address: repeat20("44") },
  { slot: 2, address: repeat20("22") },
  { slot: 3, address: repeat20("33") },
];

export const contracts = {
  distributor: repeat20("d1"),
  registry: repeat20("d2"),
  reserve: repeat20("d3"),
  scoreCommitments: repeat20("d4"),
  validatorRegistry: repeat20("d5"),
};

export const idA = repeat32("aa");
export const idB = repeat32("bb");
export const idC = repeat32("cc");
const idD = repeat32("dd");

const RESEARCH_EVALUATION_TRAINING = 0b111;
const RESEARCH = 0b001;
const TRAINING = 0b100;

export type StatedUnits = Readonly<Record<Hex32, readonly [version: number, units: number]>>;

export function repeat20(byte: string): Address {
  return toAddress(`0x${byte.repeat(20)}`);
}

export function repeat32(byte: string): Hex32 {
  return toHex32(`0x${byte.repeat(32)}`);
}

/** The score file of a validator of the example. */
export function exampleScoreFile(chain: ScoreContext, validator: Address, stated: StatedUnits): Uint8Array {
  const header = {
    chainId: chain.chainId,
    registry: chain.contracts.registry,
    epoch: chain.epoch,
    validator,
    rulesetHash: chain.parameters.rulesetHash,
    salt: toHex32(`0x${validator.slice(2, 4)}${chain.epoch.toString(16).padStart(62, "0")}`),
    snapshotBlock: chain.snapshotBlock,
  };
  const scores = Object.entries(stated).map(([id, [version, units]]) => ({
    contributionId: toHex32(id),
    version,
    units,
    reasons: 2n ** 9n,
  }));
  return encodeScoreFile(header, scores);
}

export type ScoreContext = Pick<ChainInputs, "chainId" | "contracts" | "epoch" | "parameters" | "snapshotBlock">;

/** Says what the report of `result` says, as the next epoch finds it on chain. */
export function previousOf(result: EpochResult): PreviousEpoch {
  const { root, totalCumulative, leafCount, artifactHash, inputsHash } = result.report;
  const totalCumulativeWei = totalCumulative;
  return { epoch: result.document.epoch, root, totalCumulativeWei, leafCount, artifactHash, inputsHash };
}

function scoreContext(epoch: number): ScoreContext {
  return {
    chainId: 31337n,
    contracts,
    epoch,
    snapshotBlock: { number: 1000 * epoch, hash: repeat32(`0${epoch}`) },
    parameters: {
      emissionBps: 100,
      validatorShareBps: 500,
      maxRewardPerUnitWei: GPT,
      rulesetHash: repeat32("5e"),
    },
  };
}

function scoreFiles(context: ScoreContext, stated: readonly StatedUnits[]) {
  const files = stated.map((units, slot) => exampleScoreFile(context, validators[slot]!.address, units));
  const commitments = files.map((bytes, slot) => ({
    slot,
    validator: validators[slot]!.address,
    hash: toHex32(sha256Hex(bytes)),
  }));
  return { files, commitments };
}

/** Epoch 1: capped by the reward per unit; Carol's contribution finds no quorum. */
export function exampleEpoch1(): EpochInputs {
  const context = scoreContext(1);
  const { files, commitments } = scoreFiles(context, [
    { [idA]: [1, 120_000], [idB]: [1, 200_000], [idC]: [1, 80_000] },
    { [idA]: [1, 120_000], [idB]: [1, 200_000], [idC]: [1, 80_000] },
    { [idA]: [1, 120_000], [idB]: [1, 200_000], [idC]: [1, 90_000] },
    { [idA]: [1, 120_000], [idB]: [1, 210_000], [idC]: [1, 90_000] },
  ]);
  return {
    chain: {
      ...context,
      remainingWei: 60_000_000n * GPT,
      budgetWei: 600_000n * GPT,
      revenue: [],
      quorum: 3,
      validators,
      commitments,
      contributions: packContributions([
        { id: idA, owner: alice, version: 1, consentMask: RESEARCH_EVALUATION_TRAINING },
        { id: idB, owner: bob, version: 1, consentMask: RESEARCH },
        { id: idC, owner: carol, version: 1, consentMask: TRAINING },
      ]),
      previous: null,
      rewardedValidators: [],
    },
    files: { scoreFiles: files, previous: null },
  };
}

/** Epoch 2: Alice updates A and adds D, Bob removes B, Carol's C counts; validators and revenue are paid. */
export function exampleEpoch2(first: EpochResult): EpochInputs {
  const context = scoreContext(2);
  const agreed: StatedUnits = { [idA]: [2, 300_001], [idC]: [1, 81_000], [idD]: [1, 369_000] };
  const { files, commitments } = scoreFiles(context, [agreed, agreed, agreed]);
  return {
    chain: {
      ...context,
      remainingWei: 59_680_000n * GPT,
      budgetWei: 598_300n * GPT,
      revenue: [
        { purpose: 2, amountWei: 1_000n * GPT },
        { purpose: 6, amountWei: 500n * GPT },
      ],
      quorum: 3,
      validators,
      commitments,
      contributions: packContributions([
        { id: idA, owner: alice, version: 2, consentMask: RESEARCH_EVALUATION_TRAINING },
        { id: idC, owner: carol, version: 1, consentMask: TRAINING },
        { id: idD, owner: alice, version: 1, consentMask: RESEARCH },
      ]),
      previous: previousOf(first),
      rewardedValidators: validators.slice(0, 3).map(({ address }) => address),
    },
    files: { scoreFiles: files, previous: filesOf(first) },
  };
}

/** Both epochs of the example, calculated. */
export function exampleResults(): readonly [EpochResult, EpochResult] {
  const first = calculateEpoch(exampleEpoch1());
  return [first, calculateEpoch(exampleEpoch2(first))];
}
