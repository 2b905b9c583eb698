import { setTimeout } from "node:timers/promises";
import { RetryableError } from "../src/primitives/errors.ts";
import type { Hex32 } from "../src/primitives/identifiers.ts";
import type { CollectiveConnection } from "./connection.ts";
import type { PreparedSend, UncertainSend } from "./journal.ts";

/** A transaction as nodes describe it. */
export type ChainTransaction = {
  readonly hash: Hex32;
  readonly from: string;
  readonly nonce: string;
  readonly to: string | null;
  readonly input: string;
  readonly value: string;
  readonly gasPrice?: string;
  readonly maxFeePerGas?: string;
  readonly maxPriorityFeePerGas?: string;
};

/** Where a transaction number of an account is used. */
export type Found =
  { readonly where: "nowhere" } | { readonly where: "mined" | "waiting"; readonly transaction: ChainTransaction };

/** A node may need a moment until it counts what it was given: so often it is asked, a second apart. */
const ASKED = 3;

/** Where the transaction with the number of `send` is, ours or not. */
export async function findPatiently(
  connection: CollectiveConnection,
  send: UncertainSend,
  since: number,
): Promise<Found> {
  for (let asked = 1; ; asked++) {
    const found = await find(connection, send, since);
    if (found.where !== "nowhere" || asked === ASKED) return found;
    await setTimeout(1_000);
  }
}

async function find(connection: CollectiveConnection, send: UncertainSend, since: number): Promise<Found> {
  const mined = await findMined(connection, send, since);
  if (mined !== undefined) return { where: "mined", transaction: mined };
  const { provider } = connection.ethers;
  const pending = await provider.getTransactionCount(send.from, "pending");
  if (pending < send.nonce && !send.followsUnmined) throw behind(send);
  if (pending <= send.nonce) return { where: "nowhere" };
  const transaction = findIn(await provider.send("eth_getBlockByNumber", ["pending", true]), send);
  if (transaction === undefined) throw inFlight(send);
  return { where: "waiting", transaction };
}

/** The mined transaction with the number of `send`, ours or not; undefined when the number is not used yet. */
export async function findMined(
  { ethers: { provider } }: CollectiveConnection,
  send: PreparedSend,
  since: number,
): Promise<ChainTransaction | undefined> {
  const isUsed = async (at: number | "latest") => (await provider.getTransactionCount(send.from, at)) > send.nonce;
  if (!(await isUsed("latest"))) return undefined;
  const block = await firstBlock(since, await provider.getBlockNumber(), isUsed);
  const transaction = findIn(await provider.send("eth_getBlockByNumber", [`0x${block.toString(16)}`, true]), send);
  if (transaction === undefined) throw behind(send);
  return transaction;
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

function findIn(block: unknown, { from, nonce }: PreparedSend): ChainTransaction | undefined {
  const { transactions } = block as { transactions: readonly ChainTransaction[] };
  return transactions.find((sent) => sent.from.toLowerCase() === from && Number(sent.nonce) === nonce);
}

/** Whether a transaction does what was prepared, at whatever fee. */
export function isOurs({ to, input, value }: ChainTransaction, send: PreparedSend): boolean {
  return (
    (to?.toLowerCase() ?? undefined) === send.to &&
    input.toLowerCase() === send.data.toLowerCase() &&
    BigInt(value) === send.valueWei
  );
}

/** What to say of a transaction in the node's pool that cannot be waited for here. */
export function inFlight({ from, nonce }: PreparedSend): RetryableError {
  return new RetryableError(
    "DEPLOY_TRANSACTION_IN_FLIGHT",
    `Transaction number ${nonce} of ${from} waits to be mined.`,
    { hint: "Run the command again when it is mined." },
  );
}

function behind({ step, from, nonce }: PreparedSend): RetryableError {
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
