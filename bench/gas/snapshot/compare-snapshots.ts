import type { Snapshot } from "./recorder.ts";

/** One operation that is not what was committed. */
export type Difference = {
  readonly operation: string;
  readonly committed: number | undefined;
  readonly measured: number | undefined;
};

/** How far a measurement may be from the committed number, either way: 1 %. */
const TOLERANCE_PERCENT = 1;

/** The operations that cost more or less than the tolerance allows, that are new, or that are gone. */
export function compareSnapshots(committed: Snapshot, measured: Snapshot): Difference[] {
  const operations = [...new Set([...Object.keys(committed), ...Object.keys(measured)])].sort();
  return operations
    .map((operation) => ({ operation, committed: committed[operation], measured: measured[operation] }))
    .filter(({ committed: before, measured: after }) => {
      if (before === undefined || after === undefined) return true;
      return Math.abs(after - before) * 100 > before * TOLERANCE_PERCENT;
    });
}

/** One line for a difference: the operation, the old number, the new one, and what lies between. */
export function describeDifference({ operation, committed, measured }: Difference): string {
  if (committed === undefined) return `${operation}: new, ${String(measured)} gas`;
  if (measured === undefined) return `${operation}: not measured any more, was ${committed} gas`;
  const change = measured - committed;
  const percent = ((change * 100) / committed).toFixed(2);
  const sign = change > 0 ? "+" : "";
  return `${operation}: was ${committed}, is ${measured} gas (${sign}${change}, ${sign}${percent} %)`;
}
