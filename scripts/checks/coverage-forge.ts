import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { CollectiveError, InvariantError } from "../../src/primitives/errors.ts";
import { branchesOf, miscountedFiles, reportBranches, type Waiver } from "./forge/branches.ts";
import { forge } from "./forge/forge.ts";
import { root } from "./run-command.ts";

/**
 * Branch coverage of `contracts/` (mocks apart) by the Solidity tests alone, with its bar. Every side that no test runs
 * is listed; those that cannot be run are in `forge/branch-waivers.json`, each with its reason.
 */
const BAR_PERCENT = 98;
const lcovFile = ".tools/forge.lcov";

try {
  rmSync(root + lcovFile, { force: true });
  const run = await forge(["coverage", "--report", "lcov", "--report-file", lcovFile], {
    echo: false,
    profile: "coverage",
  });
  if (run.exitCode !== 0 || !existsSync(root + lcovFile)) {
    throw new InvariantError("COVERAGE_NOT_MEASURED", run.output, { hint: "Fix the Solidity tests first." });
  }
  const waivers = JSON.parse(readFileSync(`${root}scripts/checks/forge/branch-waivers.json`, "utf8")) as Waiver[];
  const branches = branchesOf(readFileSync(root + lcovFile, "utf8"), (file) => readFileSync(root + file, "utf8"));
  const { total, covered, missed, staleWaivers } = reportBranches(branches, waivers);

  const files = globSync("contracts/**/*.sol", { cwd: root, exclude: ["contracts/mocks/**"] });
  const miscounted = miscountedFiles(
    branches,
    Object.fromEntries(files.map((file) => [file, readFileSync(root + file, "utf8")])),
  );
  for (const text of miscounted) console.log(`✘ ${text}`);
  for (const { file, line, side, code } of missed) console.log(`${file}:${line} ${side}: ${code}`);
  for (const { file, side, code } of staleWaivers) console.log(`✘ waived for nothing: ${file} ${side}: ${code}`);
  const percent = total === 0 ? 0 : (100 * covered) / total;
  console.log(`${covered} of ${total} branches run, ${percent.toFixed(2)} %; the bar is ${BAR_PERCENT} %`);
  console.log(`${waivers.length - staleWaivers.length} waived`);
  process.exitCode = staleWaivers.length + miscounted.length === 0 && percent >= BAR_PERCENT ? 0 : 1;
} catch (error) {
  if (!(error instanceof CollectiveError)) throw error;
  console.error(`${error.message} ${error.hint ?? ""}`);
  process.exitCode = 1;
}
