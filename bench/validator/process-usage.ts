import { readdirSync, readFileSync } from "node:fs";

/** A process as Linux describes it; memory in bytes, processor time in milliseconds. */
export type ProcessState = {
  readonly pid: number;
  readonly parent: number;
  /** Of all its threads, and of those of its children that have ended and were waited for. */
  readonly cpuMs: number;
  readonly residentBytes: number;
  /** Of what is resident, that which is not shared with a file or another process. */
  readonly privateBytes: number;
};

/** What the peaks of a family of processes were, as far as they were seen. */
export type FamilyPeaks = {
  /** The first process, and the largest of the others. */
  readonly firstBytes: number;
  readonly otherBytes: number;
  /** The largest private memory of one process. */
  readonly privateBytes: number;
};

const TICK_MS = 10;
const KIBIBYTE = 1_024;
const SAMPLE_MS = 250;

/** A process and all that descend from it. */
export function familyOf(first: number): ProcessState[] {
  const stats = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (readOf(name, "stat") ?? []) : []));
  const parents = stats.map((stat) => [Number.parseInt(stat, 10), parentIn(stat)] as const);
  const family = new Set([first]);
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
  }
  return stats.flatMap((stat) => {
    const pid = Number.parseInt(stat, 10);
    const status = family.has(pid) ? readOf(String(pid), "status") : undefined;
    return status === undefined ? [] : parseState(stat, status);
  });
}

/** What a family has used up. Children that ended are in it. */
export function cpuOf(first: number): number {
  return familyOf(first).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** Looks at families again and again until it is ended; gives the peaks of all of them together. */
export function watchPeaks(firsts: readonly number[]): () => FamilyPeaks {
  let peaks: FamilyPeaks = { firstBytes: 0, otherBytes: 0, privateBytes: 0 };
  const look = (): void => {
    for (const first of firsts) {
      for (const { pid, residentBytes, privateBytes } of familyOf(first)) {
        const isFirst = pid === first;
        peaks = {
          firstBytes: Math.max(peaks.firstBytes, isFirst ? residentBytes : 0),
          otherBytes: Math.max(peaks.otherBytes, isFirst ? 0 : residentBytes),
          privateBytes: Math.max(peaks.privateBytes, privateBytes),
        };
      }
    }
  };
  const timer = setInterval(look, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    look();
    return peaks;
  };
}

/** Undefined when the process has ended meanwhile. */
function readOf(pid: string, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return undefined;
  }
}

/** Reads `/proc/<pid>/stat` and `status` (proc(5)); the peak of what is resident, the moment's private part. */
export function parseState(stat: string, status: string): ProcessState {
  const fields = fieldsOf(stat);
  const at = (number: number): number => Number(fields[number - 3]);
  const memory = (name: string): number =>
    KIBIBYTE * Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0);
  return {
    pid: Number.parseInt(stat, 10),
    parent: parentIn(stat),
    cpuMs: TICK_MS * (at(14) + at(15) + at(16) + at(17)),
    residentBytes: memory("VmHWM"),
    privateBytes: memory("RssAnon"),
  };
}

/** From the third on; the name before them may hold anything, spaces and brackets too. */
function fieldsOf(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function parentIn(stat: string): number {
  return Number(fieldsOf(stat)[1]);
}
