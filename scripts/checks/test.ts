import { globSync } from "node:fs";
import { pathWithAge } from "./ensure-age.ts";
import { root, runCommand } from "./run-command.ts";
import { solidityRunsOf } from "./solidity-profiles.ts";

/**
 * Everything dynamic: Solidity tests, TypeScript tests, proofs, then whole programs. Closes with their sum. `TEST_PROFILE`
 * says how thoroughly the Solidity tests run.
 */
const endToEnd = globSync("test/e2e/**/*.test.ts", { cwd: root }).sort();
const typescript = globSync("test/**/*.test.ts", { cwd: root, exclude: ["test/e2e/**"] }).sort();
type Suite = readonly [name: string, command: string, args: readonly string[], env?: Readonly<Record<string, string>>];
const suites: readonly Suite[] = [
  ...solidityRunsOf(process.env.TEST_PROFILE).map((run): Suite => {
    const sizes = `${run.FUZZ_RUNS} inputs, ${run.INVARIANT_RUNS} × ${run.INVARIANT_DEPTH} calls`;
    return [
      `Solidity (${sizes}, seed ${BigInt(run.FUZZ_SEED)})`,
      "hardhat",
      ["test", "solidity", "--no-typechain"],
      run,
    ];
  }),
  ["TypeScript", "hardhat", ["test", "mocha", "--no-compile", ...typescript]],
  ["End to end", "mocha", ["--timeout", "600000", ...endToEnd]],
];

const PATH = await pathWithAge();
let passed = 0;
let failed = 0;
for (const [name, command, args, env] of suites) {
  console.log(`\n${name} tests`);
  const { exitCode, output } = await runCommand(command, args, { echo: true, env: { ...env, PATH } });
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
