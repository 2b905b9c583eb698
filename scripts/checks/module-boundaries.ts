import { globSync } from "node:fs";
import { root, runCommand } from "./run-command.ts";

/** Cruises the import table and refuses a green answer that looked at fewer modules than there are files. */
const folders = ["src", "scripts", "deploy", "bench", "test"];
const cruise = await runCommand("depcruise", [
  ...folders,
  "--config",
  ".dependency-cruiser.cjs",
  "--output-type",
  "json",
]);
const report = JSON.parse(cruise.stdout) as {
  modules: { source: string }[];
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
};
for (const { rule, from, to } of report.summary.violations) console.log(`${rule.name}: ${from} → ${to}`);

const cruised = new Set(report.modules.map(({ source }) => source));
const missed = globSync(`{${folders.join(",")}}/**/*.ts`, { cwd: root }).filter((file) => !cruised.has(file));
for (const file of missed) console.log(`not analysed: ${file}`);
process.exitCode = report.summary.violations.length + missed.length === 0 ? 0 : 1;
