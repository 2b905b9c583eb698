import { divide } from "./integer-math.ts";
import { qualifies, type ConversationMeasure } from "./measure-conversation.ts";
import { plausibleTime } from "./plausible-time.ts";
import type { Ruleset, Tier } from "./ruleset.ts";
import type { ScorableAccount, ScorableFeedback } from "./scorable.ts";
import { SCRIPT_COUNT } from "./scripts.ts";

/** B1, B2, B3 and their capped sum B, in ‰. */
export type Bonus = {
  readonly feedback: number;
  readonly metadata: number;
  readonly breadth: number;
  readonly total: number;
};

/** What the bonuses are computed from. */
export type BonusInput = {
  readonly measures: readonly ConversationMeasure[];
  readonly account: ScorableAccount;
  readonly tier: Tier;
  readonly submittedAt: number;
};

/**
 * The bonuses of an archive. Each grows with the set of conversations and never shrinks, so that a part of an archive has
 * no higher bonus than the whole. Only conversations that qualify are looked at, fresh or not.
 */
export function archiveBonus(input: BonusInput, ruleset: Ruleset): Bonus {
  const measures = input.measures.filter(qualifies);
  const feedback = feedbackBonus(measures, input, ruleset);
  const metadata = metadataBonus(measures, input, ruleset);
  const breadth = breadthBonus(measures, ruleset);
  return { feedback, metadata, breadth, total: Math.min(ruleset.bonus.max, feedback + metadata + breadth) };
}

function feedbackBonus(measures: readonly ConversationMeasure[], input: BonusInput, { bonus }: Ruleset): number {
  const startOf = new Map<string, number>();
  for (const { id, time } of measures) {
    if (time > 0) startOf.set(id, Math.min(time, startOf.get(id) ?? time));
  }
  const counted = input.account.feedback.filter((item) => belongs(item, startOf, input.submittedAt));
  const withText = counted.filter((item) => item.hasText).length;
  return Math.min(bonus.feedbackMax, bonus.perRating * counted.length + bonus.perRatingText * withText);
}

/** A rating counts when it is of a conversation in this archive and not older than it. */
function belongs(item: ScorableFeedback, startOf: ReadonlyMap<string, number>, submittedAt: number): boolean {
  if (item.rating === "unknown" || item.conversationId === null) return false;
  const start = startOf.get(item.conversationId);
  const time = plausibleTime(item.createdAt, submittedAt);
  return start !== undefined && time !== null && time >= start;
}

function metadataBonus(measures: readonly ConversationMeasure[], input: BonusInput, { bonus }: Ruleset): number {
  if (measures.length === 0) return 0;
  const modelled = measures.filter((measure) => measure.modelled).length;
  const planProven = input.tier.startsWith("idToken") && input.account.plan !== "unknown";
  return (
    (input.account.settingsPresent ? bonus.settings : 0) +
    Math.min(bonus.modelledMax, bonus.perModelled * modelled) +
    (planProven ? bonus.plan : 0)
  );
}

function breadthBonus(measures: readonly ConversationMeasure[], { bonus }: Ruleset): number {
  const models = new Set(measures.flatMap((measure) => measure.models));
  const weeks = new Set(measures.filter(({ time }) => time > 0).map(({ time }) => divide(time, 7 * 86_400)));
  let scripts = 0;
  for (let script = 0; script < SCRIPT_COUNT; script++) {
    const tokens = measures.reduce((sum, measure) => sum + (measure.scriptTokens[script] ?? 0), 0);
    if (tokens >= bonus.scriptTokens) scripts++;
  }
  return Math.min(
    bonus.breadthMax,
    bonus.perModel * models.size + bonus.perScript * scripts + divide(bonus.perFourWeeks * weeks.size, 4),
  );
}
