import { trackTransaction, wipe } from "@nomicfoundation/ignition-core";
import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import { artifacts } from "hardhat";
import type { CollectiveConnection } from "./connection.ts";
import { findMined, findPatiently, inFlight, isOurs, type ChainTransaction } from "./find-sent.ts";
import { recordSent, type UncertainSend, type UnminedSend } from "./journal.ts";

/**
 * Makes the journal certain of the transactions that an interrupted run was about to send. One that is on the chain or in
 * the node's pool is told to Ignition, which by itself would take it for somebody else's and send it a second time. One
 * that got nowhere, or whose number a transaction of somebody else took, is forgotten, so that its step begins anew:
 * Ignition by itself would refuse to go on.
 *
 * Nothing is sent twice: what is sent for a forgotten step has the same number, of which a chain takes only one, or the
 * number is used up.
 *
 * @param since - A block before the deployment's first transaction.
 * @returns What was forgotten.
 * @throws {RetryableError} `DEPLOY_TRANSACTION_IN_FLIGHT` when one waits in the node's pool and cannot be named yet;
 *   `DEPLOY_NODE_BEHIND` when the node does not know what it should.
 */
export async function adoptSent(
  connection: CollectiveConnection,
  folder: string,
  uncertain: readonly UncertainSend[],
  since: number,
): Promise<readonly UncertainSend[]> {
  const forgotten: UncertainSend[] = [];
  for (const send of uncertain) {
    const found = await findPatiently(connection, send, since);
    if (found.where !== "nowhere" && isOurs(found.transaction, send)) {
      await trackTransaction(folder, found.transaction.hash, connection.provider);
      continue;
    }
    if (found.where === "waiting") throw inFlight(send);
    await wipe(folder, new HardhatArtifactResolver(artifacts), send.step);
    forgotten.push(send);
  }
  return forgotten;
}

/**
 * Writes down the hash under which a sent transaction was mined, when it is none of those in the journal: as when it was
 * sent again at a higher fee, and the answer got lost. Ignition by itself would take it for somebody else's and send it a
 * second time.
 *
 * @param since - A block before the deployment's first transaction.
 * @throws {RetryableError} `DEPLOY_NODE_BEHIND` when the node does not know what it should.
 */
export async function adoptOtherHashes(
  connection: CollectiveConnection,
  folder: string,
  unmined: readonly UnminedSend[],
  since: number,
): Promise<void> {
  const { provider } = connection.ethers;
  for (const send of unmined) {
    const known = await Promise.all(send.hashes.map((hash) => provider.send("eth_getTransactionByHash", [hash])));
    if (known.some((transaction) => transaction !== null)) continue;
    const mined = await findMined(connection, send, since);
    if (mined !== undefined && isOurs(mined, send)) recordSent(folder, send, mined.hash, feesOf(mined));
  }
}

function feesOf({ gasPrice, maxFeePerGas, maxPriorityFeePerGas }: ChainTransaction): Record<string, bigint> {
  return maxFeePerGas !== undefined && maxPriorityFeePerGas !== undefined
    ? { maxFeePerGas: BigInt(maxFeePerGas), maxPriorityFeePerGas: BigInt(maxPriorityFeePerGas) }
    : { gasPrice: BigInt(gasPrice ?? 0) };
}
