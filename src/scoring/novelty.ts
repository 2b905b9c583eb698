import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { FingerprintSet, type FingerprintLookup } from "./fingerprint-set.ts";
import type { MailUse } from "./standing.ts";

/** What one cluster was credited for one day. */
export type DayCredit = {
  /** Units before bonus and tier, at most DC: what the day cap limits. */
  readonly base: number;
  /** Units paid for them, after bonus and tier. */
  readonly paid: number;
};

/** Everything counted before a contribution, which its score depends on; scoring only reads it. */
export type NoveltyState = {
  readonly fingerprints: FingerprintLookup;
  /** Credits by cluster and day. */
  readonly credits: ReadonlyMap<Hex32, ReadonlyMap<number, DayCredit>>;
  /** The owner for whom each export mail counted first, by the mail's keyed hash. */
  readonly mails: ReadonlyMap<Hex32, Address>;
};

/** A {@link NoveltyState} that {@link applyDelta} carries forward. */
export type NoveltyLedger = {
  readonly fingerprints: FingerprintSet;
  readonly credits: Map<Hex32, Map<number, DayCredit>>;
  readonly mails: Map<Hex32, Address>;
};

/** What a contribution adds to the state once it has been counted. Private: it never leaves the validators. */
export type NoveltyDelta = {
  /** Fingerprints that were new: those of each conversation ascending, in the order of the conversations. */
  readonly fingerprints: readonly number[];
  readonly cluster: Hex32;
  /** What each day adds, by ascending day; days that add nothing are left out. */
  readonly days: readonly (DayCredit & { readonly day: number })[];
  /** The export mail that the tier rests on. */
  readonly mail?: MailUse;
};

/** The state before the first contribution. */
export function createNoveltyLedger(): NoveltyLedger {
  return { fingerprints: new FingerprintSet(), credits: new Map(), mails: new Map() };
}

/**
 * Adds to `ledger`, in place, what a counted contribution brought. Call it once for each counted version, in the order
 * in which they were scored.
 */
export function applyDelta(ledger: NoveltyLedger, delta: NoveltyDelta): void {
  for (const fingerprint of delta.fingerprints) ledger.fingerprints.add(fingerprint);
  if (delta.mail !== undefined) ledger.mails.set(delta.mail.id, delta.mail.owner);
  if (delta.days.length === 0) return;
  const days = ledger.credits.get(delta.cluster) ?? new Map<number, DayCredit>();
  ledger.credits.set(delta.cluster, days);
  for (const { day, base, paid } of delta.days) {
    const before = days.get(day) ?? { base: 0, paid: 0 };
    days.set(day, { base: before.base + base, paid: before.paid + paid });
  }
}
