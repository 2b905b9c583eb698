import type { BaseContract, ContractEventName, EventLog, Log } from "ethers";
import { CollectiveError, RetryableError } from "../primitives/errors.ts";

/** Blocks `fromBlock` to `toBlock`, both included. `toBlock` must be final: what is read here is never read again. */
export type BlockRange = { readonly fromBlock: number; readonly toBlock: number };

/** Nodes commonly refuse more than a few thousand blocks in one question. */
const PAGE_BLOCKS = 2_000;

/**
 * Reads the events of one contract in pages, oldest first.
 *
 * A page that the node refuses is asked again in halves, so that a node's own limit never loses an event.
 *
 * @throws {RetryableError} `CHAIN_LOGS_UNAVAILABLE` when a single block is refused; `CHAIN_ENDPOINTS_DISAGREE` when one of
 *   several endpoints gives other events.
 */
export async function readEvents(
  contract: BaseContract,
  event: ContractEventName,
  range: BlockRange,
): Promise<EventLog[]> {
  const events: EventLog[] = [];
  for (let from = range.fromBlock; from <= range.toBlock; from += PAGE_BLOCKS) {
    const to = Math.min(from + PAGE_BLOCKS - 1, range.toBlock);
    events.push(...(await readPage(contract, event, { fromBlock: from, toBlock: to })));
  }
  return events.sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
}

async function readPage(contract: BaseContract, event: ContractEventName, range: BlockRange): Promise<EventLog[]> {
  try {
    const logs = await contract.queryFilter(event, range.fromBlock, range.toBlock);
    return logs.filter(isDecoded);
  } catch (cause) {
    // Fewer blocks would not make it true, and somebody has to hear of it.
    if (cause instanceof CollectiveError && cause.code === "CHAIN_ENDPOINTS_DISAGREE") throw cause;
    if (range.fromBlock === range.toBlock) {
      throw new RetryableError("CHAIN_LOGS_UNAVAILABLE", "The node does not give the events of a block.", {
        cause,
        context: { block: range.fromBlock },
        hint: "Use an endpoint that serves logs of this age.",
      });
    }
    const middle = Math.floor((range.fromBlock + range.toBlock) / 2);
    const older = await readPage(contract, event, { fromBlock: range.fromBlock, toBlock: middle });
    const newer = await readPage(contract, event, { fromBlock: middle + 1, toBlock: range.toBlock });
    return [...older, ...newer];
  }
}

function isDecoded(log: Log | EventLog): log is EventLog {
  return "args" in log;
}
