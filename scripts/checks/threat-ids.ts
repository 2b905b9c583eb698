import { globSync, readFileSync } from "node:fs";
import { root } from "./run-command.ts";
import { FAULTS, threatGaps, threatRows, THREATS, type TextFile } from "./threats/threat-gaps.ts";

/** Every threat T1 to T77 and every fault F1 to F42 is tested under its id, or its table says why it does not apply. */
const testFiles: TextFile[] = globSync("test/**/*.{test.ts,t.sol}", { cwd: root })
  .sort()
  .map((path) => ({ path, text: readFileSync(root + path, "utf8") }));
const rowsOf = (document: string) => threatRows(readFileSync(root + document, "utf8"));
const gaps = [
  ...threatGaps(testFiles, rowsOf("docs/threat-model.md")),
  ...threatGaps(testFiles, rowsOf("docs/faults.md"), FAULTS),
];

for (const gap of gaps) console.log(gap);
console.log(`${THREATS.length} threats, ${FAULTS.length} faults, ${gaps.length} gaps`);
process.exitCode = gaps.length === 0 ? 0 : 1;
