import { archiveFiles } from "./archive-files.ts";
import { subjects, type SubjectName } from "./subjects.ts";

/** Runs one subject in this process and prints a {@link Reading}: `run-subject.ts <subject> <megabytes>`. */
const [name, megabytes] = process.argv.slice(2);

/** What one run of a subject took. `cpuMs` is of all threads; a failure is what it failed with. */
export type Reading =
  | { readonly found: number; readonly cpuMs: number; readonly wallMs: number; readonly peakBytes: number }
  | { readonly failure: string };

console.log(JSON.stringify(await read(name as SubjectName, Number(megabytes))));

async function read(subject: SubjectName, size: number): Promise<Reading> {
  const files = archiveFiles(size);
  let cpu = process.cpuUsage();
  let wall = performance.now();
  const start = () => {
    cpu = process.cpuUsage();
    wall = performance.now();
  };
  start();
  try {
    const found = await subjects[subject](files, start);
    const { user, system } = process.cpuUsage(cpu);
    const peakBytes = 1_024 * process.resourceUsage().maxRSS;
    return { found, cpuMs: (user + system) / 1_000, wallMs: performance.now() - wall, peakBytes };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
