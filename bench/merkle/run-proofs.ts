import { median, startClock } from "../readings.ts";
import { generateRecords } from "./generate-records.ts";
import { trees, type TreeName } from "./trees.ts";

/** Asks two trees for proofs, in turns in this process, and prints a {@link ProofReading}: `run-proofs.ts`. */

/** CPU microseconds per proof: ours in the order of the leaves, ours far from one another, the library's. */
export type ProofReading = Readonly<Record<"inOrder" | "scattered" | "library", number>>;

const TURNS = 20;
const MILLION = 1_000_000;
const LIBRARY_LEAVES = 100_000;

const ours = await proverOf("this, SIMD", MILLION);
const library = await proverOf("@openzeppelin/merkle-tree", LIBRARY_LEAVES);
const subjects: Readonly<Record<keyof ProofReading, (i: number) => void>> = {
  inOrder: ours,
  scattered: (i) => {
    ours((i * 7_919) % MILLION);
  },
  library: (i) => {
    library((i * 7_919) % LIBRARY_LEAVES);
  },
};
const proofs = { inOrder: MILLION / TURNS, scattered: MILLION / TURNS, library: 2_000 / TURNS };
const turns: Record<keyof ProofReading, number[]> = { inOrder: [], scattered: [], library: [] };
const names = Object.keys(subjects) as (keyof ProofReading)[];
for (let turn = 0; turn < TURNS; turn++) {
  for (const name of names) turns[name].push(takeTurn(subjects[name], turn * proofs[name], proofs[name]));
}
console.log(JSON.stringify(Object.fromEntries(names.map((name) => [name, median(turns[name])]))));

async function proverOf(name: TreeName, leaves: number): Promise<(index: number) => void> {
  const build = await trees[name](generateRecords(leaves));
  const { prove } = build();
  return (index) => void prove?.(index);
}

function takeTurn(prove: (i: number) => void, first: number, count: number): number {
  const usage = startClock();
  for (let i = first; i < first + count; i++) prove(i);
  return (usage().cpuMs * 1_000) / count;
}
