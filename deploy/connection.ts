import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import { InvalidInputError } from "../src/primitives/errors.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import { explainUnreachable } from "./explain-unreachable.ts";

/** The connection as the toolbox extends it. */
export type CollectiveConnection = NetworkConnection<"l1" | "generic" | "op">;

/**
 * Connects to the node of the network with this name, and makes sure that it answers.
 *
 * @throws {RetryableError} `CHAIN_UNREACHABLE`; {InvalidInputError} `DEPLOY_NOT_CONFIGURED` when a variable is not set.
 */
export async function connectTo(name: string): Promise<CollectiveConnection> {
  try {
    const connection = await network.create(name);
    await connection.ethers.provider.getBlockNumber();
    await connection.ethers.getSigners();
    return connection;
  } catch (cause) {
    throw explainUnreachable(name, cause);
  }
}

/**
 * Makes sure that the endpoint serves the chain that the configuration is for, and gives its id.
 *
 * @throws {InvalidInputError} `DEPLOY_WRONG_CHAIN`.
 */
export async function expectChain({ ethers }: CollectiveConnection, config: DeploymentConfig): Promise<number> {
  const { chainId } = await ethers.provider.getNetwork();
  if (chainId === BigInt(config.chainId)) return config.chainId;
  throw new InvalidInputError(
    "DEPLOY_WRONG_CHAIN",
    `Expected chain ${config.chainId} (${config.network}), the endpoint serves ${chainId}.`,
    { hint: "Check the RPC URL of this network." },
  );
}
