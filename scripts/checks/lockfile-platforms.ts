import { readFileSync } from "node:fs";
import { root } from "./run-command.ts";

/**
 * A package with a binary per platform must have all platforms in the lockfile, otherwise `npm ci` fails for whoever
 * sits at the missing one. Families are recognised by optional dependencies that name an operating system. Each package
 * is pinned by its hash; npm leaves the hashes out when it writes a lockfile beside an installed `node_modules`.
 */
const wanted = [/linux-x64/, /linux-arm64/, /darwin|macos/, /win32|windows/];
type Package = { integrity?: string; optionalDependencies?: Record<string, string> };
const lockfile = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8")) as { packages: Record<string, Package> };

const problems: string[] = [];
for (const [path, { integrity, optionalDependencies = {} }] of Object.entries(lockfile.packages)) {
  if (path !== "" && integrity === undefined) problems.push(`${path}: no integrity`);
  const binaries = Object.keys(optionalDependencies).filter((name) => /linux|darwin|win32|windows/.test(name));
  if (!binaries.some((name) => name.includes("linux"))) continue;
  const locked = binaries.filter((name) => Object.keys(lockfile.packages).some((key) => key.endsWith(`/${name}`)));
  for (const platform of wanted) {
    const offered = binaries.some((name) => platform.test(name));
    if (offered && !locked.some((name) => platform.test(name))) problems.push(`${path}: no ${platform.source} binary`);
  }
}
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
