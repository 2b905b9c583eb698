import { verifyContract } from "@nomicfoundation/hardhat-verify/verify";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import {
  artifactNames,
  contractNames,
  type ContractName,
  type DeploymentRecord,
} from "../src/chain/deployment-record.ts";
import type { CollectiveConnection } from "./connection.ts";

/** A kind of explorer that sources can be published on. */
export type ExplorerKind = "etherscan" | "blockscout";

/** How publishing one contract's source ended; `problem` is undefined when it is public now. */
export type Publication = {
  readonly contract: ContractName;
  readonly problem: string | undefined;
  /** The explorer did not answer, or was busy: the same may succeed later. */
  readonly passing: boolean;
};

/** Whether Etherscan serves this chain but was not given its key. */
export async function lacksEtherscanKey(hre: HardhatRuntimeEnvironment, chainId: number): Promise<boolean> {
  const known = hre.config.chainDescriptors.get(BigInt(chainId))?.blockExplorers.etherscan;
  return known !== undefined && !(await explorersFor(hre, chainId)).includes("etherscan");
}

/**
 * The kinds of explorer that can be asked for this chain: those that Hardhat or `hardhat.config.ts` knows, Etherscan only
 * with its key.
 */
export async function explorersFor({ config }: HardhatRuntimeEnvironment, chainId: number): Promise<ExplorerKind[]> {
  const known = config.chainDescriptors.get(BigInt(chainId))?.blockExplorers ?? {};
  const hasKey = async () =>
    config.verify.etherscan.apiKey.get().then(
      (key) => key !== "",
      () => false,
    );
  return [
    ...(known.etherscan !== undefined && (await hasKey()) ? (["etherscan"] as const) : []),
    ...(known.blockscout !== undefined ? (["blockscout"] as const) : []),
  ];
}

/**
 * Publishes the sources of recorded contracts on an explorer, with the recorded constructor arguments. What is public
 * already stays as it is.
 */
export async function publishSources(
  hre: HardhatRuntimeEnvironment,
  connection: CollectiveConnection,
  { origin, contracts: addresses }: DeploymentRecord,
  provider: ExplorerKind,
  contracts: readonly ContractName[] = contractNames,
): Promise<Publication[]> {
  // The plugin connects to the network of the command line; this is the same one, already connected to.
  const connected = Object.create(hre, {
    network: { value: { create: () => Promise.resolve(connection) } },
  }) as typeof hre;
  const publications: Publication[] = [];
  for (const contract of contracts) {
    const { sourceName, contractName } = await hre.artifacts.readArtifact(artifactNames[contract]);
    const publication = verifyContract(
      {
        address: addresses[contract],
        constructorArgs: [...origin.constructorArguments[contract]],
        contract: `${sourceName}:${contractName}`,
        provider,
      },
      connected,
    );
    const problem = await publication.then(() => undefined, firstLine);
    publications.push({ contract, problem, passing: problem !== undefined && isPassing(problem) });
  }
  return publications;
}

/** Hardhat's numbers for an explorer that did not answer as it should; a status of 4xx but for two will not heal. */
function isPassing(problem: string): boolean {
  if (/status code 4(?!08|29)\d\d/i.test(problem)) return false;
  return /HHE8000[12]:|rate limit/i.test(problem);
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n").find((line) => line.trim() !== "") ?? "unknown reason";
}
