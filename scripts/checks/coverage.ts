import { globSync, readFileSync } from "node:fs";
import { root, runCommand } from "./run-command.ts";

/** Line coverage with its bars: every line of `contracts/` (mocks apart) and 95 % of `src/`. Runs all tests but the end-to-end ones. */
const SRC_BAR_PERCENT = 95;

const tests = globSync("test/**/*.test.ts", { cwd: root, exclude: ["test/e2e/**"] }).sort();
const c8 = ["--reporter=text", "--reporter=json-summary", "--include=src/**", "--reports-dir=coverage/src"];
const run = await runCommand("c8", [...c8, "hardhat", "test", "--coverage", ...tests], {
  echo: true,
});

const contracts = readFileSync(`${root}coverage/lcov.info`, "utf8")
  .split("end_of_record")
  .filter((record) => /^SF:(?!.*mocks\/).*contracts\//m.test(record))
  .map((record) => ({
    file: /^SF:(.*)$/m.exec(record)?.[1] ?? "",
    missed: [...record.matchAll(/^DA:(\d+),0$/gm)].map(([, line]) => line),
  }));
const { total } = JSON.parse(readFileSync(`${root}coverage/src/coverage-summary.json`, "utf8")) as {
  total: { lines: { pct: number } };
};

const incomplete = contracts.filter(({ missed }) => missed.length > 0);
for (const { file, missed } of incomplete) console.log(`✘ ${file}: lines ${missed.join(", ")} are never run`);
console.log(`contracts/: ${contracts.length - incomplete.length} of ${contracts.length} files with every line run`);
console.log(`src/: ${total.lines.pct} % of lines run, the bar is ${SRC_BAR_PERCENT} %`);
const holds =
  run.exitCode === 0 && contracts.length > 0 && incomplete.length === 0 && total.lines.pct >= SRC_BAR_PERCENT;
process.exitCode = holds ? 0 : 1;
