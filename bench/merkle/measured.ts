import { InvariantError } from "../../src/primitives/errors.ts";
import { median } from "../readings.ts";
import type { TreeSize } from "./jobs.ts";
import type { HashReading } from "./run-hashers.ts";
import type { ProofReading } from "./run-proofs.ts";
import type { TreeReading } from "./run-tree.ts";
import type { TreeName } from "./trees.ts";

/** The medians of what was run. */
export type Measured = {
  readonly hashNs: HashReading;
  readonly proofUs: ProofReading;
  readonly trees: readonly TreeFigures[];
};

/** The medians of one tree. */
export type TreeFigures = TreeSize & {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMegabytes: number;
};

/** The medians of a tree that was built several times. */
export function treeFigures(size: TreeSize, runs: readonly TreeReading[]): TreeFigures {
  return {
    ...size,
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    peakMegabytes: median(runs.map(({ peakBytes }) => peakBytes / 1e6)),
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
