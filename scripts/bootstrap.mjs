import { spawnSync } from "node:child_process";
import { lstatSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Installs the dependencies when they are missing or older than the lockfile; needs nothing but Node 18 and npm. */
const root = fileURLToPath(new URL("..", import.meta.url));

function modifiedAt(path) {
  return statSync(`${root}/${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (modifiedAt("node_modules/.package-lock.json") < modifiedAt("package-lock.json")) {
  if (lstatSync(`${root}/node_modules`, { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(
      "The dependencies are older than package-lock.json, and node_modules is a link: installing would empty",
    );
    console.error("the folder that it leads to. Remove the link, or install there, and run the command again.");
    process.exit(1);
  }
  console.error("Installing dependencies (once, about a minute) …");
  // npm skips Hardhat's native package under Node < 22, so the installation itself runs under Node 24.
  const install = spawnSync("npx", ["-y", "-p", "node@24", "-c", "npm ci --loglevel=error"], {
    cwd: root,
    stdio: ["ignore", process.stderr, process.stderr],
    shell: process.platform === "win32",
  });
  if (install.status !== 0) {
    console.error("Installing failed. Expected a reachable npm registry; check the network and run the command again.");
    process.exit(1);
  }
}
