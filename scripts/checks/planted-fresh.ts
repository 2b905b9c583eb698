import { existsSync, globSync, readFileSync } from "node:fs";
import { findPlantedBugs } from "../planted/find-planted-bugs.ts";
import type { PlantedBug } from "../planted/planted-bug.ts";
import { root, runCommand } from "./run-command.ts";

/**
 * Each planted bug still applies to the code as it is and names a rule and a test that exist. Whether the test catches
 * the bug is what `npm run planted` finds out.
 */
const FEWEST = 25;

const bugs = findPlantedBugs(root);
const rules = globSync(["contracts/**/*.sol", "docs/contracts/*.md"], { cwd: root })
  .map((file) => readFileSync(root + file, "utf8"))
  .join("\n");

const problems = (await Promise.all(bugs.map(problemsOf))).flat();
if (bugs.length < FEWEST) problems.push(`expected at least ${FEWEST} planted bugs, got ${bugs.length}`);
const doubled = bugs.filter(({ number }, index) => bugs[index + 1]?.number === number);
for (const { number } of doubled) problems.push(`the number ${number} is taken twice`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

async function problemsOf({ patch, violates, suite, titles, target }: PlantedBug): Promise<string[]> {
  const found: string[] = [];
  const { exitCode, output } = await runCommand("git", ["apply", "--check", patch]);
  if (exitCode !== 0) found.push(`${patch} no longer applies to ${target}, write it anew: ${output.trim()}`);
  for (const rule of violates.filter((name) => !isKnown(name))) found.push(`${patch}: no document knows ${rule}`);
  const tests = existsSync(root + suite) ? readFileSync(root + suite, "utf8") : "";
  for (const title of titles.filter((part) => !tests.includes(part))) {
    found.push(`${patch}: expected "${title}" in ${suite}`);
  }
  return found;
}

/** Threat ids, invariant labels and pages. */
function isKnown(rule: string): boolean {
  if (/^T\d+$/.test(rule)) return Number(rule.slice(1)) >= 1 && Number(rule.slice(1)) <= 86;
  return /^[A-Z]{3}\d+$/.test(rule) ? new RegExp(`\\b${rule}\\b`).test(rules) : existsSync(root + rule);
}
