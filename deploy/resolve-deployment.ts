import { rulesetHash, rulesetV1 } from "../src/scoring/ruleset.ts";
import { InvalidInputError } from "../src/primitives/errors.ts";
import { toHex32, type Hex32 } from "../src/primitives/identifiers.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import type { CollectiveConnection } from "./connection.ts";
import { roleFunctions, type ResolvedDeployment } from "./modules/collective.ts";

/** A configuration and what only the chain can tell: who deploys, and where the chain begins. */
export type DeploymentTarget = {
  readonly resolved: ResolvedDeployment;
  readonly deployer: string;
  readonly genesisHash: Hex32;
  /** The last block so far. */
  readonly block: number;
};

const artifactNames = {
  validators: "ValidatorRegistry",
  registry: "DataRegistry",
  access: "DatasetAccess",
  distributor: "RewardDistributor",
  reserve: "RewardReserve",
} as const;

/**
 * Joins a configuration with its chain. Sends nothing.
 *
 * @throws {InvalidInputError} `DEPLOY_NO_ACCOUNT` when the network has no account to send from.
 */
export async function resolveDeployment(
  connection: CollectiveConnection,
  config: DeploymentConfig,
): Promise<DeploymentTarget> {
  const { ethers } = connection;
  const [signer] = await ethers.getSigners();
  if (signer === undefined) {
    throw new InvalidInputError("DEPLOY_NO_ACCOUNT", "This network has no account to deploy with.", {
      hint: "Set DEPLOYER_PRIVATE_KEY in .env (see .env.example), or in Hardhat's keystore.",
    });
  }
  const deployer = signer.address;
  const first = await ethers.provider.getBlock(0);
  const person = (choice: string) => (choice === "deployer" ? deployer : choice);
  return {
    deployer,
    genesisHash: toHex32(first?.hash ?? ""),
    block: await ethers.provider.getBlockNumber(),
    resolved: {
      config,
      genesis: BigInt(config.genesis === "chain-genesis" ? (first?.timestamp ?? 0) : config.genesis),
      guardian: person(config.guardian),
      foundation: person(config.foundation),
      team: person(config.team),
      rulesetHash: rulesetHash(rulesetV1),
      selectors: await selectorsOf(connection),
    },
  };
}

async function selectorsOf({ ethers }: CollectiveConnection): Promise<ResolvedDeployment["selectors"]> {
  const selectors: Record<string, Record<string, string>> = {};
  for (const targets of Object.values(roleFunctions)) {
    for (const [target, functions] of Object.entries(targets)) {
      const { interface: abi } = await ethers.getContractFactory(artifactNames[target as keyof typeof artifactNames]);
      for (const name of functions as readonly string[]) {
        (selectors[target] ??= {})[name] = abi.getFunction(name)?.selector ?? "";
      }
    }
  }
  return selectors;
}
