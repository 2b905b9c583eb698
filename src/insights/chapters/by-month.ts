import { barChart } from "../charts/bar-chart.ts";
import { chart, legend, type Markup } from "../format-page.ts";
import { monthName } from "../local-time.ts";
import { monthsThrough } from "../months.ts";
import { Counts } from "../tally.ts";
import { number } from "./words.ts";

/** How much there is of several things by month. */
export type ByMonth = {
  readonly title: string;
  readonly months: readonly {
    readonly month: number;
    readonly counts: readonly (readonly [name: string, count: number])[];
  }[];
};

/** Things that a chart tells apart; what is left of them is one more. */
const MOST_SERIES = 5;
const REST = "all others";

/** Stacked bars by month, of the five largest and the others; nothing when there is no month. */
export function chartByMonth({ title, months }: ByMonth): Markup[] {
  if (months.length === 0) return [];
  const names = namesOf(months);
  const shown = names.slice(0, MOST_SERIES);
  const series = names.length > shown.length ? [...shown, REST] : shown;
  const byMonth = new Map(months.map(({ month, counts }) => [month, new Map(counts)]));
  const rows = monthsThrough(byMonth.keys()).map((month) => ({
    month,
    parts: partsOf(byMonth.get(month), shown, series),
  }));
  return [
    chart(
      barChart({ title, series, bars: rows.map(({ month, parts }) => ({ label: monthName(month), parts })) }),
      `${title}.`,
      { head: ["month", ...series], rows: rows.map(({ month, parts }) => [monthName(month), ...parts.map(number)]) },
      legend(series),
    ),
  ];
}

function namesOf(months: ByMonth["months"]): string[] {
  const total = new Counts<string>();
  for (const { counts } of months) for (const [name, count] of counts) total.add(name, count);
  return total.largest().map(([name]) => name);
}

function partsOf(
  counts: ReadonlyMap<string, number> | undefined,
  shown: readonly string[],
  series: readonly string[],
): number[] {
  const known = shown.map((name) => counts?.get(name) ?? 0);
  if (series.length === shown.length) return known;
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  return [...known, sum(counts?.values() ?? []) - sum(known)];
}
