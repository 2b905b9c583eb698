import { globSync, readFileSync } from "node:fs";
import { root } from "./run-command.ts";
import { threatGaps, threatRows, THREATS, type TextFile } from "./threats/threat-gaps.ts";

/** Every threat T1 to T77 is tested under its id, or docs/threat-model.md says why it does not apply. */
const testFiles: TextFile[] = globSync("test/**/*.{test.ts,t.sol}", { cwd: root })
  .sort()
  .map((path) => ({ path, text: readFileSync(root + path, "utf8") }));
const gaps = threatGaps(testFiles, threatRows(readFileSync(`${root}docs/threat-model.md`, "utf8")));

for (const gap of gaps) console.log(gap);
console.log(`${THREATS.length} threats, ${gaps.length} gaps`);
process.exitCode = gaps.length === 0 ? 0 : 1;
