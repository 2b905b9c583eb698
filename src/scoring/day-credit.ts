import { divide } from "./integer-math.ts";
import type { DayCredit } from "./novelty.ts";
import type { Ruleset } from "./ruleset.ts";

const MILLION = 1_000_000;

/**
 * What one day adds for its cluster: `units` fresh units, cut so that the day stays within DC, and their pay.
 *
 * With b and a the day's base before and after, F = (1000 + B)·T and p what was paid for the day so far, the pay is
 * ⌊a·F/10^6⌋ − p, but at least 0 and at most ⌈(a − b)·F/10^6⌉. So the parts of an archive are paid together exactly what
 * the whole is when their F are equal, never more than it when they are not, and old units are never paid again.
 */
export function creditDay(before: DayCredit, units: number, factor: number, ruleset: Ruleset): DayCredit {
  const base = Math.max(0, Math.min(units, ruleset.DC - before.base));
  const due = divide((before.base + base) * factor, MILLION) - before.paid;
  const most = divide(base * factor + MILLION - 1, MILLION);
  return { base, paid: Math.max(0, Math.min(due, most)) };
}
