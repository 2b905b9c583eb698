import { globSync, mkdirSync } from "node:fs";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { root, runCommand, type CommandResult } from "../run-command.ts";

const PACKAGE = "@foundry-rs/forge@1.7.1";

/** Its own folder: npm removes whatever else it finds in a folder when it installs without a list of packages. */
const folder = `${root}.tools/forge`;

/**
 * The forge program, installed into `.tools` on first use because the lockfile cannot hold it.
 * @throws {RetryableError} FORGE_NOT_INSTALLED when the registry does not have it for this machine.
 */
export async function forgeProgram(): Promise<string> {
  let program = installed();
  if (program === undefined) {
    mkdirSync(folder, { recursive: true });
    await runCommand("npm", ["install", "--no-save", "--prefix", folder, PACKAGE]);
    program = installed();
  }
  if (program === undefined || !(await canFail(program))) {
    throw new RetryableError("FORGE_NOT_INSTALLED", `${PACKAGE} could not be installed or does not run here.`, {
      context: { folder, package: PACKAGE },
      hint: "Check that the npm registry can be reached and offers the package for this machine; then run again.",
    });
  }
  return program;
}

/** The program itself: the package's own launcher ends with 0 whatever happened, so no failing test would show. */
function installed(): string | undefined {
  return globSync(`${folder}/node_modules/@foundry-rs/forge-*/bin/forge*`).at(0);
}

/** Whether the program runs, and says by its exit code when something went wrong. */
async function canFail(program: string): Promise<boolean> {
  const exitCodes = await Promise.all(
    ["--version", "no-such-command"].map((argument) =>
      runCommand(program, [argument]).then(
        ({ exitCode }) => exitCode,
        () => null,
      ),
    ),
  );
  return exitCodes[0] === 0 && exitCodes[1] !== 0 && exitCodes[1] !== null;
}

/** Runs forge in the repository's root and echoes what it prints. The runs are those of hardhat.config.ts. */
export async function forge(
  args: readonly string[],
  options: { echo: boolean; profile?: string },
): Promise<CommandResult> {
  const env: Record<string, string> = { FOUNDRY_PROFILE: options.profile ?? "default" };
  for (const name of ["FUZZ_RUNS", "INVARIANT_RUNS", "INVARIANT_DEPTH"] as const) {
    const value = process.env[name];
    if (value !== undefined) env[`FOUNDRY_${name}`] = value;
  }
  return runCommand(await forgeProgram(), args, { echo: options.echo, env });
}
