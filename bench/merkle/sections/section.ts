import type { Bar } from "../../bars.ts";
import type { Cells } from "../../tables.ts";

/** A table with a sentence that says what its numbers are of, and what is promised of them. */
export type Section = {
  readonly title: string;
  readonly head: Cells;
  readonly rows: readonly Cells[];
  readonly note: string;
  readonly bars: readonly Bar[];
};

/** The way that is measured against the others. */
export const OURS = "this, SIMD";

/** The library whose trees ours are, and the largest tree that it is asked for. */
export const LIBRARY = "@openzeppelin/merkle-tree";
export const LIBRARY_LEAVES = 100_000;

/** Milliseconds as seconds. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(2);
}
