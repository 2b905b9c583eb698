import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { measureBudget } from "../../src/jail/measure-in-jail.ts";
import { runInJail } from "../../src/jail/run-in-jail.ts";
import type { HostileFile, Outcome } from "./hostile-file.ts";

/** How the reading of one file ended and what it took. */
export type FileReading = {
  readonly outcome: Outcome;
  /** Units on an empty ledger, and on that of the files read before. */
  readonly aloneUnits: number;
  readonly sharedUnits: number;
  readonly cpuSeconds: number;
  /** The most memory that its process ever had; 0 where the system does not tell. */
  readonly peakMebibytes: number;
  readonly isPolluted: boolean;
};

const entry = fileURLToPath(new URL("read-files.ts", import.meta.url));

/** Reads files one after another in one jail; a hang is ended after a minute. */
export async function readTogether(files: readonly HostileFile[]): Promise<FileReading[]> {
  let peakMebibytes = 0;
  const watch = setInterval(() => {
    peakMebibytes = Math.max(peakMebibytes, ...childStatuses().map(peakOf));
  }, 25);
  try {
    const budget = { ...measureBudget, wallMs: 60_000 };
    const answer = await runInJail({ entry, input: streamOf(files), budget });
    const readings = JSON.parse(new TextDecoder().decode(answer)) as FileReading[];
    return readings.map((reading) => ({ ...reading, peakMebibytes }));
  } finally {
    clearInterval(watch);
  }
}

/** What Linux says of our children. What a process says of itself would include the memory of the one it was forked from. */
function childStatuses(): string[] {
  return globSync("/proc/self/task/*/children")
    .flatMap((file) => readOrEmpty(file).trim().split(" "))
    .map((pid) => readOrEmpty(`/proc/${pid}/status`));
}

function peakOf(status: string): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Reads heavy files in a jail each and all others in one. */
export async function readAll(files: readonly HostileFile[]): Promise<Map<HostileFile, FileReading>> {
  const light = files.filter(({ isHeavy }) => isHeavy !== true);
  const groups = [
    ...(light.length > 0 ? [light] : []),
    ...files.filter(({ isHeavy }) => isHeavy).map((file) => [file]),
  ];
  const readings = new Map<HostileFile, FileReading>();
  for (const group of groups) {
    const results = await readTogether(group);
    for (const [index, file] of group.entries()) readings.set(file, results[index]!);
  }
  return readings;
}

function streamOf(files: readonly HostileFile[]): ReadableStream<Uint8Array> {
  const left = [...files];
  return new ReadableStream(
    {
      pull(controller) {
        const file = left.shift();
        if (file === undefined) {
          controller.close();
          return;
        }
        const bytes = file.bytes();
        controller.enqueue(new Uint8Array(Uint32Array.of(bytes.length).buffer));
        if (bytes.length > 0) controller.enqueue(bytes);
      },
    },
    { highWaterMark: 0 },
  );
}
