import { globSync } from "node:fs";
import { pathWithAge } from "./ensure-age.ts";
import { root, runCommand } from "./run-command.ts";

/** Everything dynamic: Solidity tests, TypeScript tests, then whole programs. Closes with their sum. */
const endToEnd = globSync("test/e2e/**/*.test.ts", { cwd: root }).sort();
const typescript = globSync("test/**/*.test.ts", { cwd: root, exclude: ["test/e2e/**"] }).sort();
const suites: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ["Solidity", "hardhat", ["test", "solidity", "--no-typechain"]],
  ["TypeScript", "hardhat", ["test", "mocha", "--no-compile", ...typescript]],
  ["End to end", "mocha", ["--timeout", "600000", ...endToEnd]],
];

const PATH = await pathWithAge();
let passed = 0;
let failed = 0;
for (const [name, command, args] of suites) {
  console.log(`\n${name} tests`);
  const { exitCode, output } = await runCommand(command, args, { echo: true, env: { PATH } });
  const passing = count(output, /(\d+) passing/g);
  const failing = count(output, /(\d+) failing/g);
  passed += passing;
  // A suite that died, or that found nothing to run, must not count as green.
  failed += failing > 0 ? failing : exitCode !== 0 || passing === 0 ? 1 : 0;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function count(output: string, pattern: RegExp): number {
  return [...output.matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);
}
