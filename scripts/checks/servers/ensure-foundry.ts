import { existsSync, mkdirSync } from "node:fs";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { root, runCommand } from "../run-command.ts";

const VERSION = "1.7.1";

/**
 * A program of Foundry, installed into `.tools` on first use because the lockfile cannot hold it. Each has a folder of its
 * own: npm removes whatever else it finds in a folder when it installs without a list of packages.
 * @throws {RetryableError} FOUNDRY_NOT_INSTALLED when the registry does not have it for this machine.
 */
export async function foundryProgram(name: "anvil" | "cast"): Promise<string> {
  const folder = `${root}.tools/${name}`;
  const program = `${folder}/node_modules/.bin/${name}`;
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const wanted = `@foundry-rs/${name}@${VERSION}`;
  const { exitCode, output } = await runCommand("npm", ["install", "--no-save", "--prefix", folder, wanted]);
  if (exitCode === 0) return program;
  throw new RetryableError("FOUNDRY_NOT_INSTALLED", `${wanted} could not be installed.`, {
    context: { folder },
    cause: new Error(output),
    hint: "Check that the npm registry can be reached; then run again.",
  });
}
