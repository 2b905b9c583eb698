import type { Block, Provider } from "ethers";
import { InvariantError, RetryableError } from "../primitives/errors.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";
import type { Finality } from "./deployment-record.ts";

/** A block by number and hash; the hash is what makes a statement about the past checkable. */
export type BlockRef = { readonly number: number; readonly hash: Hex32; readonly timestamp: number };

/**
 * The newest block that can no longer be replaced.
 *
 * @throws {RetryableError} `CHAIN_NOTHING_FINAL` when the chain is younger than the wanted depth, or the node calls none final.
 */
export async function finalizedBlock(provider: Provider, finality: Finality): Promise<BlockRef> {
  const wanted = finality === "tag" ? "finalized" : (await provider.getBlockNumber()) - finality;
  const block = typeof wanted === "number" && wanted < 0 ? null : await provider.getBlock(wanted);
  if (block !== null) return toReference(block, wanted);
  throw new RetryableError("CHAIN_NOTHING_FINAL", "No block is final yet.", { hint: "Wait for more blocks." });
}

/**
 * The last final block whose timestamp is before `timestamp`: the snapshot of an epoch that ends then.
 *
 * @throws {RetryableError} `CHAIN_NOT_FINAL_YET` while no final block has reached `timestamp`, since a later block
 *   could still be the last one before it.
 */
export async function lastBlockBefore(
  provider: Provider,
  timestamp: number,
  bounds: { fromBlock: number; finality: Finality },
): Promise<BlockRef> {
  const final = await finalizedBlock(provider, bounds.finality);
  if (final.timestamp < timestamp) {
    throw new RetryableError("CHAIN_NOT_FINAL_YET", "The snapshot's block is not final yet.", {
      context: { timestamp, finalTimestamp: final.timestamp },
      hint: "Try again when a block after the epoch's end has become final.",
    });
  }
  // Invariant: the block at `low` is before the timestamp (or is the first one), the block at `high` is not.
  let low = bounds.fromBlock;
  let high = final.number;
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if ((await blockAt(provider, middle)).timestamp < timestamp) low = middle;
    else high = middle;
  }
  return blockAt(provider, low);
}

/** The block with this number or tag. */
export async function blockAt(provider: Provider, which: number | "finalized" | "latest"): Promise<BlockRef> {
  return toReference(await provider.getBlock(which), which);
}

function toReference(block: Block | null, which: number | "finalized" | "latest"): BlockRef {
  if (block?.hash == null) {
    throw new InvariantError("CHAIN_BLOCK_MISSING", "The node does not know a block that it should have.", {
      context: { block: which },
    });
  }
  return { number: block.number, hash: toHex32(block.hash), timestamp: block.timestamp };
}
