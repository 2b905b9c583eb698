import { InvalidInputError } from "../src/primitives/errors.ts";
import type { DeploymentRecord } from "../src/chain/deployment-record.ts";
import type { CollectiveConnection } from "./connection.ts";
import { readRecord, recordPath } from "./deployment-files.ts";

/** The id of development chains, which may be started anew at any time. */
const DEVELOPMENT_CHAIN = 31337;

/**
 * The record of the deployment to the chain that is connected to.
 *
 * @throws {InvalidInputError} `SCRIPT_NOT_DEPLOYED` when there is none, or only of a development chain that was started
 * anew; `DEPLOY_WRONG_CHAIN` when it is of another chain with this id; `CHAIN_BAD_DEPLOYMENT_RECORD` or
 * `CHAIN_OLD_DEPLOYMENT_RECORD` when it cannot be read.
 */
export async function openRecord(connection: CollectiveConnection): Promise<DeploymentRecord> {
  const { provider } = connection.ethers;
  const first = await provider.getBlock(0);
  const chainId = Number((await provider.getNetwork()).chainId);
  if (connection.networkConfig.type !== "http") throw notDeployed(connection, chainId);
  const record = readRecord(chainId);
  if (record?.genesisHash === first?.hash && record !== undefined) return record;
  if (record === undefined || chainId === DEVELOPMENT_CHAIN) throw notDeployed(connection, chainId);
  throw new InvalidInputError(
    "DEPLOY_WRONG_CHAIN",
    `${recordPath(chainId)} is of another chain with the id ${chainId}: expected the first block ` +
      `${record.genesisHash}, the endpoint has ${first?.hash ?? "none"}.`,
    { hint: "Check the RPC URL of this network." },
  );
}

function notDeployed({ networkName, networkConfig }: CollectiveConnection, chainId: number): InvalidInputError {
  const message = `The collective is not deployed to ${networkName}`;
  if (networkConfig.type !== "http" || chainId === DEVELOPMENT_CHAIN) {
    return new InvalidInputError("SCRIPT_NOT_DEPLOYED", `${message}.`, {
      hint: "Choose a network with --network; for a local one run npm run deploy -- --network localhost first.",
    });
  }
  return new InvalidInputError("SCRIPT_NOT_DEPLOYED", `${message}: there is no ${recordPath(chainId)}.`, {
    hint: "Take this file from whoever deployed it, or deploy it yourself.",
  });
}
