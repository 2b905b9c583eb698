import { InvalidInputError } from "../src/primitives/errors.ts";
import type { DeploymentRecord } from "../src/chain/deployment-record.ts";
import type { CollectiveConnection } from "./connection.ts";
import { readRecord } from "./deployment-files.ts";

/**
 * The record of the deployment to the chain that is connected to.
 *
 * @throws {InvalidInputError} `SCRIPT_NOT_DEPLOYED` when there is none, or it is of another chain with this id.
 */
export async function openRecord(connection: CollectiveConnection): Promise<DeploymentRecord> {
  const { provider } = connection.ethers;
  const first = await provider.getBlock(0);
  const { chainId } = await provider.getNetwork();
  const record = connection.networkConfig.type === "http" ? readRecord(Number(chainId)) : undefined;
  if (record !== undefined && record.genesisHash === first?.hash) return record;
  throw new InvalidInputError("SCRIPT_NOT_DEPLOYED", `The collective is not deployed to ${connection.networkName}.`, {
    hint: "Choose a network with --network; for a local one run npm run deploy -- --network localhost first.",
  });
}
