import { InvariantError } from "../../src/primitives/errors.ts";
import { describeMachine, versionsOf, type Machine } from "../machine.ts";
import { mediansOf, runRounds, type Job } from "../readings.ts";
import { hashJob, proofJob, treeJob, treeSizes } from "./jobs.ts";
import { treeFigures, type Measured } from "./measured.ts";
import type { HashReading } from "./run-hashers.ts";
import type { ProofReading } from "./run-proofs.ts";
import type { TreeReading } from "./run-tree.ts";
import { building, buildingMillion } from "./sections/building.ts";
import { bySize, tenMillion } from "./sections/growing.ts";
import { hashing } from "./sections/hashing.ts";
import { proving } from "./sections/proving.ts";
import type { Section } from "./sections/section.ts";

/** Everything one run measured. */
export type MerkleReport = Machine & {
  readonly rounds: number;
  readonly measured: Measured;
  readonly sections: readonly Section[];
};

const ROUNDS = 3;
const PEERS = ["@openzeppelin/merkle-tree", "@noble/hashes", "hash-wasm", "ethers"] as const;
const sections = [hashing, building, buildingMillion, proving, tenMillion, bySize] as const;

/**
 * Measures everything, each run in a process of its own; `tell` is told what is measured.
 *
 * @throws {InvariantError} `BENCH_ROOTS_DIFFER` when two ways gave the same leaves different roots.
 */
export function measureMerkle(tell: (what: string) => void): MerkleReport {
  const jobs: Job<HashReading | ProofReading | TreeReading>[] = [hashJob, proofJob, ...treeSizes.map(treeJob)];
  const readings = runRounds(jobs, ROUNDS, tell);
  const runsOf = <Reading>({ name }: Job<Reading>) => (readings.get(name) ?? []) as readonly Reading[];
  const built = treeSizes.map((size) => ({ size, runs: runsOf(treeJob(size)) }));
  for (const count of new Set(treeSizes.map(({ leaves }) => leaves))) {
    const roots = built.filter(({ size }) => size.leaves === count).flatMap(({ runs }) => runs.map(({ root }) => root));
    if (new Set(roots).size > 1) throw new InvariantError("BENCH_ROOTS_DIFFER", `${count} leaves have several roots.`);
  }
  const measured = {
    hashNs: mediansOf(runsOf(hashJob)),
    proofUs: mediansOf(runsOf(proofJob)),
    trees: built.map(({ size, runs }) => treeFigures(size, runs)),
  };
  return {
    ...describeMachine(versionsOf(PEERS)),
    rounds: ROUNDS,
    measured,
    sections: sections.map((section) => section(measured)),
  };
}
