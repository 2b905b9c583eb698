import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The repository's root folder, with a trailing separator. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** What a finished command left behind. `output` holds stdout and stderr in the order they arrived. */
export type CommandResult = { readonly exitCode: number; readonly output: string; readonly stdout: string };

/** Where a command runs, and whether its output is shown as it comes, or from a moment on with what came before. */
export type CommandOptions = {
  echo?: boolean | Promise<unknown>;
  env?: Record<string, string>;
  cwd?: string;
  /** Ends the command when it has printed nothing for so many milliseconds, and says so. */
  silenceMs?: number;
};

/** Runs a command of `node_modules/.bin` or the PATH in `cwd`, else in the repository's root. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    let stdout = "";
    let isShown = options.echo === true;
    if (options.echo instanceof Promise) {
      void options.echo.then(() => {
        isShown = true;
        process.stdout.write(output);
      });
    }
    const giveUp = (): void => {
      child.stderr.emit("data", `\n${command} printed nothing for ${options.silenceMs} ms and was ended.\n`);
      child.kill("SIGKILL");
      // Programs that it started may hold these open for ever.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const silence = options.silenceMs === undefined ? undefined : setTimeout(giveUp, options.silenceMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      stdout += text;
      silence?.refresh();
      if (isShown) process.stdout.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (isShown) process.stderr.write(text);
    });
    child.on("error", reject);
    child.on("close", (exitCode) => {
      clearTimeout(silence);
      resolve({ exitCode: exitCode ?? 1, output, stdout });
    });
  });
}
