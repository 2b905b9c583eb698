import { concatBytes, hexToBytes, uintToBytes } from "../primitives/bytes.ts";
import { ByteReader } from "../primitives/byte-reader.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { badFile } from "./bad-file.ts";
import { MAX_UINT32 } from "./document-reader.ts";
import type { BlockReference } from "./epoch-inputs.ts";
import { ID_BYTES, readPacked, type PackedList } from "./packed-list.ts";

/** What a validator found one version of one contribution to be worth. */
export type ContributionScore = {
  readonly contributionId: Hex32;
  /** 1 … 2^32 − 1. */
  readonly version: number;
  /** 0 … 2^32 − 1. */
  readonly units: number;
  /** One bit for each reason code of the ruleset; no influence on money. */
  readonly reasons: bigint;
};

/** What a score file was made for. */
export type ScoreFileHeader = {
  readonly chainId: bigint;
  readonly registry: Address;
  readonly epoch: number;
  readonly validator: Address;
  readonly rulesetHash: Hex32;
  /** 32 random bytes that keep the committed hash from being guessed before the reveal. */
  readonly salt: Hex32;
  readonly snapshotBlock: BlockReference;
};

/** The scores of one validator for one epoch (docs/rewards.md §9.1), packed: id 32 | version u32 | units u32 | reasons u64. */
export type ScoreFile = ScoreFileHeader & { readonly scores: PackedList };

/** What a score file must agree with before it may be used. */
export type ScoreFileContext = Omit<ScoreFileHeader, "salt">;

const MAGIC = "CDCSCOR1";
const HEADER_BYTES = 172;
const UNITS_OFFSET = ID_BYTES + 4;
const REASONS_OFFSET = UNITS_OFFSET + 4;
const SCORE_BYTES = REASONS_OFFSET + 8;

/** Bytes of the file that scores as many as `contributions`. */
export function scoreFileBytes(contributions: number): number {
  return HEADER_BYTES + contributions * SCORE_BYTES;
}

/** The version that score `index` is about. */
export function scoredVersionAt({ view }: PackedList, index: number): number {
  return view.getUint32(index * SCORE_BYTES + ID_BYTES);
}

/** What score `index` says its version is worth. */
export function unitsAt({ view }: PackedList, index: number): number {
  return view.getUint32(index * SCORE_BYTES + UNITS_OFFSET);
}

/**
 * Writes a score file; its SHA-256 is what the validator commits to. `scores` may stand in any order.
 *
 * @throws {InvalidInputError} `REWARDS_UNITS_OUT_OF_RANGE` when units are no u32, and the codes of {@link decodeScoreFile}:
 * what is written can be read.
 */
export function encodeScoreFile(
  header: ScoreFileHeader,
  scores: readonly ContributionScore[],
): Uint8Array<ArrayBuffer> {
  const { chainId, registry, epoch, validator, rulesetHash, salt, snapshotBlock } = header;
  const ascending = scores.toSorted((a, b) => (a.contributionId < b.contributionId ? -1 : 1));
  const bytes = concatBytes(
    new TextEncoder().encode(MAGIC),
    uintToBytes(chainId, 8),
    hexToBytes(registry),
    uintToBytes(epoch, 8),
    hexToBytes(validator),
    hexToBytes(rulesetHash),
    hexToBytes(salt),
    uintToBytes(snapshotBlock.number, 8),
    hexToBytes(snapshotBlock.hash),
    uintToBytes(ascending.length, 4),
    new Uint8Array(ascending.length * SCORE_BYTES),
  );
  const view = new DataView(bytes.buffer);
  for (const [index, { contributionId, version, units, reasons }] of ascending.entries()) {
    if (!Number.isInteger(units) || units < 0 || units > MAX_UINT32) throw unitsOutOfRange(index);
    const start = HEADER_BYTES + index * SCORE_BYTES;
    bytes.set(hexToBytes(contributionId), start);
    view.setUint32(start + ID_BYTES, version);
    view.setUint32(start + UNITS_OFFSET, units);
    view.setBigUint64(start + REASONS_OFFSET, reasons);
  }
  decodeScoreFile(bytes);
  return bytes;
}

/**
 * Reads a score file of any origin.
 *
 * @throws {InvalidInputError} `REWARDS_BAD_FILE`, `REWARDS_NOT_ASCENDING`, `REWARDS_DUPLICATE`.
 */
export function decodeScoreFile(bytes: Uint8Array): ScoreFile {
  const fail = badFile("a score file");
  const reader = new ByteReader(bytes, fail);
  reader.magic(MAGIC);
  const header = {
    chainId: reader.u64(),
    registry: reader.address(),
    epoch: reader.integer(1),
    validator: reader.address(),
    rulesetHash: reader.hex32(),
    salt: reader.hex32(),
    snapshotBlock: { number: reader.integer(), hash: reader.hex32() },
  };
  const scores = readPacked(reader.records(reader.u32(), SCORE_BYTES), SCORE_BYTES, "scores");
  for (let index = 0; index < scores.count; index++) {
    if (scoredVersionAt(scores, index) === 0) throw fail("versions of at least 1");
  }
  return { ...header, scores };
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
    hint: "Leave this validator's file out of the report; its bit in filesBitmap stays 0.",
  });
}

function unitsOutOfRange(index: number): InvalidInputError {
  return new InvalidInputError("REWARDS_UNITS_OUT_OF_RANGE", "Expected units to be an integer from 0 to 2^32 − 1.", {
    context: { index },
  });
}
