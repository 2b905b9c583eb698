import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { root } from "./run-program.ts";

/** A program that goes on until it is told to end. */
export type RunningProgram = {
  readonly pid: number;
  /** Everything that it wrote so far, to either stream. */
  readonly printed: () => string;
  /** Sends a signal and waits until it is gone; its exit code, null after a signal that it does not catch. */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<number | null>;
};

/** Starts a program in the repository's root and waits until it writes `ready`. */
export async function startProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  ready: string,
): Promise<RunningProgram> {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (piece: string) => {
        text += piece;
        if (text.includes(ready)) resolve();
      });
    }
    child.once("exit", () => {
      reject(new Error(`${command} ${args.join(" ")} ended: ${text}`));
    });
  });
  return {
    pid: child.pid!,
    printed: () => text,
    end: async (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Waits, five minutes at most, until something is so. */
export async function until(what: string, isSo: () => Promise<boolean>, everyMs = 1_000): Promise<void> {
  const last = Date.now() + 300_000;
  while (Date.now() < last) {
    if (await isSo()) return;
    await setTimeout(everyMs);
  }
  throw new Error(`${what} did not happen`);
}
