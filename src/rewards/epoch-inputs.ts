import type { Address, Hex32 } from "../primitives/identifiers.ts";
import type { PackedList } from "./packed-list.ts";

/** A block by number and hash. */
export type BlockReference = {
  readonly number: number;
  readonly hash: Hex32;
};

/** The deployed contracts whose state an epoch is computed from. */
export type EpochContracts = {
  readonly distributor: Address;
  readonly registry: Address;
  readonly reserve: Address;
  readonly scoreCommitments: Address;
  readonly validatorRegistry: Address;
};

/** `RewardReserve.parametersOf(epoch)`. */
export type RewardParameters = {
  readonly emissionBps: number;
  readonly validatorShareBps: number;
  /** Wei of $GPT that one unit earns at most. */
  readonly maxRewardPerUnitWei: bigint;
  readonly rulesetHash: Hex32;
};

/** Revenue paid in for one purpose; `purpose` is the payer's uint8, so any bit number up to 255. */
export type PurposeRevenue = {
  readonly purpose: number;
  readonly amountWei: bigint;
};

/** A validator and its permanent slot, 0 … 207. */
export type ValidatorSlot = {
  readonly slot: number;
  readonly address: Address;
};

/** A score file that its validator has revealed: SHA-256 of its bytes. */
export type ScoreCommitment = {
  readonly slot: number;
  readonly validator: Address;
  readonly hash: Hex32;
};

/** A contribution as it stood at the snapshot block. */
export type ActiveContribution = {
  readonly id: Hex32;
  readonly owner: Address;
  readonly version: number;
  /** Bit p set: the owner agrees to purpose p. */
  readonly consentMask: number;
};

/** What a contribution has been counted for, over all epochs. */
export type CountedContribution = {
  readonly id: Hex32;
  /** The last version that counted. */
  readonly version: number;
  /** Units of all its counted versions. */
  readonly lifetimeUnits: bigint;
};

/** The report that `RewardDistributor.submitRoot` takes, field by field; totalCumulative is in wei. */
export type EpochReport = {
  readonly root: Hex32;
  readonly totalCumulative: bigint;
  readonly leafCount: number;
  /** Bit s set: the score file of the validator in slot s was used. */
  readonly filesBitmap: bigint;
  readonly inputsHash: Hex32;
  readonly artifactHash: Hex32;
  readonly rulesetHash: Hex32;
  /** Zero before the first report. */
  readonly prevRoot: Hex32;
};

/** The last active report before this epoch. */
export type PreviousEpoch = {
  readonly epoch: number;
  readonly root: Hex32;
  readonly totalCumulativeWei: bigint;
  readonly leafCount: number;
  readonly artifactHash: Hex32;
  readonly inputsHash: Hex32;
};

/**
 * The inputs that come from the chain, all of them from finalised blocks. Lists stand in any order.
 *
 * docs/rewards.md §3 says for each field which view or event of which contract gives it, and at which block.
 */
export type ChainInputs = {
  readonly chainId: bigint;
  readonly contracts: EpochContracts;
  /** 1 or more. */
  readonly epoch: number;
  /** The last finalised block before the epoch's end. */
  readonly snapshotBlock: BlockReference;
  readonly parameters: RewardParameters;
  /** What the reserve held for emission when the epoch before this one was settled. */
  readonly remainingWei: bigint;
  /** `RewardReserve.budgetOf(epoch)`: no report may raise the total by more. Not hashed: it can still grow. */
  readonly budgetWei: bigint;
  /** Revenue of this epoch and of the skipped epochs just before it, one item per purpose. */
  readonly revenue: readonly PurposeRevenue[];
  /** ⌊2N/3⌋ + 1 of the N `validators`. */
  readonly quorum: number;
  /** Active at the epoch's end. */
  readonly validators: readonly ValidatorSlot[];
  /** Every score file revealed for the epoch, used or not. */
  readonly commitments: readonly ScoreCommitment[];
  /** Every contribution active at the snapshot block, from `packContributions`. */
  readonly contributions: PackedList;
  /** Null before the first active report. */
  readonly previous: PreviousEpoch | null;
  /** Validators whose votes carried the previous active report. */
  readonly rewardedValidators: readonly Address[];
};

/** The inputs that come from files. Each is checked against a hash that stands on chain. */
export type FileInputs = {
  /** The bytes of the score files to use, at least `quorum` of them; each hashes to a commitment. */
  readonly scoreFiles: readonly Uint8Array[];
  /** Null before the first report. */
  readonly previous: PreviousFiles | null;
};

/** The files of the last active report's bundle that the next epoch is computed from. */
export type PreviousFiles = {
  /** `leaves.bin`, which hashes to `previous.artifactHash`. */
  readonly leavesFile: Uint8Array;
  /** `ledger.bin`, whose hash the leaves file names. */
  readonly ledgerFile: Uint8Array;
};

/** Everything an epoch's rewards depend on. */
export type EpochInputs = {
  readonly chain: ChainInputs;
  readonly files: FileInputs;
};
