import { canonicalJsonBytes } from "../primitives/canonical-json.ts";
import { compareBytes } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import {
  address,
  ascendingListOf,
  badDocument,
  hex32,
  integer,
  listOf,
  literal,
  MAX_INTEGER,
  MAX_UINT32,
  objectOf,
  parseJson,
  uint,
  type Reader,
} from "./document-reader.ts";
import type { BlockReference } from "./epoch-inputs.ts";

/** The format tag of {@link ScoreFile}. */
export const SCORE_FORMAT = "score-file-v1";

/** What a validator found one version of one contribution to be worth. */
export type ContributionScore = {
  readonly contributionId: Hex32;
  /** 1 … 2^32 − 1. */
  readonly version: number;
  /** 0 … 2^32 − 1. */
  readonly units: number;
  /** Codes of the ruleset, in its order; no influence on money. */
  readonly reasons: readonly string[];
};

/** The scores of one validator for one epoch (docs/rewards.md §9.1). */
export type ScoreFile = {
  readonly format: typeof SCORE_FORMAT;
  readonly chainId: bigint;
  readonly registry: Address;
  readonly epoch: number;
  readonly validator: Address;
  readonly rulesetHash: Hex32;
  /** 32 random bytes that keep the committed hash from being guessed before the reveal. */
  readonly salt: Hex32;
  readonly snapshotBlock: BlockReference;
  /** Strictly ascending by contribution id. */
  readonly scores: readonly ContributionScore[];
};

/** What a score file must agree with before it may be used. */
export type ScoreFileContext = Pick<
  ScoreFile,
  "chainId" | "registry" | "epoch" | "validator" | "rulesetHash" | "snapshotBlock"
>;

const LEAVE_OUT = "Leave this validator's file out of the report; its bit in filesBitmap stays 0.";

// The pattern keeps free text, and so anybody's words, out of a published file.
const reason: Reader<string> = (value, path) => {
  if (typeof value === "string" && /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(value)) return value;
  throw badDocument(path, "a reason code of letters, digits, _ and -");
};

const units: Reader<number> = (value, path) => {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_UINT32) return value;
  throw new InvalidInputError("REWARDS_UNITS_OUT_OF_RANGE", "Expected units to be an integer from 0 to 2^32 − 1.", {
    context: { path },
    hint: LEAVE_OUT,
  });
};

/** Reads `{ number, hash }` of a block. */
export const blockReference = objectOf<BlockReference>({ number: integer(0, MAX_INTEGER), hash: hex32 });

const score = objectOf<ContributionScore>({
  contributionId: hex32,
  version: integer(1, MAX_UINT32),
  units,
  reasons: listOf(reason),
});

const scoreFile = objectOf<ScoreFile>({
  format: literal(SCORE_FORMAT),
  chainId: uint(64),
  registry: address,
  epoch: integer(1, MAX_INTEGER),
  validator: address,
  rulesetHash: hex32,
  salt: hex32,
  snapshotBlock: blockReference,
  scores: ascendingListOf(score, (item) => item.contributionId),
});

/**
 * Writes the one byte string of `file`; its SHA-256 is what the validator commits to.
 *
 * @throws {InvalidInputError} the codes of {@link parseScoreFile}: what is written can be read.
 */
export function serialiseScoreFile(file: ScoreFile): Uint8Array<ArrayBuffer> {
  const bytes = canonicalJsonBytes(file);
  scoreFile(parseJson(bytes), "$");
  return bytes;
}

/**
 * Reads a score file of any origin.
 *
 * @throws {InvalidInputError} `REWARDS_BAD_DOCUMENT` (shape), `REWARDS_NOT_ASCENDING`, `REWARDS_DUPLICATE`,
 * `REWARDS_UNITS_OUT_OF_RANGE`, `REWARDS_NOT_CANONICAL` (the bytes are not those of {@link serialiseScoreFile}).
 */
export function parseScoreFile(bytes: Uint8Array): ScoreFile {
  const file = scoreFile(parseJson(bytes), "$");
  if (compareBytes(canonicalJsonBytes(file), bytes) !== 0) {
    throw new InvalidInputError("REWARDS_NOT_CANONICAL", "Expected the score file as canonical JSON.", {
      context: { validator: file.validator, epoch: file.epoch },
      hint: "Write score files with serialiseScoreFile.",
    });
  }
  return file;
}

/**
 * Refuses a score file that was made for another epoch, chain, registry, ruleset, snapshot or validator.
 *
 * @throws {InvalidInputError} `REWARDS_SCORES_WRONG_CHAIN`, `…_WRONG_REGISTRY`, `…_WRONG_EPOCH`, `…_WRONG_VALIDATOR`,
 * `…_WRONG_RULESET`, `…_WRONG_SNAPSHOT`.
 */
export function checkScoreFile(file: ScoreFile, context: ScoreFileContext): void {
  const sameBlock =
    file.snapshotBlock.number === context.snapshotBlock.number &&
    file.snapshotBlock.hash === context.snapshotBlock.hash;
  const checks: readonly (readonly [string, boolean])[] = [
    ["CHAIN", file.chainId === context.chainId],
    ["REGISTRY", file.registry === context.registry],
    ["EPOCH", file.epoch === context.epoch],
    ["VALIDATOR", file.validator === context.validator],
    ["RULESET", file.rulesetHash === context.rulesetHash],
    ["SNAPSHOT", sameBlock],
  ];
  const wrong = checks.find(([, agrees]) => !agrees);
  if (wrong === undefined) return;
  throw new InvalidInputError(`REWARDS_SCORES_WRONG_${wrong[0]}`, "Expected a score file made for this epoch.", {
    context: { validator: file.validator, fileEpoch: file.epoch, epoch: context.epoch },
    hint: LEAVE_OUT,
  });
}
