import { runProgram, type Job } from "../readings.ts";
import type { HashReading } from "./run-hashers.ts";
import type { ProofRun, TreeJob, TreeReading } from "./run-tree.ts";
import type { TreeName } from "./trees.ts";

/** Leaves of the tree that is measured in every way but one. */
export const MILLION = 1_000_000;

/** The largest tree that each way is asked for: a run of any takes less than a minute. */
const largest: Readonly<Record<TreeName, number>> = {
  "this, SIMD": 10 * MILLION,
  "this, scalar": 10 * MILLION,
  "flat tree on hash-wasm": MILLION,
  "flat tree on @noble/hashes": MILLION,
  "@openzeppelin/merkle-tree": 100_000,
};

/** Every way and every size. */
export const treeJobs: readonly TreeJob[] = [1_000, 10_000, 100_000, MILLION, 10 * MILLION].flatMap((leaves) =>
  (Object.keys(largest) as TreeName[])
    .filter((tree) => leaves <= largest[tree])
    .map((tree) => ({ tree, leaves, proofs: proofsOf(tree, leaves) })),
);

/** The hashers, all in one process. */
export const hashJob: Job<HashReading> = {
  name: "hashers",
  run: () => runProgram(import.meta.url, "run-hashers.ts", []) as HashReading,
};

/** Builds a tree in a process of its own. */
export function toJob(job: TreeJob): Job<TreeReading> {
  return {
    name: `${job.tree}, ${job.leaves.toLocaleString("en")} leaves`,
    run: () => runProgram(import.meta.url, "run-tree.ts", [JSON.stringify(job)]) as TreeReading,
  };
}

/** Of a million leaves all proofs in their order, and some that lie far from one another; of the library some from everywhere. */
function proofsOf(tree: TreeName, leaves: number): readonly ProofRun[] {
  if (tree === "@openzeppelin/merkle-tree" && leaves === largest[tree]) return [{ count: 2_000, step: leaves / 2_000 }];
  if (tree !== "this, SIMD" || leaves !== MILLION) return [];
  return [
    { count: leaves, step: 1 },
    { count: leaves / 10, step: 7_919 },
  ];
}
