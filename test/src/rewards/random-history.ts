import fc from "fast-check";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { calculateEpoch } from "../../../src/rewards/calculate-epoch.ts";
import { packContributions } from "../../../src/rewards/contribution-list.ts";
import type { ActiveContribution, EpochInputs, PurposeRevenue } from "../../../src/rewards/epoch-inputs.ts";
import type { EpochResult } from "../../../src/rewards/epoch-result.ts";
import { contracts, exampleScoreFile, GPT, previousOf, repeat32, type StatedUnits } from "./example-epochs.ts";
import { randomFrom } from "../scoring/synthetic-archive.ts";
import { filesOf } from "./packing.ts";

/** An epoch that happened: what it was calculated from and what came out. */
export type PastEpoch = { readonly inputs: EpochInputs; readonly result: EpochResult };

type World = {
  contributions: Map<Hex32, ActiveContribution>;
  created: number;
  remainingWei: bigint;
  revenue: readonly PurposeRevenue[];
  past: PastEpoch | null;
};

// Two owners share a shard, and the last one is also a validator.
const owners = ["01", "02", "03", "a0", "a1", "f0"].map((byte) => toAddress(`0x${byte.padEnd(40, byte)}`));
const crowd = [toAddress(`0x0101${"9".repeat(36)}`), validatorAddress(1)];

function validatorAddress(slot: number): Address {
  return toAddress(`0x${((slot * 97 + 13) % 251).toString(16).padStart(2, "0").repeat(20)}`);
}

/**
 * Histories of two to `maxEpochs` epochs with honest and dishonest validators, removals, updates, caps and revenue. Drawn
 * from a seed: thousands of them, picked one value at a time by fast-check itself, would take three times as long.
 */
export function histories(maxEpochs: number): fc.Arbitrary<PastEpoch[]> {
  return fc.nat().map((seed) => {
    const random = randomFrom(seed);
    return play(maxEpochs, (min, max) => min + Math.floor(random() * (max - min + 1)));
  });
}

function play(maxEpochs: number, pick: Pick): PastEpoch[] {
  const world: World = {
    contributions: new Map(),
    created: 0,
    remainingWei: 60_000_000n * GPT,
    revenue: [],
    past: null,
  };
  const past: PastEpoch[] = [];
  const epochs = pick(2, maxEpochs);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    changeContributions(world, pick);
    const inputs = epochInputs(world, epoch, pick);
    const result = tryEpoch(inputs);
    world.revenue = result === null ? inputs.chain.revenue : [];
    if (result === null) continue;
    world.past = { inputs, result };
    world.remainingWei -= result.emissionWei / 2n;
    past.push(world.past);
  }
  return past;
}

type Pick = (min: number, max: number) => number;

function changeContributions(world: World, pick: Pick): void {
  for (let news = pick(1, 5); news > 0; news--) {
    const id = toHex32(`0x${(++world.created * 40_503).toString(16).padStart(64, "0")}`);
    const owner = [...owners, ...crowd][pick(0, 7)]!;
    world.contributions.set(id, { id, owner, version: 1, consentMask: pick(0, 2 ** 32 - 1) });
  }
  for (const contribution of [...world.contributions.values()]) {
    const change = pick(0, 9);
    if (change === 0) world.contributions.delete(contribution.id);
    if (change === 1)
      world.contributions.set(contribution.id, { ...contribution, version: contribution.version + pick(1, 2) });
    if (change === 2) world.contributions.set(contribution.id, { ...contribution, consentMask: pick(0, 127) });
  }
}

function epochInputs(world: World, epoch: number, pick: Pick): EpochInputs {
  const contributions = [...world.contributions.values()];
  const active = pick(4, 7);
  const slots = Array.from({ length: active }, (_, slot) => slot);
  const quorum = Math.floor((2 * active) / 3) + 1;
  const context = {
    chainId: 31337n,
    contracts,
    epoch,
    snapshotBlock: { number: epoch * 10, hash: repeat32("77") },
    parameters: {
      emissionBps: pick(1, 500),
      validatorShareBps: pick(0, 2_000),
      maxRewardPerUnitWei: 10n ** BigInt(pick(0, 22)),
      rulesetHash: repeat32("5e"),
    },
  };
  const truth: StatedUnits = Object.fromEntries(
    contributions.map(({ id, version }) => [id, [version, units(pick)] as const]),
  );
  const files = slots.map((slot) => exampleScoreFile(context, validatorAddress(slot), distort(truth, pick)));
  const commitments = files.map((bytes, slot) => ({
    slot,
    validator: validatorAddress(slot),
    hash: toHex32(sha256Hex(bytes)),
  }));
  const revenue = mergeRevenue(
    world.revenue,
    slots.slice(0, pick(0, 3)).map(() => ({ purpose: pick(0, 40), amountWei: BigInt(pick(0, 2 ** 31)) })),
  );
  const revenueWei = revenue.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const unused = pick(0, active - quorum);
  return {
    chain: {
      ...context,
      remainingWei: world.remainingWei,
      budgetWei: (world.remainingWei * BigInt(context.parameters.emissionBps)) / 10_000n + revenueWei,
      revenue,
      quorum,
      validators: slots.map((slot) => ({ slot, address: validatorAddress(slot) })),
      commitments,
      contributions: packContributions(contributions),
      previous: world.past === null ? null : previousOf(world.past.result),
      rewardedValidators: world.past === null ? [] : slots.slice(0, pick(0, active)).map(validatorAddress),
    },
    files: { scoreFiles: files.slice(unused), previous: world.past === null ? null : filesOf(world.past.result) },
  };
}

function units(pick: Pick): number {
  return [0, 1, 2 ** 32 - 1, pick(0, 1_000)][pick(0, 6)] ?? pick(0, 10_000_000);
}

function distort(truth: StatedUnits, pick: Pick): StatedUnits {
  const stated = Object.entries(truth).filter(() => pick(0, 19) > 0);
  return Object.fromEntries(
    stated.map(([id, [version, value]]) => [id, pick(0, 9) === 0 ? [version, units(pick)] : [version, value]]),
  );
}

function mergeRevenue(...lists: readonly (readonly PurposeRevenue[])[]): PurposeRevenue[] {
  const sums = new Map<number, bigint>();
  for (const { purpose, amountWei } of lists.flat()) sums.set(purpose, (sums.get(purpose) ?? 0n) + amountWei);
  return [...sums].map(([purpose, amountWei]) => ({ purpose, amountWei }));
}

function tryEpoch(inputs: EpochInputs): EpochResult | null {
  try {
    return calculateEpoch(inputs);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "REWARDS_TOO_FEW_ACCOUNTS") return null;
    throw error;
  }
}
