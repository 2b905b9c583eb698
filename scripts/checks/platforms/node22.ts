import { mkdirSync } from "node:fs";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { root, runCommand } from "../run-command.ts";

const VERSION = "22.23.3";

/** Its own folder: npm removes whatever else it finds in a folder when it installs without a list of packages. */
const folder = `${root}.tools/node22`;
const program = `${folder}/node_modules/node/bin/node${process.platform === "win32" ? ".exe" : ""}`;

/**
 * The oldest Node that runs our code as it is, installed into `.tools` on first use because the lockfile holds another.
 * @throws {RetryableError} NODE22_NOT_INSTALLED when the registry does not have it for this machine.
 */
export async function node22Program(): Promise<string> {
  if (await isThere()) return program;
  mkdirSync(folder, { recursive: true });
  // The package is a script that fetches the one for this machine; newer npm runs such scripts only when told to.
  await runCommand("npm", ["install", "--no-save", "--prefix", folder, `node@${VERSION}`, "--ignore-scripts=false"]);
  if (await isThere()) return program;
  throw new RetryableError("NODE22_NOT_INSTALLED", `node@${VERSION} could not be installed or does not run here.`, {
    context: { folder, version: VERSION },
    hint: "Check that the npm registry can be reached and offers the package for this machine; then run again.",
  });
}

async function isThere(): Promise<boolean> {
  return runCommand(program, ["--version"]).then(
    ({ stdout }) => stdout.trim() === `v${VERSION}`,
    () => false,
  );
}
