import { startClock, type Usage } from "../readings.ts";
import { archiveFiles } from "./archive-files.ts";
import { subjects, type SubjectName } from "./subjects.ts";

/** Runs one subject in this process and prints a {@link Reading}: `run-subject.ts <subject> <megabytes>`. */
const [name, megabytes] = process.argv.slice(2);

/** What one run of a subject took and found, or what it failed with. */
export type Reading = (Usage & { readonly found: number }) | { readonly failure: string };

console.log(JSON.stringify(await read(name as SubjectName, Number(megabytes))));

async function read(subject: SubjectName, size: number): Promise<Reading> {
  const files = archiveFiles(size);
  let usage = startClock();
  try {
    const found = await subjects[subject](files, () => {
      usage = startClock();
    });
    return { found, ...usage() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
