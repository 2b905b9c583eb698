import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { NetworkConnection } from "hardhat/types/network";
import { contractNames, parseDeploymentRecord, type DeploymentRecord } from "../src/chain/deployment-record.ts";
import { InvalidInputError } from "../src/primitives/errors.ts";
import { toAddress, toHex32 } from "../src/primitives/identifiers.ts";
import { rulesetHash, rulesetV1 } from "../src/scoring/ruleset.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import { startDeployment } from "./deployment-start.ts";
import { collectiveModule, roleFunctions, type ResolvedDeployment } from "./modules/collective.ts";

/** What a deployment run left behind. `transactions` is 0 when there was nothing left to do. */
export type DeploymentResult = { readonly record: DeploymentRecord; readonly transactions: number };

/** The connection as the toolbox extends it. */
export type CollectiveConnection = NetworkConnection<"l1" | "generic">;

const folder = fileURLToPath(new URL(".", import.meta.url));

/** Where the record of a chain is kept. */
export function recordPath(chainId: number): string {
  return `${folder}records/${chainId}.json`;
}

/** The record of the last finished deployment to a chain with this id, if there is one. */
export function readRecord(chainId: number): DeploymentRecord | undefined {
  return existsSync(recordPath(chainId)) ? parseDeploymentRecord(readFileSync(recordPath(chainId), "utf8")) : undefined;
}

/**
 * Deploys and wires everything, or finishes what an interrupted run began; writes the record of a lasting chain.
 *
 * @throws {InvalidInputError} `DEPLOY_WRONG_CHAIN` when the endpoint serves another chain than the configuration is for.
 */
export async function deployCollective(
  connection: CollectiveConnection,
  config: DeploymentConfig,
): Promise<DeploymentResult> {
  const { ethers, ignition } = connection;
  const chainId = Number((await ethers.provider.getNetwork()).chainId);
  if (chainId !== config.chainId) {
    throw new InvalidInputError(
      "DEPLOY_WRONG_CHAIN",
      `Expected chain ${config.chainId}, the endpoint serves ${chainId}.`,
      {
        hint: "Check the RPC URL of this network.",
      },
    );
  }
  const lasting = connection.networkConfig.type === "http";
  const first = await ethers.provider.getBlock(0);
  const genesisHash = toHex32(first?.hash ?? "");
  const now = { chainId, genesisHash, deployedAtBlock: await ethers.provider.getBlockNumber() };
  const { deployedAtBlock } = lasting ? startDeployment(`${folder}deployments`, now, readRecord(chainId)) : now;

  const [deployer] = await ethers.getSigners();
  if (deployer === undefined)
    throw new InvalidInputError("DEPLOY_NO_ACCOUNT", "This network has no account to deploy with.");
  const before = await deployer.getNonce();
  const resolved = await resolve(connection, config, {
    deployer: deployer.address,
    firstBlockTime: first?.timestamp ?? 0,
  });
  const deployed = await ignition.deploy(
    collectiveModule(resolved),
    lasting ? { deploymentId: `chain-${chainId}` } : {},
  );

  const record: DeploymentRecord = {
    format: "deployment-record-v1",
    network: config.network,
    chainId,
    genesisHash,
    deployedAtBlock,
    finality: config.policy.finality,
    contracts: Object.fromEntries(
      await Promise.all(
        contractNames.map(async (name) => [name, toAddress(await deployed[name].getAddress())] as const),
      ),
    ) as DeploymentRecord["contracts"],
  };
  if (lasting) {
    mkdirSync(`${folder}records`, { recursive: true });
    writeFileSync(recordPath(chainId), `${JSON.stringify(record, null, 2)}\n`);
  }
  return { record, transactions: (await deployer.getNonce()) - before };
}

async function resolve(
  { ethers }: CollectiveConnection,
  config: DeploymentConfig,
  chain: { deployer: string; firstBlockTime: number },
): Promise<ResolvedDeployment> {
  const person = (choice: string) => (choice === "deployer" ? chain.deployer : choice);
  const artifacts = {
    validators: "ValidatorRegistry",
    registry: "DataRegistry",
    distributor: "RewardDistributor",
    reserve: "RewardReserve",
  };
  const selectors: Record<string, Record<string, string>> = {};
  for (const targets of Object.values(roleFunctions)) {
    for (const [target, functions] of Object.entries(targets)) {
      const { interface: abi } = await ethers.getContractFactory(artifacts[target as keyof typeof artifacts]);
      for (const name of functions as readonly string[]) {
        (selectors[target] ??= {})[name] = abi.getFunction(name)?.selector ?? "";
      }
    }
  }
  return {
    config,
    genesis: BigInt(config.genesis === "chain-genesis" ? chain.firstBlockTime : config.genesis),
    guardian: person(config.guardian),
    foundation: person(config.foundation),
    team: person(config.team),
    rulesetHash: rulesetHash(rulesetV1),
    selectors,
  };
}
