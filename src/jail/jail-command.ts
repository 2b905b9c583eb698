import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SandboxTools } from "./sandbox-tools.ts";

/** What a jailed program may use up. Going beyond ends it and is never a verdict about what it read. */
export type JailBudget = {
  /** From its start to its last byte. */
  readonly wallMs: number;
  /** Enforced where there is `prlimit`. */
  readonly cpuSeconds: number;
  /** Resident memory, enforced where there is /proc; half of it is the most that JavaScript objects may take anywhere. */
  readonly memoryBytes: number;
  /** The most that its answer may have. */
  readonly answerBytes: number;
};

/** Reserved, not used: V8 and WebAssembly set aside gigabytes of addresses that they never touch. */
const ADDRESS_BYTES = 16 * 2 ** 30;
const MEBIBYTE = 2 ** 20;
/** The engine's spaces for new and for old objects grow slowly, so that the garbage of reading does not pile up. As fast. */
export const slowlyGrowingHeap = ["--max-semi-space-size=4", "--heap-growing-percent=50"] as const;

const root = fileURLToPath(new URL("../../", import.meta.url));

/** All that a parser needs to be loaded: our pure modules, and the libraries, in which there is nothing to hide. */
const readable = [
  ...["package.json", "node_modules"],
  ...["primitives", "export", "scoring", "authenticity", "jail"].map((module) => `src/${module}`),
].map((path) => join(root, path));

/**
 * The command line that runs the TypeScript program `entry` in the jail.
 *
 * Node's permission model refuses files but the program's own code, writing, processes, workers, addons and the
 * inspector; `unshare` leaves no network; `prlimit` bounds processor time and addresses and forbids writing files.
 */
export function jailCommand(entry: string, tools: SandboxTools, budget: JailBudget): readonly [string, ...string[]] {
  const node = [
    process.execPath,
    "--permission",
    ...[...readable, dirname(entry)].map((path) => `--allow-fs-read=${path}`),
    // Otherwise a linked node_modules would have to be readable as a whole, to find out where it leads.
    "--preserve-symlinks",
    "--preserve-symlinks-main",
    "--disable-proto=delete",
    "--disallow-code-generation-from-strings",
    "--disable-wasm-trap-handler",
    "--no-warnings",
    `--max-old-space-size=${Math.floor(budget.memoryBytes / 2 / MEBIBYTE)}`,
    ...slowlyGrowingHeap,
    entry,
  ];
  // At the first processor limit the kernel tells by its signal why; at the second it kills.
  const cpu = `--cpu=${budget.cpuSeconds}:${budget.cpuSeconds + 1}`;
  const limits = ["prlimit", "--core=0", "--fsize=0", cpu, `--as=${ADDRESS_BYTES}`];
  const [command = "", ...args] = [...(tools.noNetwork ?? []), ...(tools.prlimit ? limits : []), ...node];
  return [command, ...args];
}
