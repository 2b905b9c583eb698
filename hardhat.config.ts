import { setFlagsFromString } from "node:v8";
import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import dotenv from "dotenv";
import { configVariable, defineConfig } from "hardhat/config";
import ignoreWarnings from "hardhat-ignore-warnings";
import { tasks } from "./scripts/tasks.ts";
import { GAS_MARGIN } from "./src/chain/gas-margin.ts";

// Exports are read on their owners' machines. What is read is garbage soon, and the runtime would take 150 MB for it before it
// clears any away, without being faster; it listens to this only before it has grown.
if (process.argv[2] === "contribute") setFlagsFromString("--semi-space-growth-factor=1");

dotenv.config({ quiet: true });

const require = createRequire(import.meta.url);
const { version } = require("solc/package.json") as { version: string };

/** One compiler for tests and deployments, so that the tested bytecode is the deployed bytecode. */
const compiler = {
  version,
  path: require.resolve("solc/soljson.js"),
  settings: {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: "cancun",
    metadata: { bytecodeHash: "none" as const },
  },
  isolated: false,
  toolVersionsInBuildInfo: true,
};

/** For code that every claim runs: larger, and 300 gas cheaper per claim. */
const hotPath = { ...compiler, settings: { ...compiler.settings, optimizer: { enabled: true, runs: 1_000_000 } } };

const profile = {
  compilers: [compiler],
  overrides: {
    "contracts/rewards/RewardDistributor.sol": hotPath,
    "contracts/token/GPTToken.sol": hotPath,
  },
};

/** The seed of the Solidity tests, of fuzzing and invariants alike, as 0x and 64 hex digits; Hardhat's own without it. */
const fuzzSeed = process.env.FUZZ_SEED;

const deployerKey = [configVariable("DEPLOYER_PRIVATE_KEY")];

/** What all nodes that are reached over HTTP have in common; a silent one is given up after `timeout` milliseconds. */
const node = { type: "http", gasMultiplier: GAS_MARGIN, timeout: 60_000 } as const;

export default defineConfig({
  plugins: [toolbox, ignoreWarnings],
  tasks,
  solidity: {
    splitTestsCompilation: true,
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
    profiles: { default: profile, production: profile },
  },
  warnings: { "npm/**/*": "off" },
  typechain: {
    outDir: "typechain-types",
    tsNocheck: true,
    // What the generator writes has to be finished before Node can load it: `npm run build` does both.
    dontOverrideCompile: process.env.GENERATE_TYPES === undefined,
  },
  paths: { ignition: "deploy", tests: { mocha: "test", solidity: "test" } },
  test: {
    // Some start dozens of programs, beside other suites on two cores.
    mocha: { timeout: 180_000 },
    solidity: {
      fuzz: { runs: Number(process.env.FUZZ_RUNS ?? 256), ...(fuzzSeed && { seed: fuzzSeed }) },
      invariant: {
        runs: Number(process.env.INVARIANT_RUNS ?? 32),
        depth: Number(process.env.INVARIANT_DEPTH ?? 32),
        shrinkRunLimit: Number(process.env.INVARIANT_SHRINK_RUNS ?? 100),
      },
    },
  },
  // Sepolia and Base Sepolia are known to Hardhat, with their Etherscan and Blockscout explorers; Vana's are Blockscouts.
  chainDescriptors: {
    1480: {
      name: "Vana",
      chainType: "generic",
      hardforkHistory: { cancun: { blockNumber: 0 } },
      blockExplorers: {
        blockscout: { name: "Vanascan", url: "https://vanascan.io", apiUrl: "https://vanascan.io/api" },
      },
    },
    14800: {
      name: "Vana Moksha",
      chainType: "generic",
      hardforkHistory: { cancun: { blockNumber: 0 } },
      blockExplorers: {
        blockscout: {
          name: "Vanascan Moksha",
          url: "https://moksha.vanascan.io",
          apiUrl: "https://moksha.vanascan.io/api",
        },
      },
    },
    31337: { name: "Local", chainType: "l1", hardforkHistory: { osaka: { blockNumber: 0 } } },
  },
  networks: {
    default: { type: "edr-simulated", chainType: "l1", chainId: 31337 },
    localhost: { ...node, chainType: "l1", url: process.env.LOCALHOST_RPC_URL ?? "http://127.0.0.1:8545" },
    sepolia: { ...node, chainType: "l1", url: configVariable("SEPOLIA_RPC_URL"), accounts: deployerKey },
    baseSepolia: { ...node, chainType: "op", url: configVariable("BASE_SEPOLIA_RPC_URL"), accounts: deployerKey },
    moksha: { ...node, chainType: "generic", url: configVariable("MOKSHA_RPC_URL"), accounts: deployerKey },
    vana: { ...node, chainType: "generic", url: configVariable("VANA_RPC_URL"), accounts: deployerKey },
  },
  verify: {
    etherscan: { apiKey: configVariable("ETHERSCAN_API_KEY") },
    blockscout: { enabled: true },
    sourcify: { enabled: false },
  },
});
