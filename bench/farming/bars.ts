import type { Bar } from "../bars.ts";

/** What one archive or attack earned against what the honest archive of the same shape earns. */
export type Row = {
  readonly name: string;
  /** ‰ of the honest baseline, rounded to a tenth. */
  readonly earned: number;
  /** `null` where nothing is promised and the figure is only reported. */
  readonly bar: Bar["bar"] | null;
  readonly holds: boolean;
};

/** Judges earned units against the baseline. */
export function toRow(name: string, units: number, baseline: number, bar: Row["bar"] = null): Row {
  const earned = Math.round((10_000 * units) / baseline) / 10;
  const holds = bar === null || ("atMost" in bar ? earned <= bar.atMost : earned >= bar.atLeast);
  return { name, earned, bar, holds };
}
