import { startClock, type Usage } from "../readings.ts";
import { generateRecords } from "./generate-records.ts";
import { trees, type TreeName } from "./trees.ts";

/** Builds one tree in this process and prints a {@link TreeReading}: `run-tree.ts <name> <leaves>`. */

/** What one build took. */
export type TreeReading = Usage & { readonly root: string };

/** Small trees are built again and again until there is something to measure. */
const LEAST_CPU_MS = 200;

const [name, leaves] = process.argv.slice(2);
console.log(JSON.stringify(await read(name as TreeName, Number(leaves))));

async function read(tree: TreeName, count: number): Promise<TreeReading> {
  const build = await trees[tree](generateRecords(count));
  const usage = startClock();
  let builds = 1;
  let { root } = build();
  for (; usage().cpuMs < LEAST_CPU_MS; builds++) ({ root } = build());
  const { cpuMs, wallMs, peakBytes } = usage();
  return { cpuMs: cpuMs / builds, wallMs: wallMs / builds, peakBytes, root };
}
