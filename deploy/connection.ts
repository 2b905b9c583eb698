import hre, { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import { InvalidInputError } from "../src/primitives/errors.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import { explainKey, explainUnreachable } from "./explain-unreachable.ts";

/** The connection as the toolbox extends it. */
export type CollectiveConnection = NetworkConnection<"l1" | "generic" | "op">;

/**
 * Connects to the node of the network with this name, and makes sure that it answers and that its account can be used.
 *
 * @throws {CollectiveError} `CHAIN_UNREACHABLE` and the others of {@link explainAnswer}; `DEPLOY_NOT_CONFIGURED`,
 * `DEPLOY_BAD_URL`, `DEPLOY_BAD_KEY` when a variable is not set or wrong; `DEPLOY_UNKNOWN_NETWORK`.
 */
export async function connectTo(name: string): Promise<CollectiveConnection> {
  return connect(name, async () => {
    const connection = await network.create(name);
    // Keys of our own are looked up without the node, so what is wrong then is the key.
    await connection.ethers.getSigners().catch((cause: unknown) => {
      throw hasOwnKeys(name) ? explainKey(name, cause) : cause;
    });
    return connection;
  });
}

/**
 * Like {@link connectTo}, for commands that only sign: where the accounts are keys on this machine, no node is asked.
 *
 * @throws {CollectiveError} as {@link connectTo}.
 */
export async function connectToSign(name: string): Promise<CollectiveConnection> {
  try {
    const connection = await network.create(name);
    await connection.ethers.getSigners().catch((cause: unknown) => {
      throw hasOwnKeys(name) ? explainKey(name, cause) : cause;
    });
    return connection;
  } catch (cause) {
    throw explainUnreachable(name, cause);
  }
}

/**
 * Like {@link connectTo}, for commands that only read: anyone can call them, without a key.
 *
 * @throws {CollectiveError} as {@link connectTo}, but nothing about keys.
 */
export async function connectToRead(name: string): Promise<CollectiveConnection> {
  if (!hasOwnKeys(name)) return connect(name, () => network.create(name));
  return connect(name, () => network.create({ network: name, override: { accounts: [] } }));
}

async function connect(name: string, create: () => Promise<CollectiveConnection>): Promise<CollectiveConnection> {
  try {
    const connection = await create();
    await connection.ethers.provider.getBlockNumber();
    return connection;
  } catch (cause) {
    throw explainUnreachable(name, cause);
  }
}

/** Whether the network's accounts are keys on this machine, not accounts of the node. */
function hasOwnKeys(name: string): boolean {
  const config = hre.config.networks[name];
  return config?.type === "http" && Array.isArray(config.accounts);
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
