import type { BaseContract, ContractEventName, EventLog } from "ethers";
import { readEvents } from "./read-events.ts";

/** A source of events of one contract. */
export type EventSource = { readonly contract: BaseContract; readonly events: readonly ContractEventName[] };

/** Reads on along the chain. */
export type EventFollower = {
  /** The events after those of the last call, up to a block that is final; oldest first. One call at a time. */
  readonly next: (toBlock: number) => Promise<EventLog[]>;
};

/**
 * Reads each block's events once, however often it is asked: for a program that runs for long. When a read fails, the
 * next one starts where the last complete one ended.
 */
export function followEvents({ contract, events }: EventSource, fromBlock: number): EventFollower {
  let first = fromBlock;
  return {
    async next(toBlock) {
      if (toBlock < first) return [];
      const pages: EventLog[][] = [];
      for (const event of events) pages.push(await readEvents(contract, event, { fromBlock: first, toBlock }));
      first = toBlock + 1;
      return pages.flat().sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
    },
  };
}
