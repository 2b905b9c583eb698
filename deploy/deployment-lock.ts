import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { RetryableError } from "../src/primitives/errors.ts";

/** The run that holds a lock. */
type Holder = {
  readonly pid: number;
  /** Process ids mean nothing on another machine. */
  readonly host: string;
  /** Tells a process from a later one with the same id, where the system does. */
  readonly started: string;
};

/**
 * Runs `run` while no other run deploys to the same chain: two would spoil the journal they share. A lock whose process
 * is gone is taken over.
 *
 * @param folder - Where the journals are kept; the lock lies beside them.
 * @throws {RetryableError} `DEPLOY_ALREADY_RUNNING` while another run holds the lock.
 */
export async function withDeploymentLock<T>(folder: string, chainId: number, run: () => Promise<T>): Promise<T> {
  const path = join(folder, `chain-${chainId}.lock`);
  mkdirSync(folder, { recursive: true });
  if (!take(path)) {
    const holder = readHolder(path);
    if (holder === undefined || lives(holder)) throw alreadyRunning(path, chainId, holder);
    if (!remove(path, holder) || !take(path)) throw alreadyRunning(path, chainId, readHolder(path));
  }
  try {
    return await run();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  const holder: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) ?? "" };
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Removes the lock of a process that is gone; not one that somebody else has put in its place meanwhile. */
function remove(path: string, gone: Holder): boolean {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return false;
  }
  const same = JSON.stringify(readHolder(aside)) === JSON.stringify(gone);
  if (same) rmSync(aside);
  else renameSync(aside, path);
  return same;
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function lives({ pid, host, started }: Holder): boolean {
  return host !== hostname() || startOf(pid) === started;
}

/** When a process began, in words of the system; empty where it has none, undefined when there is no such process. */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
  }
  if (process.platform !== "linux") return "";
  // After the name, which may hold spaces: the state, then by position; the start is the twentieth.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return fields[0] === "Z" ? undefined : fields[19];
}

function alreadyRunning(path: string, chainId: number, holder: Holder | undefined): RetryableError {
  const who = holder === undefined ? "" : ` (pid ${holder.pid} on ${holder.host})`;
  return new RetryableError("DEPLOY_ALREADY_RUNNING", `Another run${who} is deploying to chain ${chainId}.`, {
    hint: `Wait until it ends and run the command again; if there is no such run, remove ${path}.`,
  });
}
