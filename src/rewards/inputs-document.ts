import { canonicalJsonBytes } from "../primitives/canonical-json.ts";
import { sha256Hex } from "../primitives/hash.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";
import {
  address,
  ascendingListOf,
  hex32,
  integer,
  literal,
  MAX_INTEGER,
  MAX_UINT32,
  nullOr,
  objectOf,
  uint,
} from "./document-reader.ts";
import type {
  BlockReference,
  ChainInputs,
  EpochContracts,
  PreviousEpoch,
  PurposeRevenue,
  RewardParameters,
  ScoreCommitment,
  ValidatorSlot,
} from "./epoch-inputs.ts";

/** The format tag of {@link InputsDocument}. */
export const INPUTS_FORMAT = "epoch-inputs-v1";

/**
 * The inputs of an epoch in their one hashed form (docs/rewards.md §9.2): every list ascends, only the score files used
 * are named, contributions stand for themselves by their hash, and what is not hashed (`budgetWei`) is left out.
 */
export type InputsDocument = Omit<ChainInputs, "budgetWei" | "commitments" | "contributions"> & {
  readonly format: typeof INPUTS_FORMAT;
  /** The files used, ascending by slot. */
  readonly scoreFiles: readonly ScoreCommitment[];
  readonly contributions: PackedReference;
};

/** A packed list that stands elsewhere. */
export type PackedReference = {
  readonly count: number;
  /** SHA-256 of its records. */
  readonly hash: Hex32;
};

const blockReference = objectOf<BlockReference>({ number: integer(0, MAX_INTEGER), hash: hex32 });
const bps = integer(0, 10_000);
const slot = integer(0, 207);

const contracts = objectOf<EpochContracts>({
  distributor: address,
  registry: address,
  reserve: address,
  scoreCommitments: address,
  validatorRegistry: address,
});
const parameters = objectOf<RewardParameters>({
  emissionBps: bps,
  validatorShareBps: bps,
  maxRewardPerUnitWei: uint(128),
  rulesetHash: hex32,
});
const revenue = objectOf<PurposeRevenue>({ purpose: integer(0, 255), amountWei: uint(256) });
const validator = objectOf<ValidatorSlot>({ slot, address });
const commitment = objectOf<ScoreCommitment>({ slot, validator: address, hash: hex32 });
const contributions = objectOf<PackedReference>({ count: integer(0, MAX_UINT32), hash: hex32 });
const previous = objectOf<PreviousEpoch>({
  epoch: integer(1, MAX_INTEGER),
  root: hex32,
  totalCumulativeWei: uint(256),
  leafCount: integer(2, MAX_UINT32),
  artifactHash: hex32,
  inputsHash: hex32,
});

const inputsDocument = objectOf<InputsDocument>({
  format: literal(INPUTS_FORMAT),
  chainId: uint(64),
  contracts,
  epoch: integer(1, MAX_INTEGER),
  snapshotBlock: blockReference,
  parameters,
  remainingWei: uint(256),
  revenue: ascendingListOf(revenue, (item) => item.purpose),
  quorum: integer(1, MAX_INTEGER),
  validators: ascendingListOf(validator, (item) => item.slot),
  scoreFiles: ascendingListOf(commitment, (item) => item.slot),
  contributions,
  previous: nullOr(previous),
  rewardedValidators: ascendingListOf(address, (item) => item),
});

/**
 * Reads an inputs document, from JSON or from memory, and checks the range of every field and the order of every list.
 *
 * @throws {InvalidInputError} `REWARDS_BAD_DOCUMENT`, `REWARDS_NOT_ASCENDING`, `REWARDS_DUPLICATE`.
 */
export function readInputs(value: unknown): InputsDocument {
  return inputsDocument(value, "inputs");
}

/** The SHA-256 of the canonical JSON of `document`: `inputsHash` of the report. */
export function hashInputs(document: InputsDocument): Hex32 {
  return toHex32(sha256Hex(canonicalJsonBytes(document)));
}
