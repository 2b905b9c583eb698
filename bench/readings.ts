import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What something took. `cpuMs` is of all threads, `peakBytes` of the whole process since its start. */
export type Usage = { readonly cpuMs: number; readonly wallMs: number; readonly peakBytes: number };

/** Something to measure, which is run in a process of its own. */
export type Job<Reading> = { readonly name: string; readonly run: () => Reading };

/** Begins to measure; what it gives says what was used until then. */
export function startClock(): () => Usage {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const peakBytes = 1_024 * process.resourceUsage().maxRSS;
    return { cpuMs: (user + system) / 1_000, wallMs: performance.now() - wall, peakBytes };
  };
}

/** Runs `program` (from the file `from`) in a process of its own and reads the JSON that it prints. */
export function runProgram(
  from: string,
  program: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
) {
  const file = fileURLToPath(new URL(program, from));
  return JSON.parse(execFileSync(process.execPath, [...nodeOptions, file, ...args], { encoding: "utf8" })) as unknown;
}

/** Runs all jobs round by round, so that a busy minute of the machine is shared by all; `tell` is told what is measured. */
export function runRounds<Reading>(
  jobs: readonly Job<Reading>[],
  rounds: number,
  tell: (what: string) => void,
): ReadonlyMap<string, readonly Reading[]> {
  const readings = new Map<string, Reading[]>(jobs.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const { name, run } of jobs) {
      tell(`round ${round} of ${rounds}: ${name}`);
      readings.get(name)?.push(run());
    }
  }
  return readings;
}

/** The medians of what has several figures and ran several times. */
export function mediansOf<Name extends string>(runs: readonly Readonly<Record<Name, number>>[]): Record<Name, number> {
  const names = Object.keys(runs[0] ?? {}) as Name[];
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name]))])) as Record<Name, number>;
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
