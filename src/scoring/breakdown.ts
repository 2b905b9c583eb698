import type { Bonus } from "./bonus.ts";
import { divide, permille, powerBucket, stepBucket } from "./integer-math.ts";
import { qualifies, type SettleableMeasure } from "./measure-conversation.ts";
import type { MailReason, ReasonCode } from "./reason.ts";

/** ‰ values are told in steps of this. */
const PERMILLE_STEP = 50;
/** Bonuses are told in steps of this. */
const BONUS_STEP = 10;

/**
 * How a score came about, coarse enough to publish: counts and volumes as the power of two below them, shares in steps of
 * 50 ‰, bonuses in steps of 10 ‰. No words, titles, dates or ids.
 */
export type Breakdown = {
  readonly conversations: number;
  /** Conversations of some worth, fresh or not. */
  readonly qualifying: number;
  /** Units credited before bonus and tier. */
  readonly base: number;
  /** Σ v over qualifying conversations. */
  readonly volume: number;
  /** Means over qualifying conversations: q and C by volume, φ by fingerprints; in ‰. */
  readonly quality: number;
  readonly consistency: number;
  readonly freshness: number;
  /** B1, B2, B3, B and T in ‰. */
  readonly feedbackBonus: number;
  readonly metadataBonus: number;
  readonly breadthBonus: number;
  readonly bonus: number;
  readonly tier: number;
  /** Codes ascending, each with the number of conversations (of days for `DAY_CAP`) it applies to. */
  readonly reasons: readonly { readonly code: ReasonCode; readonly count: number }[];
};

/** A conversation with its freshness decided. */
export type ScoredConversation = {
  readonly measure: SettleableMeasure;
  /** How many of its fingerprints were new. */
  readonly fresh: number;
  /** u. */
  readonly units: number;
  readonly reasons: readonly ReasonCode[];
};

/** What a breakdown summarises. */
export type SettledArchive = {
  readonly units: number;
  /** Units credited before bonus and tier. */
  readonly base: number;
  readonly conversations: readonly ScoredConversation[];
  /** How many days gave less than their conversations are worth. */
  readonly capped: number;
  /** Why the export mail that came with the archive does not count. */
  readonly mailReason?: MailReason | undefined;
};

/** The figures of a settled archive as they are: for its owner's eyes only. */
export type Figures = Pick<
  Breakdown,
  "conversations" | "qualifying" | "base" | "volume" | "quality" | "consistency" | "freshness" | "reasons"
>;

/** Summarises a settled archive exactly. */
export function describeExactly(settled: SettledArchive): Figures {
  const qualifying = settled.conversations.filter(({ measure }) => qualifies(measure));
  const total = (value: (scored: ScoredConversation) => number) =>
    qualifying.reduce((sum, scored) => sum + value(scored), 0);
  const volume = total(({ measure }) => measure.volume);
  const meanByVolume = (value: (measure: SettleableMeasure) => number) => {
    const weighted = total(({ measure }) => measure.volume * value(measure));
    return volume === 0 ? 0 : divide(weighted, volume);
  };
  const fresh = total((scored) => scored.fresh);
  return {
    conversations: settled.conversations.length,
    qualifying: qualifying.length,
    base: settled.base,
    volume,
    quality: meanByVolume(({ quality }) => quality),
    consistency: meanByVolume(({ consistency }) => consistency),
    freshness: permille(
      fresh,
      total(({ measure }) => measure.fingerprints.length),
    ),
    reasons: countReasons(settled),
  };
}

/** Summarises a score in buckets. `tier` is T in ‰. */
export function describeScore(settled: SettledArchive, bonus: Bonus, tier: number): Breakdown {
  const exact = describeExactly(settled);
  return {
    conversations: powerBucket(exact.conversations),
    qualifying: powerBucket(exact.qualifying),
    base: powerBucket(exact.base),
    volume: powerBucket(exact.volume),
    quality: stepBucket(exact.quality, PERMILLE_STEP),
    consistency: stepBucket(exact.consistency, PERMILLE_STEP),
    freshness: stepBucket(exact.freshness, PERMILLE_STEP),
    feedbackBonus: stepBucket(bonus.feedback, BONUS_STEP),
    metadataBonus: stepBucket(bonus.metadata, BONUS_STEP),
    breadthBonus: stepBucket(bonus.breadth, BONUS_STEP),
    bonus: stepBucket(bonus.total, BONUS_STEP),
    tier,
    reasons: exact.reasons.map(({ code, count }) => ({ code, count: powerBucket(count) })),
  };
}

function countReasons({ units, conversations, capped, mailReason }: SettledArchive): Breakdown["reasons"] {
  const counts = new Map<ReasonCode, number>();
  for (const code of conversations.flatMap(({ reasons }) => reasons)) counts.set(code, (counts.get(code) ?? 0) + 1);
  if (conversations.length === 0) counts.set("NO_CONVERSATION", 1);
  if (capped > 0) counts.set("DAY_CAP", capped);
  if (units === 0 && counts.size === 0) counts.set("ROUNDED_TO_ZERO", 1);
  if (mailReason !== undefined) counts.set(mailReason, 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, count]) => ({ code, count }));
}
