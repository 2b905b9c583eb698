import type { ArchiveLimits } from "../export/archive-limits.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { BonusRules, Ramp, Ruleset } from "./ruleset.ts";

type Bounds = readonly [least: number, most: number];

const PERMILLE: Bounds = [0, 1_000];

/** Least and most value of each scalar parameter; within them every product of docs/scoring.md stays below 2^53. */
const SCALARS = {
  WU: [0, 10],
  WA: [0, 10],
  UM: [500, 64_000],
  AM: [500, 64_000],
  AR: [0, 64],
  AT: [0, 20_000],
  CC: [1_000, 1_000_000],
  DC: [1_000, 10_000_000],
  S: [8, 256],
  LT: [0, 2_000],
  CG: [2, 1_000],
} as const satisfies Partial<Record<keyof Ruleset, Bounds>>;

const BONUS: Readonly<Record<keyof BonusRules, Bounds>> = {
  max: [0, 300],
  feedbackMax: [0, 300],
  perRating: [0, 100],
  perRatingText: [0, 100],
  settings: [0, 100],
  perModelled: [0, 100],
  modelledMax: [0, 100],
  plan: [0, 100],
  breadthMax: [0, 300],
  perModel: [0, 100],
  perScript: [0, 100],
  scriptTokens: [1, 1_000_000],
  perFourWeeks: [0, 100],
};

const MEBIBYTE = 2 ** 20;

/** At least what the largest genuine exports need, at most what a machine with a few GiB of memory can do. */
const LIMITS: Readonly<Record<keyof ArchiveLimits, Bounds>> = {
  entries: [5_000, 100_000],
  nameBytes: [255, 65_535],
  entryBytes: [256 * MEBIBYTE, 32_768 * MEBIBYTE],
  totalBytes: [256 * MEBIBYTE, 32_768 * MEBIBYTE],
  ratio: [10, 1_032],
  elements: [10_000, 200_000],
  conversationBytes: [18 * MEBIBYTE, 128 * MEBIBYTE],
  conversationValues: [250_000, 5_000_000],
  conversationNodes: [5_000, 200_000],
  conversationDepth: [64, 1_000],
  nestedBytes: [64 * MEBIBYTE, 512 * MEBIBYTE],
  metadataBytes: [MEBIBYTE, 64 * MEBIBYTE],
};

/**
 * Refuses a ruleset that governance may not set, before a score depends on it.
 *
 * @throws {InvalidInputError} `SCORING_RULESET_OUT_OF_BOUNDS` naming the first parameter outside the bounds of docs/scoring.md.
 */
export function checkRuleset(ruleset: Ruleset): void {
  for (const [name, bounds] of Object.entries(SCALARS)) check(name, ruleset[name as keyof typeof SCALARS], bounds);
  for (const [name, bounds] of Object.entries(BONUS)) {
    check(`bonus.${name}`, ruleset.bonus[name as keyof BonusRules], bounds);
  }
  for (const [tier, permille] of Object.entries(ruleset.T)) check(`T.${tier}`, permille, PERMILLE);
  for (const [name, bounds] of Object.entries(LIMITS)) {
    check(`limits.${name}`, ruleset.limits[name as keyof ArchiveLimits], bounds);
  }
  check("mail.maxAgeDays", ruleset.mail.maxAgeDays, [1, 90]);
  ruleset.qD.forEach((permille, turns) => {
    check(`qD.${turns}`, permille, turns === 0 ? [0, 0] : [ruleset.qD[turns - 1] ?? 0, 1_000]);
  });
  for (const name of ["qU", "qA", "qT", "qTHigh", "qTShort"] as const) checkRamp(name, ruleset[name], 1_000);
  checkRamp("qL", ruleset.qL, 10_000);
}

function checkRamp(name: string, [zeroAt, fullAt]: Ramp, most: number): void {
  check(`${name}.0`, zeroAt, [0, most - 1]);
  check(`${name}.1`, fullAt, [zeroAt + 1, most]);
}

function check(parameter: string, value: number, [least, most]: Bounds): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new InvalidInputError(
    "SCORING_RULESET_OUT_OF_BOUNDS",
    `Expected ${parameter} to be an integer from ${least} to ${most}.`,
    {
      context: { parameter, value, least, most },
      hint: "Use the ruleset whose hash governance set for this epoch.",
    },
  );
}
