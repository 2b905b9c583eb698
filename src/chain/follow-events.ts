import type { BaseContract, ContractEventName, EventLog } from "ethers";
import { readEvents } from "./read-events.ts";

/** A source of events of one contract. */
export type EventSource = { readonly contract: BaseContract; readonly events: readonly ContractEventName[] };

/** Follows one contract along the chain. */
export type EventFollower = {
  /** Applies the events up to `toBlock`, which must be final, that were not applied yet. One call at a time. */
  readonly advance: (toBlock: number) => Promise<void>;
};

/**
 * Reads each block's events once, however often it is asked: for a program that runs for long.
 *
 * `apply` gets them oldest first. When it fails, or reading does, the same events come again at the next call: applying
 * them twice must do no harm.
 */
export function followEvents(
  { contract, events }: EventSource,
  fromBlock: number,
  apply: (events: readonly EventLog[]) => void | Promise<void>,
): EventFollower {
  let first = fromBlock;
  return {
    async advance(toBlock) {
      if (toBlock < first) return;
      const pages: EventLog[][] = [];
      for (const event of events) pages.push(await readEvents(contract, event, { fromBlock: first, toBlock }));
      await apply(pages.flat().sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index));
      first = toBlock + 1;
    },
  };
}
