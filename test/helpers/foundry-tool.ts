import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root, runProgram } from "./run-program.ts";

const VERSION = "1.7.1";

/** A program of Foundry; it is installed into `.tools` on first use because the lockfile cannot hold it. */
export async function foundryTool(name: "anvil" | "cast"): Promise<{ program: string; folder: string }> {
  const folder = join(root, ".tools");
  const program = join(folder, "node_modules/.bin", name);
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const wanted = `@foundry-rs/${name}@${VERSION}`;
    const { exitCode, stderr } = await runProgram("npm", ["install", "--no-save", "--prefix", folder, wanted]);
    if (exitCode !== 0) throw new Error(`${name} could not be installed: ${stderr}`);
  }
  return { program, folder };
}
