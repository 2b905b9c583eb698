import { InvariantError } from "../../src/primitives/errors.ts";
import { median } from "../readings.ts";
import type { HashReading } from "./run-hashers.ts";
import type { TreeJob, TreeReading } from "./run-tree.ts";
import type { TreeName } from "./trees.ts";

/** The medians of what was run. */
export type Measured = { readonly hashNs: HashReading; readonly trees: readonly TreeFigures[] };

/** The medians of one tree, and of its proofs in the order in which the job asks for them. */
export type TreeFigures = {
  readonly tree: TreeName;
  readonly leaves: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMegabytes: number;
  readonly proofUs: readonly number[];
};

/** The medians of hashers that ran several times. */
export function hashFigures(runs: readonly HashReading[]): HashReading {
  const names = Object.keys(runs[0] ?? {}) as (keyof HashReading)[];
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name]))])) as HashReading;
}

/** The medians of a tree that was built several times. */
export function treeFigures({ tree, leaves, proofs }: TreeJob, runs: readonly TreeReading[]): TreeFigures {
  return {
    tree,
    leaves,
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    peakMegabytes: median(runs.map(({ peakBytes }) => peakBytes / 1e6)),
    proofUs: proofs.map((_, i) => median(runs.map(({ proofUs }) => proofUs[i] ?? Number.NaN))),
  };
}

/** The figures of a tree. */
export function figuresOf({ trees }: Measured, name: TreeName, size: number): TreeFigures {
  const found = trees.find(({ tree, leaves }) => tree === name && leaves === size);
  if (found === undefined) throw new InvariantError("BENCH_NOT_MEASURED", `Nothing was measured of ${name}.`);
  return found;
}

/** CPU microseconds for each leaf. */
export function leafUs({ cpuMs, leaves }: TreeFigures): number {
  return (cpuMs * 1_000) / leaves;
}
