import { InvariantError } from "../primitives/errors.ts";
import type { Bonus } from "./bonus.ts";
import { describeScore, type Breakdown, type ScoredConversation, type SettledArchive } from "./breakdown.ts";
import { creditDay } from "./day-credit.ts";
import { FingerprintSet } from "./fingerprint-set.ts";
import { divide, permille } from "./integer-math.ts";
import { qualifies, type SettleableMeasure } from "./measure-conversation.ts";
import { compareMeasures } from "./measure-order.ts";
import type { NoveltyDelta, NoveltyState } from "./novelty.ts";
import type { ReasonCode } from "./reason.ts";
import { RepeatFilter } from "./repeat-filter.ts";
import type { Ruleset, Tier } from "./ruleset.ts";
import { settleStanding, type MeasuredStanding } from "./standing.ts";

const SECONDS_PER_DAY = 86_400;
const NONE = new Float64Array();

/** The score of one contribution version. */
export type Score = {
  /** What the version adds to what its text and its cluster were credited before. A safe integer. */
  readonly units: number;
  readonly breakdown: Breakdown;
  /** The codes of {@link Breakdown.reasons}, ascending; never empty when `units` is 0. */
  readonly reasons: readonly ReasonCode[];
  /** To be applied when the version has been counted. */
  readonly delta: NoveltyDelta;
};

/** A measured archive, ready to be set against what was counted before it. */
export type MeasuredArchive = MeasuredStanding & {
  /** In any order. */
  readonly measures: readonly SettleableMeasure[];
  readonly bonus: Bonus;
};

/** An archive whose text has been set against what was counted before it. */
export type ClaimedText = {
  /** In order of time. */
  readonly conversations: readonly ScoredConversation[];
  /** What is fresh, in the order in which it is claimed. */
  readonly fingerprints: readonly number[];
};

/** An archive set against what was counted before it, in full: private to whoever settles it. */
export type Settlement = SettledArchive & {
  /** Self-declared when the mail that would prove more counted for another owner first. */
  readonly tier: Tier;
  readonly delta: NoveltyDelta;
};

/**
 * Credits a measured archive against `novelty`: freshness of each conversation in order of time, then the day caps, then
 * bonus and tier. The second half of {@link scoreArchive}; it reads no text, so it may run long after, or elsewhere.
 */
export function settleArchive(archive: MeasuredArchive, novelty: NoveltyState, ruleset: Ruleset): Score {
  const settlement = creditClaims(archive, claimText(archive, novelty), novelty, ruleset);
  const breakdown = describeScore(settlement, archive.bonus, ruleset.T[settlement.tier]);
  return {
    units: settlement.units,
    breakdown,
    reasons: breakdown.reasons.map(({ code }) => code),
    delta: settlement.delta,
  };
}

/** The first half of {@link settleArchive}, which does not depend on the tier: what is fresh in each conversation. */
export function claimText({ measures }: Pick<MeasuredArchive, "measures">, novelty: NoveltyState): ClaimedText {
  const ordered = measures.toSorted(compareMeasures);
  const parts = ordered.map((measure) => (qualifies(measure) ? measure.fingerprints : NONE));
  const filter = new RepeatFilter(parts);
  const claimed = new FingerprintSet();
  const fingerprints: number[] = [];
  const conversations = ordered.map((measure, index) => {
    const before = fingerprints.length;
    for (const fingerprint of parts[index] ?? NONE) {
      if (novelty.fingerprints.has(fingerprint)) continue;
      if (!filter.mayRepeat(fingerprint) || claimed.add(fingerprint)) fingerprints.push(fingerprint);
    }
    return scoreConversation(measure, fingerprints.length - before);
  });
  return { conversations, fingerprints };
}

/** The second half: day caps, bonus and tier, with every figure as it is instead of a breakdown in buckets. */
export function creditClaims(
  archive: MeasuredStanding & { readonly bonus: Bonus },
  { conversations, fingerprints }: ClaimedText,
  novelty: NoveltyState,
  ruleset: Ruleset,
): Settlement {
  const { tier, cluster, mail, mailReason } = settleStanding(archive, novelty.mails);
  const { bonus } = archive;
  const { credited, capped } = creditDays(conversations, { cluster, bonus, tier }, novelty, ruleset);
  const units = credited.reduce((sum, { paid }) => sum + paid, 0);
  if (!Number.isSafeInteger(units)) {
    throw new InvariantError(
      "SCORING_UNITS_OUT_OF_RANGE",
      "Expected the units of a contribution to be a safe integer.",
    );
  }
  return {
    units,
    base: credited.reduce((sum, { base }) => sum + base, 0),
    conversations,
    capped,
    mailReason,
    tier,
    delta: {
      fingerprints,
      cluster,
      days: credited.filter(({ base, paid }) => base > 0 || paid > 0),
      ...(mail === undefined ? {} : { mail }),
    },
  };
}

/** u = ⌊v·q·φ·C / 10^9⌋; within the bounds of the ruleset the product is below 2^53. */
function scoreConversation(measure: SettleableMeasure, fresh: number): ScoredConversation {
  const freshness = permille(fresh, measure.fingerprints.length);
  const units = divide(measure.volume * measure.quality * freshness * measure.consistency, 1_000_000_000);
  const reasons = [...measure.reasons];
  if (qualifies(measure) && units === 0) reasons.push(fresh === 0 ? "NOT_FRESH" : "ROUNDED_TO_ZERO");
  return { measure, fresh, units, reasons };
}

type CreditedDay = { readonly day: number; readonly base: number; readonly paid: number };

function creditDays(
  conversations: readonly ScoredConversation[],
  { cluster, bonus, tier }: Pick<MeasuredArchive, "cluster" | "bonus" | "tier">,
  novelty: NoveltyState,
  ruleset: Ruleset,
): { readonly credited: readonly CreditedDay[]; readonly capped: number } {
  const unitsOf = new Map<number, number>();
  for (const { measure, units } of conversations) {
    const day = divide(measure.time, SECONDS_PER_DAY);
    unitsOf.set(day, (unitsOf.get(day) ?? 0) + units);
  }
  const factor = (1_000 + bonus.total) * ruleset.T[tier];
  const before = novelty.credits.get(cluster);
  let capped = 0;
  const credited = [...unitsOf]
    .sort(([a], [b]) => a - b)
    .map(([day, units]) => {
      const credit = creditDay(before?.get(day) ?? { base: 0, paid: 0 }, units, factor, ruleset);
      if (credit.base < units) capped++;
      return { day, ...credit };
    });
  return { credited, capped };
}
