import { trackTransaction } from "@nomicfoundation/ignition-core";
import { RetryableError } from "../src/primitives/errors.ts";
import type { Hex32 } from "../src/primitives/identifiers.ts";
import type { CollectiveConnection } from "./connection.ts";
import type { UncertainSend } from "./journal.ts";

/**
 * Tells Ignition of transactions that an interrupted run sent without writing down their hashes. Ignition by itself would
 * take each for somebody else's and send it a second time. What was never sent is left for Ignition to send.
 *
 * @param since - A block before the deployment's first transaction.
 * @returns How many transactions were found on the chain.
 * @throws {RetryableError} `DEPLOY_TRANSACTION_IN_FLIGHT` when one waits in the node's pool and cannot be named yet.
 */
export async function adoptSent(
  connection: CollectiveConnection,
  folder: string,
  uncertain: readonly UncertainSend[],
  since: number,
): Promise<number> {
  let adopted = 0;
  for (const send of uncertain) {
    const hash = await findSent(connection, send, since);
    if (hash === undefined) continue;
    await trackTransaction(folder, hash, connection.provider);
    adopted++;
  }
  return adopted;
}

/** The hash of the transaction with this sender and nonce, mined or waiting; undefined when there is none. */
async function findSent(
  { ethers: { provider } }: CollectiveConnection,
  { from, nonce }: UncertainSend,
  since: number,
): Promise<Hex32 | undefined> {
  if ((await provider.getTransactionCount(from, "latest")) > nonce) {
    // Invariant: at `low` the transaction was not yet mined, at `high` it was.
    let low = since;
    let high = await provider.getBlockNumber();
    if ((await provider.getTransactionCount(from, low)) > nonce) high = low;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if ((await provider.getTransactionCount(from, middle)) > nonce) high = middle;
      else low = middle;
    }
    return hashIn(await provider.send("eth_getBlockByNumber", [`0x${high.toString(16)}`, true]), from, nonce);
  }
  if ((await provider.getTransactionCount(from, "pending")) <= nonce) return undefined;
  const waiting = hashIn(await provider.send("eth_getBlockByNumber", ["pending", true]), from, nonce);
  if (waiting !== undefined) return waiting;
  throw new RetryableError(
    "DEPLOY_TRANSACTION_IN_FLIGHT",
    `Transaction number ${nonce} of ${from} waits to be mined.`,
    { hint: "Run the command again when it is mined." },
  );
}

function hashIn(block: unknown, from: string, nonce: number): Hex32 | undefined {
  const { transactions } = block as { transactions: readonly { from: string; nonce: string; hash: Hex32 }[] };
  return transactions.find((sent) => sent.from.toLowerCase() === from && Number(sent.nonce) === nonce)?.hash;
}
