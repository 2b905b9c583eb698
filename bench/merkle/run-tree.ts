import { startClock, type Usage } from "../readings.ts";
import { generateRecords } from "./generate-records.ts";
import { trees, type Built, type TreeName } from "./trees.ts";

/** Builds one tree in this process and prints a {@link TreeReading}: `run-tree.ts <job as JSON>`. */

/** A tree to build, and proofs to ask it for. */
export type TreeJob = { readonly tree: TreeName; readonly leaves: number; readonly proofs: readonly ProofRun[] };

/** `count` proofs, each `step` leaves behind the one before, round and round. */
export type ProofRun = { readonly count: number; readonly step: number };

/** What one build took, and in CPU microseconds what a proof of each run took. The peak is that before the first proof. */
export type TreeReading = Usage & { readonly root: string; readonly proofUs: readonly number[] };

/** Small trees are built again and again until there is something to measure. */
const LEAST_CPU_MS = 200;

console.log(JSON.stringify(await read(JSON.parse(process.argv[2]!) as TreeJob)));

async function read({ tree, leaves, proofs }: TreeJob): Promise<TreeReading> {
  const build = await trees[tree](generateRecords(leaves));
  const usage = startClock();
  let builds = 1;
  let built = build();
  for (; usage().cpuMs < LEAST_CPU_MS; builds++) built = build();
  const { cpuMs, wallMs, peakBytes } = usage();
  return {
    ...{ cpuMs: cpuMs / builds, wallMs: wallMs / builds, peakBytes },
    root: built.root,
    proofUs: proofs.map((run) => proofUs(built, leaves, run)),
  };
}

function proofUs({ prove }: Built, leaves: number, { count, step }: ProofRun): number {
  const usage = startClock();
  for (let i = 0; i < count; i++) prove?.((i * step) % leaves);
  return (usage().cpuMs * 1_000) / count;
}
