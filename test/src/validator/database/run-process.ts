import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Tracer } from "../../../../scripts/checks/servers/ensure-strace.ts";
import type { DatabasePlace } from "../../../../src/validator/database/open-database.ts";

/** A running `database-process.ts`. */
export type RunningProcess = {
  readonly lines: readonly string[];
  /** Resolves with the first line that matches, or with undefined when the process ends without it. */
  readonly until: (pattern: RegExp) => Promise<string | undefined>;
  /** Kills it, unless it has ended, and waits for its last line. */
  readonly kill: () => Promise<void>;
  readonly ended: Promise<void>;
};

/** Starts a process that does `command` with the database at `place`. */
export function runProcess(place: DatabasePlace, command: string, ...args: readonly number[]): RunningProcess {
  return follow(spawn(process.execPath, argumentsOf(place, command, args)));
}

/** The same under a tracer, with its own options. */
export function runTraced(
  { program, environment }: Tracer,
  options: readonly string[],
  place: DatabasePlace,
  command: string,
  ...args: readonly number[]
): RunningProcess {
  const whole = [...options, process.execPath, ...argumentsOf(place, command, args)];
  return follow(spawn(program, whole, { env: { ...process.env, ...environment } }));
}

function argumentsOf(place: DatabasePlace, command: string, args: readonly number[]): string[] {
  const program = join(import.meta.dirname, "database-process.ts");
  return ["--disable-warning=ExperimentalWarning", program, JSON.stringify(place), command, ...args.map(String)];
}

function follow(child: ChildProcessWithoutNullStreams): RunningProcess {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let isOver = false;
  const tell = (): void => {
    for (const look of waiting) look();
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    tell();
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const ended = once(child, "close").then(() => {
    if (complaint !== "") lines.push(complaint);
    isOver = true;
    tell();
  });
  return {
    lines,
    until: (pattern) =>
      new Promise((resolve) => {
        const look = (): void => {
          const line = lines.find((each) => pattern.test(each));
          if (line === undefined && !isOver) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        look();
      }),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    ended,
  };
}
