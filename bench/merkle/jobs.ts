import { runProgram, type Job } from "../readings.ts";
import type { HashReading } from "./run-hashers.ts";
import type { ProofReading } from "./run-proofs.ts";
import type { TreeReading } from "./run-tree.ts";
import type { TreeName } from "./trees.ts";

/** Leaves of the tree that is measured in every way but one. */
export const MILLION = 1_000_000;

/** A way to build the tree, and how large. */
export type TreeSize = { readonly tree: TreeName; readonly leaves: number };

/** The largest tree that each way is asked for: a run of any takes less than a minute. */
const largest: Readonly<Record<TreeName, number>> = {
  "this, SIMD": 10 * MILLION,
  "this, scalar": 10 * MILLION,
  "flat tree on hash-wasm": MILLION,
  "flat tree on @noble/hashes": MILLION,
  "@openzeppelin/merkle-tree": 100_000,
};

/** Every way and every size. */
export const treeSizes: readonly TreeSize[] = [1_000, 10_000, 100_000, MILLION, 10 * MILLION].flatMap((leaves) =>
  (Object.keys(largest) as TreeName[]).filter((tree) => leaves <= largest[tree]).map((tree) => ({ tree, leaves })),
);

/** The hashers, all in one process. */
export const hashJob: Job<HashReading> = {
  name: "hashers",
  run: () => runProgram(import.meta.url, "run-hashers.ts", []) as HashReading,
};

/** The proofs of two trees, in one process. */
export const proofJob: Job<ProofReading> = {
  name: "proofs",
  run: () => runProgram(import.meta.url, "run-proofs.ts", []) as ProofReading,
};

/** One tree in a process of its own. */
export function treeJob({ tree, leaves }: TreeSize): Job<TreeReading> {
  return {
    name: `${tree}, ${leaves.toLocaleString("en")} leaves`,
    run: () => runProgram(import.meta.url, "run-tree.ts", [tree, String(leaves)]) as TreeReading,
  };
}
