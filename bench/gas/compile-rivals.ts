import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { InterfaceAbi } from "ethers";
import hre from "hardhat";
import { InvariantError } from "../../src/primitives/errors.ts";

/** A contract of `bench/contracts`, ready to deploy. */
export type CompiledContract = { readonly abi: InterfaceAbi; readonly bytecode: string };

type Output = {
  errors?: readonly { severity: string; formattedMessage: string }[];
  contracts?: Record<string, Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>>;
};

type Compiler = {
  compile: (input: string, callbacks: { import: (path: string) => { contents: string } | { error: string } }) => string;
};

const root = new URL("../../", import.meta.url);
const require = createRequire(import.meta.url);

/** Beside which of our contracts each one stands: it is compiled with that contract's settings. */
const counterparts: Readonly<Record<string, string>> = {
  UniswapMerkleDistributor: "contracts/rewards/RewardDistributor.sol",
  MorphoRewardsDistributor: "contracts/rewards/RewardDistributor.sol",
  EigenRewardsCoordinator: "contracts/rewards/RewardDistributor.sol",
  MerklDistributor: "contracts/rewards/RewardDistributor.sol",
  VanaDataRegistry: "contracts/registry/DataRegistry.sol",
  StockGovernor: "contracts/governance/CollectiveGovernor.sol",
  StockTimelock: "contracts/governance/CollectiveGovernor.sol",
};

/**
 * Compiles contracts of `bench/contracts` in memory, with the compiler and the settings of our own. They are no sources
 * of the project: no artifact, no type and no coverage report knows them, so that nothing can deploy them by mistake.
 */
export function compileRivals(names = Object.keys(counterparts)): ReadonlyMap<string, CompiledContract> {
  return new Map(names.map((name) => [name, compileOne(name)]));
}

/** The settings that one of our contracts is compiled with. */
export function compilerSettings(sourceName: string) {
  const profile = hre.config.solidity.profiles.default;
  const compiler = profile?.overrides[sourceName] ?? profile?.compilers[0];
  if (compiler === undefined) throw new InvariantError("BENCH_NO_COMPILER", "hardhat.config.ts names no compiler.");
  return compiler.settings as { optimizer: { runs: number } };
}

function compileOne(name: string): CompiledContract {
  const counterpart = counterparts[name];
  if (counterpart === undefined) throw new InvariantError("BENCH_NO_CONTRACT", `bench/contracts has no ${name}.`);
  const file = `bench/contracts/${name}.sol`;
  const outputSelection = { [file]: { [name]: ["abi", "evm.bytecode.object"] } };
  const settings = { ...compilerSettings(counterpart), outputSelection };
  const input = { language: "Solidity", sources: { [file]: { content: readSource(file) } }, settings };

  const compiler = require("solc") as Compiler;
  const output = JSON.parse(compiler.compile(JSON.stringify(input), { import: findImport })) as Output;
  const problem = output.errors?.find(({ severity }) => severity === "error");
  const contract = output.contracts?.[file]?.[name];
  if (problem !== undefined || contract === undefined) {
    throw new InvariantError("BENCH_DOES_NOT_COMPILE", problem?.formattedMessage ?? `The compiler left ${name} out.`);
  }
  return { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` };
}

function findImport(path: string) {
  try {
    return { contents: readSource(require.resolve(path)) };
  } catch (error) {
    return { error: String(error) };
  }
}

function readSource(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}
