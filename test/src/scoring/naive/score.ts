import { createHmac } from "node:crypto";
import type { Tier } from "../../../../src/scoring/ruleset.ts";
import type { ScorableAccount, ScorableConversation } from "../../../../src/scoring/scorable.ts";
import { count, greatest, least, share, sum } from "./integers.ts";
import { judge, qualifies } from "./language.ts";
import { measure, plausible, type Given, type Measured } from "./measure.ts";

/** What was counted before: fingerprints, and base and pay by `cluster/day`. */
export type NaiveState = {
  readonly fingerprints: Set<bigint>;
  readonly days: Map<string, { base: bigint; paid: bigint }>;
};

export type NaiveInput = Given & {
  readonly conversations: readonly ScorableConversation[];
  readonly account: ScorableAccount;
  readonly owner: string;
  readonly tier: Tier;
  readonly state: NaiveState;
};

type Settled = { readonly measured: Measured; readonly fresh: readonly bigint[]; readonly u: bigint };

/** The score of docs/scoring.md as plain values: what `scoreArchive` gives. */
export function naiveScore(input: NaiveInput) {
  const { ruleset, state, account, tier } = input;
  const read = input.conversations.map((conversation) => measure(conversation, input));
  const settled = settle(judge(read.sort(order), ruleset), state);
  const measures = settled.map(({ measured }) => measured).filter(qualifies);
  const bonus = bonuses(measures, input);
  const name = account.userId === null || account.userId === "" ? `owner:${input.owner}` : `account:${account.userId}`;
  const cluster = `0x${createHmac("sha256", input.fingerprintKey).update(name, "utf8").digest("hex")}`;
  const days = pay(settled, cluster, (1000n + bonus.total) * BigInt(ruleset.T[tier]), input);
  const units = sum(days.map(({ paid }) => paid));
  const reasons = reasonsOf(settled, units, count(days.filter(({ capped }) => capped)));
  const V = sum(measures.map(({ v }) => v));
  const mean = (value: (measured: Measured) => bigint) =>
    V === 0n ? 0n : sum(measures.map((each) => each.v * value(each))) / V;
  const fresh = settled.flatMap((each) => each.fresh);
  const all = sum(measures.map(({ fingerprints }) => count(fingerprints)));
  return {
    units: Number(units),
    breakdown: {
      conversations: power(count(settled)),
      qualifying: power(count(measures)),
      base: power(sum(days.map(({ base }) => base))),
      volume: power(V),
      quality: step(
        mean(({ q }) => q),
        50n,
      ),
      consistency: step(
        mean(({ C }) => C),
        50n,
      ),
      freshness: step(share(count(fresh), all), 50n),
      feedbackBonus: step(bonus.B1, 10n),
      metadataBonus: step(bonus.B2, 10n),
      breadthBonus: step(bonus.B3, 10n),
      bonus: step(bonus.total, 10n),
      tier: ruleset.T[tier],
      reasons: reasons.map(([code, times]) => ({ code, count: power(times) })),
    },
    reasons: reasons.map(([code]) => code),
    delta: {
      fingerprints: fresh.map(Number),
      cluster,
      days: days
        .filter(({ base, paid }) => base > 0n || paid > 0n)
        .map(({ day, base, paid }) => ({ day: Number(day), base: Number(base), paid: Number(paid) })),
    },
  };
}

/** Carries a state forward by what a score added. */
export function advance(state: NaiveState, { delta }: ReturnType<typeof naiveScore>): void {
  for (const fingerprint of delta.fingerprints) state.fingerprints.add(BigInt(fingerprint));
  for (const { day, base, paid } of delta.days) {
    const before = state.days.get(`${delta.cluster}/${day}`) ?? { base: 0n, paid: 0n };
    state.days.set(`${delta.cluster}/${day}`, { base: before.base + BigInt(base), paid: before.paid + BigInt(paid) });
  }
}

/** Section 6. */
function settle(measures: readonly Measured[], state: NaiveState): Settled[] {
  const claimed = new Set(state.fingerprints);
  return [...measures].sort(order).map((measured) => {
    const { v, q, C, fingerprints } = measured;
    const fresh = qualifies(measured) ? fingerprints.filter((each) => !claimed.has(each)) : [];
    for (const each of fresh) claimed.add(each);
    const u = (v * q * share(count(fresh), count(fingerprints)) * C) / 10n ** 9n;
    return { measured, fresh, u: qualifies(measured) ? u : 0n };
  });
}

function order(a: Measured, b: Measured): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  const [first, second] = [a.v * a.q * a.C, b.v * b.q * b.C];
  if (first !== second) return first > second ? -1 : 1;
  const at = a.fingerprints.findIndex((each, i) => each !== b.fingerprints[i]);
  if (at < 0 && a.fingerprints.length === b.fingerprints.length) return a.tokens.length - b.tokens.length;
  if (at < 0) return a.fingerprints.length - b.fingerprints.length;
  const other = b.fingerprints[at];
  return other === undefined || (a.fingerprints[at] ?? 0n) > other ? 1 : -1;
}

/** Section 7. */
function bonuses(measures: readonly Measured[], { ruleset: { bonus }, account, tier, submittedAt }: NaiveInput) {
  const dated = measures.filter(({ time }) => time > 0n);
  const ratings = account.feedback.filter(({ rating, conversationId, createdAt }) => {
    const starts = dated.filter(({ id }) => id === conversationId).map(({ time }) => time);
    const time = plausible(createdAt, submittedAt);
    return (rating === "up" || rating === "down") && starts.length > 0 && time !== null && time >= least(...starts);
  });
  const withText = ratings.filter(({ hasText }) => hasText);
  const B1 = Math.min(bonus.feedbackMax, bonus.perRating * ratings.length + bonus.perRatingText * withText.length);
  const named = measures.filter(({ modelled }) => modelled).length;
  const planKnown = (tier === "idToken" || tier === "idTokenAndChallenge") && account.plan !== "unknown";
  const settings = account.settingsPresent ? bonus.settings : 0;
  const B2 = settings + Math.min(bonus.modelledMax, bonus.perModelled * named) + (planKnown ? bonus.plan : 0);
  const models = new Set(measures.flatMap((each) => each.models)).size;
  const weeks = new Set(dated.map(({ time }) => time / 604800n)).size;
  const breadth =
    bonus.perModel * models +
    bonus.perScript * scriptsOf(measures, bonus.scriptTokens) +
    Math.floor((bonus.perFourWeeks * weeks) / 4);
  const parts = {
    B1: BigInt(B1),
    B2: BigInt(measures.length === 0 ? 0 : B2),
    B3: BigInt(Math.min(bonus.breadthMax, breadth)),
  };
  return { ...parts, total: least(BigInt(bonus.max), parts.B1 + parts.B2 + parts.B3) };
}

function scriptsOf(measures: readonly Measured[], tokens: number): number {
  const counts = new Map<string, number>();
  for (const script of measures.flatMap(({ scripts }) => scripts)) {
    if (script !== null) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return [...counts.values()].filter((times) => times >= tokens).length;
}

/** Section 8. */
function pay(
  settled: readonly Settled[],
  cluster: string,
  F: bigint,
  { state, ruleset }: Pick<NaiveInput, "state" | "ruleset">,
) {
  const DC = BigInt(ruleset.DC);
  const dayOf = ({ measured }: Settled) => measured.time / 86400n;
  const days = [...new Set(settled.map(dayOf))].sort((a, b) => (a < b ? -1 : 1));
  return days.map((day) => {
    const { base: b, paid: p } = state.days.get(`${cluster}/${day}`) ?? { base: 0n, paid: 0n };
    const worth = sum(settled.filter((each) => dayOf(each) === day).map(({ u }) => u));
    const a = b + greatest(0n, least(worth, DC - b));
    const roof = ((a - b) * F + 999_999n) / 10n ** 6n;
    const paid = greatest(0n, least((a * F) / 10n ** 6n - p, roof));
    return { day, base: a - b, paid, capped: a - b < worth };
  });
}

/** Section 10. */
function reasonsOf(settled: readonly Settled[], units: bigint, cappedDays: bigint): [string, bigint][] {
  const found = settled.flatMap(({ measured, fresh, u }) => {
    const zero = qualifies(measured) && u === 0n;
    return [...measured.reasons, ...(zero ? [fresh.length === 0 ? "NOT_FRESH" : "ROUNDED_TO_ZERO"] : [])];
  });
  const codes = [...new Set(found)].map((code): [string, bigint] => [
    code,
    count(found.filter((each) => each === code)),
  ]);
  if (settled.length === 0) codes.push(["NO_CONVERSATION", 1n]);
  if (cappedDays > 0n) codes.push(["DAY_CAP", cappedDays]);
  if (units === 0n && codes.length === 0) codes.push(["ROUNDED_TO_ZERO", 1n]);
  return codes.sort(([a], [b]) => (a < b ? -1 : 1));
}

function power(value: bigint): number {
  let bucket = 1n;
  while (bucket * 2n <= value) bucket *= 2n;
  return value < 1n ? 0 : Number(bucket);
}

function step(value: bigint, size: bigint): number {
  return Number(value - (value % size));
}
