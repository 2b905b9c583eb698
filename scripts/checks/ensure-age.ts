import { existsSync, mkdirSync } from "node:fs";
import { delimiter } from "node:path";
import { root, runCommand } from "./run-command.ts";

/**
 * The PATH with the stock `age` program on it. Where it is not installed, Debian's package is unpacked into `.tools`,
 * which needs no rights; elsewhere the tests that need it fail and say what to install.
 */
export async function pathWithAge(): Promise<string> {
  const path = process.env.PATH ?? "";
  const folder = `${root}.tools/age`;
  const extended = `${folder}/usr/bin${delimiter}${path}`;
  if ((await isThere("age")) || existsSync(`${folder}/usr/bin/age`)) return extended;
  mkdirSync(folder, { recursive: true });
  const download = `cd "${folder}" && apt-get download -q age && dpkg -x age_*.deb .`;
  const { exitCode } = await runCommand("sh", ["-c", `${download} || { apt-get update -q && ${download}; }`]);
  if (exitCode !== 0) console.error("The end-to-end tests need the age program: install the package age.");
  return extended;
}

async function isThere(program: string): Promise<boolean> {
  return runCommand(program, ["--version"]).then(
    ({ exitCode }) => exitCode === 0,
    () => false,
  );
}
