import { barChart } from "../charts/bar-chart.ts";
import { chart, legend, type Markup } from "../format-page.ts";
import { monthName } from "../local-time.ts";
import { monthsThrough } from "../months.ts";
import { Counts } from "../tally.ts";
import { number } from "./words.ts";

/** Bars of parts by month. */
export type StackedMonths = {
  readonly title: string;
  /** What stands below the chart; the title unless told. */
  readonly caption?: string;
  /** What each part of a bar is, from the bottom up. */
  readonly series: readonly string[];
  readonly months: readonly { readonly month: number; readonly parts: readonly number[] }[];
  /** Another column of the table. */
  readonly column?: { readonly head: string; readonly cell: (parts: readonly number[]) => string };
};

/** Stacked bars by month, months without anything among them; nothing when there is no month. */
export function stackedMonths({ title, caption = `${title}.`, series, months, column }: StackedMonths): Markup[] {
  if (months.length === 0) return [];
  const byMonth = new Map(months.map(({ month, parts }) => [month, parts]));
  const nothing = series.map(() => 0);
  const rows = monthsThrough(byMonth.keys()).map((month) => ({
    label: monthName(month),
    parts: byMonth.get(month) ?? nothing,
  }));
  const table = {
    head: ["month", ...series, ...(column === undefined ? [] : [column.head])],
    rows: rows.map(({ label, parts }) => [
      ...[label, ...parts.map(number)],
      ...(column === undefined ? [] : [column.cell(parts)]),
    ]),
  };
  return [chart(barChart({ title, series, bars: rows }), caption, table, legend(series))];
}

/** How much there is of several things by month. */
export type CountedMonths = {
  readonly title: string;
  readonly months: readonly {
    readonly month: number;
    readonly counts: readonly (readonly [name: string, count: number])[];
  }[];
};

/** Things that a chart tells apart; what is left of them is one more. */
const MOST_SERIES = 5;
const REST = "all others";

/** The five largest things and the others by month. */
export function largestByMonth({ title, months }: CountedMonths): Markup[] {
  const total = new Counts<string>();
  for (const { counts } of months) for (const [name, count] of counts) total.add(name, count);
  const names = total.largest().map(([name]) => name);
  const shown = names.slice(0, MOST_SERIES);
  const hasRest = names.length > shown.length;
  return stackedMonths({
    title,
    series: hasRest ? [...shown, REST] : shown,
    months: months.map(({ month, counts }) => {
      const byName = new Map(counts);
      const known = shown.map((name) => byName.get(name) ?? 0);
      return { month, parts: hasRest ? [...known, sumOf(byName.values()) - sumOf(known)] : known };
    }),
  });
}

function sumOf(values: Iterable<number>): number {
  return [...values].reduce((sum, value) => sum + value, 0);
}
