import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathWithAge } from "./ensure-age.ts";
import { root, runCommand } from "./run-command.ts";
import { foundryProgram } from "./servers/ensure-foundry.ts";
import { ipfsPackages } from "./servers/ensure-ipfs.ts";
import { postgresPrograms } from "./servers/ensure-postgres.ts";
import { swiftPrograms } from "./servers/ensure-swift.ts";
import { solidityRunsOf } from "./solidity-profiles.ts";

/**
 * Everything dynamic: Solidity tests, then TypeScript tests beside whole programs. Closes with their sum. `TEST_PROFILE`
 * says how thoroughly the Solidity tests run. Nodes that are killed at random are left to `npm run test:deep`.
 */
const endToEnd = globSync("test/e2e/**/*.test.ts", { cwd: root, exclude: ["test/e2e/killed-nodes.test.ts"] }).sort();
const typescript = globSync("test/**/*.test.ts", { cwd: root, exclude: ["test/e2e/**"] }).sort();
type Suite = readonly [name: string, command: string, args: readonly string[], env?: Readonly<Record<string, string>>];
const solidity = solidityRunsOf(process.env.TEST_PROFILE).map((run): Suite => {
  const sizes = `${run.FUZZ_RUNS} inputs, ${run.INVARIANT_RUNS} × ${run.INVARIANT_DEPTH} calls`;
  const name = `Solidity (${sizes}, seed ${BigInt(run.FUZZ_SEED)})`;
  return [name, "hardhat", ["test", "solidity"], run];
});
/** Programs wait for chains and for each other, so that two halves of their tests share the processors well. */
const halves = [0, 1].map((half): Suite => {
  const files = endToEnd.filter((_, index) => index % 2 === half);
  return [
    `End to end (${half + 1} of 2)`,
    "mocha",
    ["--timeout", "600000", ...files],
    { DEPLOY_STATE_FOLDER: ownFolder() },
  ];
});
/** What runs at the same time. The Solidity tests fill every core by themselves, and compile what the others use. */
const stages: readonly (readonly Suite[])[] = [
  ...solidity.map((suite) => [suite]),
  [...halves, ["TypeScript", "hardhat", ["test", "mocha", "--no-compile", ...typescript]]],
];

/** No test takes so long; a suite that hangs, or does not end after its last test, is a failure and not a mystery. */
const SILENCE_MS = 15 * 60_000;

const PATH = await pathWithAge();
// Once, before two suites at a time ask for them. The tests that need them say what is wrong.
const servers = Promise.allSettled([
  foundryProgram("anvil"),
  foundryProgram("cast"),
  ipfsPackages(),
  postgresPrograms(),
  swiftPrograms(),
]);
let passed = 0;
let failed = 0;
for (const stage of stages) {
  if (stage.length > 1) await servers;
  // One suite speaks at a time, from its start or from the end of the one before it.
  let isQuiet: Promise<unknown> = Promise.resolve();
  const running = stage.map(([name, command, args, env]) => {
    const echo = isQuiet.then(() => {
      console.log(`\n${name} tests`);
    });
    const ended = runCommand(command, args, { echo, env: { ...env, PATH }, silenceMs: SILENCE_MS });
    isQuiet = Promise.all([isQuiet, ended]);
    return ended;
  });
  for (const { exitCode, output } of await Promise.all(running)) {
    const passing = count(output, /(\d+) passing/g);
    const failing = count(output, /(\d+) failing/g);
    passed += passing;
    // A suite that died, or that found nothing to run, must not count as green.
    failed += failing > 0 ? failing : exitCode !== 0 || passing === 0 ? 1 : 0;
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** For deployments of one half, which would replace each other's otherwise. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "deployments "));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

function count(output: string, pattern: RegExp): number {
  return [...output.matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);
}
