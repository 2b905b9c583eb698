import type { BlockRef } from "../finality.ts";

/** The blocks that the words for blocks mean for as long as one pass lasts. */
export type Pin = { readonly head: BlockRef; readonly final: BlockRef };

/** Which parameter of a method says the block. */
const blockParameter: Readonly<Record<string, number>> = {
  eth_getBlockByNumber: 0,
  eth_call: 1,
  eth_getCode: 1,
  eth_getBalance: 1,
  eth_getTransactionCount: 1,
  eth_getStorageAt: 2,
};

/** Whether a question asks about the state at a block, or for blocks. */
export function asksAboutBlocks(method: string): boolean {
  return method in blockParameter || method === "eth_getLogs";
}

/** The same question with numbers of blocks for `latest`, `finalized`, `safe`, `pending` and `earliest`. */
export function pinBlocks(method: string, params: readonly unknown[], pin: Pin): readonly unknown[] {
  const at = blockParameter[method];
  if (at !== undefined) return [...params.slice(0, at), numberOf(params[at], pin), ...params.slice(at + 1)];
  const [filter] = params;
  if (method !== "eth_getLogs" || typeof filter !== "object" || filter === null || "blockHash" in filter) return params;
  const { fromBlock, toBlock } = filter as { fromBlock?: unknown; toBlock?: unknown };
  return [{ ...filter, fromBlock: numberOf(fromBlock, pin), toBlock: numberOf(toBlock, pin) }];
}

function numberOf(block: unknown, { head, final }: Pin): unknown {
  switch (block) {
    case undefined:
    case "latest":
    case "pending":
      return quantityOf(head.number);
    case "finalized":
    case "safe":
      return quantityOf(final.number);
    case "earliest":
      return quantityOf(0);
    default:
      return block;
  }
}

/** A number as JSON-RPC writes it. */
export function quantityOf(number: number): string {
  return `0x${number.toString(16)}`;
}
