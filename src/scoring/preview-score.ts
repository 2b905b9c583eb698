import { describeExactly, type Figures } from "./breakdown.ts";
import { divide } from "./integer-math.ts";
import { createNoveltyLedger } from "./novelty.ts";
import type { Ruleset, Tier } from "./ruleset.ts";
import { claimText, creditClaims, type MeasuredArchive } from "./settle-archive.ts";

const TIERS: readonly Tier[] = ["selfDeclared", "mailSignature", "idToken", "idTokenAndChallenge"];
const UNITS_PER_STEP = 1_000;
const GRADE_PER_DOUBLING = 60;
const BEST_GRADE = 1_000;

/** What an archive would earn if nothing like it had been counted before. Exact, so for its owner's eyes only. */
export type ScorePreview = Figures & {
  /** Conversations that earn something. */
  readonly earning: number;
  /** B in ‰. */
  readonly bonus: number;
  /** What the archive earns, by how it is shown to be its contributor's. */
  readonly units: Readonly<Record<Tier, number>>;
  /** {@link gradeOf} the units of the best tier: how much history there is, apart from proof. */
  readonly grade: number;
};

/**
 * Settles a measured archive as if it were the first of the collective.
 *
 * The validators sample with a key of their own, so their figures differ a little; and whatever was counted before, of
 * this archive or of another with the same text, is not paid again.
 */
export function previewScore(archive: MeasuredArchive, ruleset: Ruleset): ScorePreview {
  const novelty = createNoveltyLedger();
  const claimed = claimText(archive, novelty);
  const settle = (tier: Tier) => creditClaims({ ...archive, tier }, claimed, novelty, ruleset);
  const units = Object.fromEntries(TIERS.map((tier) => [tier, settle(tier).units])) as Record<Tier, number>;
  const settlement = settle(archive.tier);
  return {
    ...describeExactly(settlement),
    earning: settlement.conversations.filter((conversation) => conversation.units > 0).length,
    bonus: archive.bonus.total,
    units,
    grade: gradeOf(units.idTokenAndChallenge),
  };
}

/**
 * A figure from 0 to 1,000 that a person understands: 60 for every doubling of the units, from 1,000 on. Nothing is paid
 * by it. Integers only; a straight line between two doublings.
 */
export function gradeOf(units: number): number {
  const steps = 1 + divide(units, UNITS_PER_STEP);
  let power = 1;
  let doublings = 0;
  while (power * 2 <= steps) {
    power *= 2;
    doublings++;
  }
  const between = divide(GRADE_PER_DOUBLING * (steps - power), power);
  return Math.min(BEST_GRADE, GRADE_PER_DOUBLING * doublings + between);
}
