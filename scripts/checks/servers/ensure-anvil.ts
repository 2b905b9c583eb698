import { existsSync, mkdirSync } from "node:fs";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { root, runCommand } from "../run-command.ts";

const PACKAGE = "@foundry-rs/anvil@1.7.1";
const folder = `${root}.tools`;

/**
 * The anvil program, installed into `.tools` on first use because the lockfile cannot hold it.
 * @throws {RetryableError} ANVIL_NOT_INSTALLED when the registry does not have it for this machine.
 */
export async function anvilProgram(): Promise<string> {
  const program = `${folder}/node_modules/.bin/anvil`;
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const { exitCode, output } = await runCommand("npm", ["install", "--no-save", "--prefix", folder, PACKAGE]);
  if (exitCode === 0) return program;
  throw new RetryableError("ANVIL_NOT_INSTALLED", `${PACKAGE} could not be installed.`, {
    context: { folder },
    cause: new Error(output),
    hint: "Check that the npm registry can be reached; then run again.",
  });
}
