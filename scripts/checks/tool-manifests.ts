import { globSync, readFileSync, writeFileSync } from "node:fs";
import { toolManifest } from "../govern/templates/tool-manifest.ts";
import { toolSource } from "./manifests/tool-source.ts";
import { root, runCommand } from "./run-command.ts";

/**
 * The manifests of our tools name the source that they have now. Their names, versions, purposes and scopes are written by
 * hand; `--write` brings files and code hash up to date, and a tool that was approved is then another one (docs/tools.md).
 */
const isWriting = process.argv.includes("--write");
let isFresh = true;
for (const path of globSync("src/tools/manifests/*.json", { cwd: root }).sort()) {
  const manifest = toolManifest.parse(JSON.parse(readFileSync(root + path, "utf8")));
  const { files, codeHash } = toolSource(root, manifest.entries);
  if (codeHash === manifest.codeHash && JSON.stringify(files) === JSON.stringify(manifest.files)) continue;
  if (isWriting) {
    writeFileSync(root + path, JSON.stringify({ ...manifest, files, codeHash }, null, 2));
    await runCommand("prettier", ["--write", path]);
  } else {
    isFresh = false;
    console.log(`${path} names another source: raise its version, then node scripts/checks/tool-manifests.ts --write`);
  }
}
process.exitCode = isFresh ? 0 : 1;
