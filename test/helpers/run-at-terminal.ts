import { spawn } from "node:child_process";
import { root } from "./run-program.ts";

/** What a program that ran at a terminal showed there, and how it ended. */
export type TerminalResult = { readonly exitCode: number; readonly shown: string };

/**
 * Runs a shell command at a terminal of its own, by util-linux's `script`, and types an answer at each prompt, a text
 * that the command shows. What the terminal shows includes what it echoes.
 */
export function runAtTerminal(
  command: string,
  answers: readonly (readonly [prompt: string, answer: string])[],
  env: Readonly<Record<string, string>> = {},
): Promise<TerminalResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const waiting = [...answers];
    let shown = "";
    let unseen = 0;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      shown += text;
      const [prompt, answer] = waiting[0] ?? [];
      if (prompt === undefined || !shown.includes(prompt, unseen)) return;
      unseen = shown.length;
      waiting.shift();
      child.stdin.write(`${answer}\r`);
    });
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode: exitCode ?? -1, shown });
    });
  });
}
