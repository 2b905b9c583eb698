import { runCommand } from "./run-command.ts";
import { solidityProfiles } from "./solidity-profiles.ts";

/**
 * What takes too long for every change: two million calls over the campaigns, the second runner with its branch coverage,
 * the planted bugs, the proofs and a deployment killed at each of its transactions. `npm run mutation` is apart.
 */
const [deep] = solidityProfiles.deep;
const build = ["build", "--quiet", "--no-tests", "--no-typechain"];
const steps: readonly (readonly [
  name: string,
  command: string,
  args: readonly string[],
  env?: Record<string, string>,
])[] = [
  ["build", "hardhat", build],
  ["invariant campaigns and fuzzing in Hardhat", "hardhat", ["test", "solidity", "--no-typechain"], deep],
  ["Solidity tests in forge", "tsx", ["scripts/checks/test-forge.ts"]],
  ["branch coverage in forge", "tsx", ["scripts/checks/coverage-forge.ts"]],
  ["proofs of the libraries", "tsx", ["scripts/checks/prove.ts"]],
  ["planted bugs", "tsx", ["scripts/checks/planted.ts"]],
  ["deployment killed at every transaction", "tsx", ["scripts/checks/kill-test.ts"]],
];

const failed: string[] = [];
for (const [name, command, args, env] of steps) {
  console.log(`\n${name}`);
  const { exitCode } = await runCommand(command, args, { echo: true, ...(env && { env }) });
  if (exitCode !== 0) failed.push(name);
}
for (const name of failed) console.log(`✘ ${name}`);
console.log(`\n${steps.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
