import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { runCommand } from "../run-command.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chromium.exe", "chrome.exe"];
const INSTALL = "apt-get install -y -q --no-install-recommends chromium";

/**
 * The path of the Chromium program: the one on the PATH, or else Debian's package, which is installed where that is
 * possible, as root.
 * @throws {RetryableError} CHROMIUM_NOT_INSTALLED when there is none.
 */
export async function chromiumProgram(): Promise<string> {
  const program = onPath() ?? (await installed());
  if (program !== undefined) return program;
  throw new RetryableError("CHROMIUM_NOT_INSTALLED", "Expected a Chromium browser on the PATH, found none.", {
    context: { names: NAMES.join(", ") },
    hint: `Install the package chromium (on Debian, as root: ${INSTALL}) and run again.`,
  });
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installed(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  console.error("Installing Debian's package chromium (once, 120 MB) …");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const { exitCode, output } = await runCommand("sh", ["-c", `${INSTALL} || { apt-get update -q && ${INSTALL}; }`], {
    env,
  });
  if (exitCode !== 0) console.error(output.trimEnd());
  return onPath();
}
