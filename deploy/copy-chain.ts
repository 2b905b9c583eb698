import { network } from "hardhat";
import type { CollectiveConnection } from "./connection.ts";

/**
 * A copy of the connected node's chain in this process, from `blockNumber` on: whatever is done to it, the node does not
 * see it. Close it after use.
 */
export async function copyChain(
  connection: CollectiveConnection,
  chainId: number,
  blockNumber: number,
): Promise<CollectiveConnection> {
  if (connection.networkConfig.type !== "http") throw new TypeError("only a node's chain can be copied");
  const url = await connection.networkConfig.url.get();
  return network.create({ network: "default", override: { chainId, forking: { url, blockNumber } } });
}
