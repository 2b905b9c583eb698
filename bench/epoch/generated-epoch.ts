import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { toAddress, toHex32, type Address, type Hex32 } from "../../src/primitives/identifiers.ts";
import { bundleFolder } from "../../src/rewards/bundle.ts";
import { calculateEpoch } from "../../src/rewards/calculate-epoch.ts";
import { packContributions } from "../../src/rewards/contribution-list.ts";
import type { ActiveContribution, ChainInputs, EpochInputs, PreviousEpoch } from "../../src/rewards/epoch-inputs.ts";
import { encodeScoreFile } from "../../src/rewards/score-file.ts";

/** An epoch to calculate: its second, so that there is something to add to. */
export type GeneratedEpoch = {
  readonly inputs: EpochInputs;
  /** As the chain would list them. */
  readonly contributions: readonly ActiveContribution[];
  /** What the first epoch's bundle is named by. */
  readonly previous: PreviousEpoch;
};

const VALIDATORS = 5;
const GPT = 10n ** 18n;
const folder = new URL("../../cache/bench/", import.meta.url).pathname;

/**
 * Gives an epoch in which so many contributors, one contribution each, are scored alike by five validators, on top of an
 * epoch of the same size. Its files are generated once and kept in `cache/`.
 */
export function generatedEpoch(contributors: number): GeneratedEpoch {
  const path = `${folder}epoch-${contributors}/`;
  if (!existsSync(path)) generate(path, contributors);
  const previous = JSON.parse(readFileSync(`${path}previous.json`, "utf8"), revive) as PreviousEpoch;
  const contributions = contributionsOf(contributors, 2);
  const scoreFiles = validators.map(({ slot }) => readFileSync(`${path}scores-${slot}.bin`));
  const files = {
    scoreFiles,
    previous: { leavesFile: readFileSync(`${path}leaves.bin`), ledgerFile: readFileSync(`${path}ledger.bin`) },
  };
  return {
    inputs: { chain: chainOf({ epoch: 2, contributions, scoreFiles, previous }), files },
    contributions,
    previous,
  };
}

/** Where the benchmark publishes bundles. */
export function bundlePlace(contributors: number): string {
  return `${folder}epoch-${contributors}-bundles/`;
}

/** Puts what a verifier needs of the first epoch's bundle beside the second's. */
export function publishPrevious({ inputs, previous }: GeneratedEpoch, place: string): void {
  const path = `${place}${bundleFolder(previous.epoch, previous.inputsHash)}`;
  mkdirSync(path, { recursive: true });
  if (inputs.files.previous === null) return;
  writeFileSync(`${path}/leaves.bin`, inputs.files.previous.leavesFile);
  writeFileSync(`${path}/ledger.bin`, inputs.files.previous.ledgerFile);
}

function generate(path: string, contributors: number): void {
  const unfinished = `${path.slice(0, -1)}.unfinished/`;
  mkdirSync(unfinished, { recursive: true });
  const contributions = contributionsOf(contributors, 1);
  const scoreFiles = validators.map((validator) => scored(contributions, validator, 1));
  const chain = chainOf({ epoch: 1, contributions, scoreFiles, previous: null });
  const { report, leavesFile, ledgerFile } = calculateEpoch({ chain, files: { scoreFiles, previous: null } });
  const { root, leafCount, artifactHash, inputsHash, totalCumulative: totalCumulativeWei } = report;
  const previous = { epoch: 1, root, totalCumulativeWei, leafCount, artifactHash, inputsHash };
  writeFileSync(
    `${unfinished}previous.json`,
    JSON.stringify(previous, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)),
  );
  writeFileSync(`${unfinished}leaves.bin`, leavesFile);
  writeFileSync(`${unfinished}ledger.bin`, ledgerFile);
  for (const validator of validators) {
    writeFileSync(`${unfinished}scores-${validator.slot}.bin`, scored(contributions, validator, 2));
  }
  renameSync(unfinished, path);
}

function revive(_key: string, value: unknown): unknown {
  return typeof value === "string" && /^[0-9]+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
}

const validators = Array.from({ length: VALIDATORS }, (_, slot) => ({ slot, address: account(`validator ${slot}`) }));

function contributionsOf(contributors: number, version: number): ActiveContribution[] {
  return Array.from({ length: contributors }, (_, i) => ({
    id: sha256(`contribution ${i}`),
    owner: account(`owner ${i}`),
    version,
    consentMask: i % 8,
  }));
}

function scored(
  contributions: readonly ActiveContribution[],
  { address }: (typeof validators)[number],
  epoch: number,
): Uint8Array {
  const { chainId, contracts, parameters, snapshotBlock } = base(epoch);
  const header = {
    chainId,
    registry: contracts.registry,
    epoch,
    validator: address,
    rulesetHash: parameters.rulesetHash,
    salt: sha256(`salt ${epoch} ${address}`),
    snapshotBlock,
  };
  const scores = contributions.map(({ id }, i) => ({
    contributionId: id,
    // Everybody brings a new version for each epoch.
    version: epoch,
    units: (i * 7_919 * epoch) % 100_000,
    reasons: i % 3 === 0 ? 1n << 12n : 0n,
  }));
  return encodeScoreFile(header, scores);
}

type Chain = {
  readonly epoch: number;
  readonly contributions: readonly ActiveContribution[];
  readonly scoreFiles: readonly Uint8Array[];
  readonly previous: PreviousEpoch | null;
};

function chainOf({ epoch, contributions, scoreFiles, previous }: Chain): ChainInputs {
  return {
    ...base(epoch),
    remainingWei: 60_000_000n * GPT,
    budgetWei: 60_000_000n * GPT,
    revenue: [0, 1, 2].map((purpose) => ({ purpose, amountWei: BigInt(purpose + 1) * 1_000n * GPT })),
    quorum: 4,
    validators,
    commitments: validators.map(({ slot, address }) => ({
      slot,
      validator: address,
      hash: toHex32(
        `0x${createHash("sha256")
          .update(scoreFiles[slot] ?? "")
          .digest("hex")}`,
      ),
    })),
    contributions: packContributions(contributions),
    previous,
    rewardedValidators: previous === null ? [] : validators.map(({ address }) => address),
  };
}

function base(epoch: number) {
  return {
    chainId: 31_337n,
    contracts: {
      distributor: account("distributor"),
      registry: account("registry"),
      reserve: account("reserve"),
      scoreCommitments: account("commitments"),
      validatorRegistry: account("validators"),
    },
    epoch,
    snapshotBlock: { number: 1_000 * epoch, hash: sha256(`block ${epoch}`) },
    parameters: {
      emissionBps: 100,
      validatorShareBps: 500,
      maxRewardPerUnitWei: GPT,
      rulesetHash: sha256("ruleset"),
    },
  };
}

function sha256(text: string): Hex32 {
  return toHex32(`0x${createHash("sha256").update(text).digest("hex")}`);
}

function account(text: string): Address {
  return toAddress(sha256(text).slice(0, 42));
}
