import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Starts a program that serves until its stdin is closed, with an empty folder for its data as its last argument, and
 * waits for the first line that it prints. It ends with this process, and the folder with it.
 */
export async function startServer(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "server-"));
  const child = spawn(program, [...args, folder], { env: { ...process.env, ...environment } });
  process.once("exit", () => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", resolve);
    child.once("error", reject);
    child.once("exit", (code) => {
      reject(new Error(`${program} ended with ${code}: ${complaint}`));
    });
  });
  // It must not keep a test run from ending. Pipes of a child are sockets, whatever their type says.
  child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as unknown as { unref: () => void }).unref();
  return line.trim();
}
