import { globSync } from "node:fs";
import { root, runCommand } from "./run-command.ts";
import { solidityProfiles } from "./solidity-profiles.ts";

/**
 * What takes too long for every change: two million calls over the campaigns, the second runner with its branch coverage,
 * the planted bugs, the proofs, a large tree, the keys of many files, every network, place and kind
 * of proposal, a deployment killed at each of its transactions, a node killed at each of its steps, nodes and signers
 * killed at random, and twenty simulations.
 * `npm run mutation` and `npm run test:simulation`, with 300 of them, are apart.
 */
const [deep] = solidityProfiles.deep;
// One process for each campaign, because a long one takes gigabytes of memory.
const campaigns = globSync("test/contracts/invariants/*.t.sol", { cwd: root }).sort();
type Step = readonly [name: string, command: string, args: readonly string[], env?: Readonly<Record<string, string>>];
const steps: readonly Step[] = [
  ["build", "hardhat", ["build", "--quiet"]],
  ...campaigns.map((file): Step => [`campaign ${file}`, "hardhat", ["test", "solidity", "--no-compile", file], deep]),
  ["Solidity tests in forge", "node", ["scripts/checks/test-forge.ts"]],
  ["branch coverage in forge", "node", ["scripts/checks/coverage-forge.ts"]],
  ["proofs of the libraries", "node", ["scripts/checks/prove.ts"]],
  ["planted bugs", "node", ["scripts/checks/planted.ts"]],
  [
    "tree of 100,000 leaves",
    "mocha",
    ["--timeout", "600000", "test/src/merkle/tree.test.ts"],
    { TREE_LEAVES: "100000" },
  ],
  [
    "keys and nonces of 100,000 encrypted files",
    "mocha",
    ["--timeout", "600000", "test/src/encryption/unique-keys.test.ts"],
    { ENCRYPTED_FILES: "100000" },
  ],
  [
    "every network, node, place, chunk and proposal",
    "mocha",
    [
      "--exit",
      "--timeout",
      "600000",
      "test/e2e/public-networks.test.ts",
      "test/e2e/standalone-node.test.ts",
      "test/e2e/governing.test.ts",
      "test/e2e/platforms/same-everywhere.test.ts",
      "test/hostile/chunk-borders.test.ts",
    ],
    { TEST_PROFILE: "deep" },
  ],
  ["deployment killed at every transaction", "node", ["scripts/checks/kill-test.ts"]],
  ["node killed at every step", "hardhat", inHardhat("test/simulation/kill-points.test.ts"), { KILL_POINTS: "all" }],
  [
    "real nodes killed at random",
    "mocha",
    ["--exit", "--timeout", "600000", "test/e2e/killed-nodes.test.ts"],
    { NODE_KILLS: "300" },
  ],
  [
    "signers killed at random",
    "hardhat",
    inHardhat("test/src/validator/database/killed-signer.test.ts"),
    { TEST_KILLS: "100" },
  ],
  [
    "20 seeds of 50 simulated epochs",
    "hardhat",
    inHardhat("test/simulation/simulate.test.ts"),
    { SIMULATED_SEEDS: "20", SIMULATED_EPOCHS: "50" },
  ],
];

function inHardhat(file: string): string[] {
  return ["test", "mocha", "--no-compile", file];
}

const failed: string[] = [];
for (const [name, command, args, env] of steps) {
  console.log(`\n${name}`);
  const { exitCode } = await runCommand(command, args, { echo: true, ...(env && { env: { ...env } }) });
  if (exitCode !== 0) failed.push(name);
}
for (const name of failed) console.log(`✘ ${name}`);
console.log(`\n${steps.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
