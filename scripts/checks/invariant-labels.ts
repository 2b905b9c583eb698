import { globSync, readFileSync } from "node:fs";
import { definedLabels, labelGaps, labelRows, mentionedLabels } from "./invariants/label-gaps.ts";
import { root } from "./run-command.ts";

/** Every numbered invariant of docs/contracts/ stands in docs/invariants.md, and in the code of the campaign that checks it. */
const textOf = (pattern: string): string =>
  globSync(pattern, { cwd: root })
    .sort()
    .map((path) => readFileSync(root + path, "utf8"))
    .join("\n");
const defined = definedLabels(textOf("docs/contracts/*.md"));
const gaps = labelGaps(
  defined,
  labelRows(textOf("docs/invariants.md")),
  mentionedLabels(textOf("test/contracts/{harness,invariants}/**/*.sol")),
);

for (const gap of gaps) console.log(gap);
console.log(`${defined.length} invariants, ${gaps.length} gaps`);
process.exitCode = gaps.length === 0 ? 0 : 1;
