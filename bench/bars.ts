import type { Cells } from "./tables.ts";

/** A promise and whether this run kept it. */
export type Bar = {
  readonly name: string;
  readonly measured: number;
  readonly bar: { readonly atLeast: number } | { readonly atMost: number };
  readonly holds: boolean;
};

/** Promises that `measured` is `bar` or more. */
export function atLeast(name: string, measured: number, bar: number): Bar {
  return { name, measured, bar: { atLeast: bar }, holds: measured >= bar };
}

/** Promises that `measured` is `bar` or less. */
export function atMost(name: string, measured: number, bar: number): Bar {
  return { name, measured, bar: { atMost: bar }, holds: measured <= bar };
}

/** The columns of {@link cellsOfBar}. */
export const barHead: Cells = ["", "measured", "bar", ""];

/** A promise as a row of a table. */
export function cellsOfBar({ name, measured, bar, holds }: Bar): Cells {
  return [name, measured.toFixed(measured < 10 ? 2 : 0), describeBar(bar), markOf(holds)];
}

/** A bar in signs. */
export function describeBar(bar: Bar["bar"]): string {
  return "atLeast" in bar ? `≥ ${bar.atLeast.toLocaleString("en")}` : `≤ ${bar.atMost.toLocaleString("en")}`;
}

/** The sign for a promise that was kept, or was not. */
export function markOf(holds: boolean): string {
  return holds ? "✔" : "✘";
}

/** How many promises were kept. */
export function countHeld(bars: readonly { readonly holds: boolean }[]): string {
  return `${bars.filter(({ holds }) => holds).length} of ${bars.length} bars hold.`;
}
