import { setTimeout } from "node:timers/promises";
import { trackTransaction, wipe } from "@nomicfoundation/ignition-core";
import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import { artifacts } from "hardhat";
import { RetryableError } from "../src/primitives/errors.ts";
import type { Hex32 } from "../src/primitives/identifiers.ts";
import type { CollectiveConnection } from "./connection.ts";
import type { UncertainSend } from "./journal.ts";

/** A transaction as nodes describe it. */
type ChainTransaction = {
  readonly hash: Hex32;
  readonly from: string;
  readonly nonce: string;
  readonly to: string | null;
  readonly input: string;
  readonly value: string;
};

/** Where a transaction number of an account is used. */
type Found =
  { readonly where: "nowhere" } | { readonly where: "mined" | "waiting"; readonly transaction: ChainTransaction };

/** A node may need a moment until it counts what it was given: so often it is asked, a second apart. */
const ASKED = 3;

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

async function findPatiently(connection: CollectiveConnection, send: UncertainSend, since: number): Promise<Found> {
  for (let asked = 1; ; asked++) {
    const found = await find(connection, send, since);
    if (found.where !== "nowhere" || asked === ASKED) return found;
    await setTimeout(1_000);
  }
}

async function find(
  { ethers: { provider } }: CollectiveConnection,
  send: UncertainSend,
  since: number,
): Promise<Found> {
  const { from, nonce, followsUnmined } = send;
  const count = (block: number | "latest" | "pending") => provider.getTransactionCount(from, block);
  if ((await count("latest")) > nonce) {
    const block = await firstBlock(since, await provider.getBlockNumber(), async (at) => (await count(at)) > nonce);
    const transaction = findIn(await provider.send("eth_getBlockByNumber", [`0x${block.toString(16)}`, true]), send);
    if (transaction === undefined) throw behind(send);
    return { where: "mined", transaction };
  }
  const pending = await count("pending");
  if (pending < nonce && !followsUnmined) throw behind(send);
  if (pending <= nonce) return { where: "nowhere" };
  const transaction = findIn(await provider.send("eth_getBlockByNumber", ["pending", true]), send);
  if (transaction === undefined) throw inFlight(send);
  return { where: "waiting", transaction };
}

/** The first block after `low` at which something holds that holds at `high` and ever after. */
async function firstBlock(low: number, high: number, holds: (block: number) => Promise<boolean>): Promise<number> {
  if (await holds(low)) return low;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function findIn(block: unknown, { from, nonce }: UncertainSend): ChainTransaction | undefined {
  const { transactions } = block as { transactions: readonly ChainTransaction[] };
  return transactions.find((sent) => sent.from.toLowerCase() === from && Number(sent.nonce) === nonce);
}

function isOurs({ to, input, value }: ChainTransaction, send: UncertainSend): boolean {
  return (
    (to?.toLowerCase() ?? undefined) === send.to &&
    input.toLowerCase() === send.data.toLowerCase() &&
    BigInt(value) === send.valueWei
  );
}

function inFlight({ from, nonce }: UncertainSend): RetryableError {
  return new RetryableError(
    "DEPLOY_TRANSACTION_IN_FLIGHT",
    `Transaction number ${nonce} of ${from} waits to be mined.`,
    { hint: "Run the command again when it is mined." },
  );
}

function behind({ step, from, nonce }: UncertainSend): RetryableError {
  return new RetryableError(
    "DEPLOY_NODE_BEHIND",
    `The node cannot tell what became of transaction number ${nonce} of ${from}, prepared for ${step}.`,
    {
      hint:
        "Run the command again later, or with an endpoint that keeps old states; when the transaction is known, " +
        "npx hardhat ignition track-tx <hash> <deployment> names it.",
    },
  );
}
