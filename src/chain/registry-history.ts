import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import type { DataRegistry } from "../../typechain-types/index.ts";
import { textOf } from "./event-text.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** One contribution as the registry's events leave it at some block. */
export type RegisteredContribution = {
  readonly id: Hex32;
  readonly owner: Address;
  readonly version: number;
  readonly ciphertextHash: Hex32;
  readonly uri: string;
  readonly consentMask: number;
  readonly removed: boolean;
  /** Unix seconds of the block that set this version. */
  readonly setAt: number;
  /** Place in the chain of the event that set this version; scoring goes in this order. */
  readonly order: { readonly block: number; readonly logIndex: number };
};

/**
 * Rebuilds every contribution, removed ones included, from the registry's events in `range`, which must begin at or
 * before the registry's deployment. In the order in which their current versions were set.
 */
export async function readRegistry(registry: DataRegistry, range: BlockRange): Promise<RegisteredContribution[]> {
  const { Contributed, ContributionUpdated, ConsentChanged, ContributionRemoved } = registry.filters;
  const events = (
    await Promise.all(
      [Contributed(), ContributionUpdated(), ConsentChanged(), ContributionRemoved()].map((filter) =>
        readEvents(registry, filter, range),
      ),
    )
  )
    .flat()
    .sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);

  const timestamps = new Map<number, number>();
  const contributions = new Map<string, RegisteredContribution>();
  for (const event of events) {
    const { eventName, args, blockNumber, index } = event;
    const id = toHex32(String(args.id));
    const current = contributions.get(id);
    const setAt = timestamps.get(blockNumber) ?? (await event.getBlock()).timestamp;
    timestamps.set(blockNumber, setAt);
    const order = { block: blockNumber, logIndex: index };
    const data = () => ({
      ciphertextHash: toHex32(String(args.ciphertextHash)),
      uri: textOf(args, "uri"),
      setAt,
      order,
    });
    if (eventName === "Contributed") {
      const owner = toAddress(String(args.owner));
      const consentMask = Number(args.consentMask);
      contributions.set(id, { id, owner, version: 1, consentMask, removed: false, ...data() });
    } else if (current !== undefined) {
      if (eventName === "ContributionUpdated") {
        contributions.set(id, { ...current, version: Number(args.version), ...data() });
      } else if (eventName === "ConsentChanged") {
        contributions.set(id, { ...current, consentMask: Number(args.newMask) });
      } else {
        contributions.set(id, { ...current, removed: true });
      }
    }
  }
  return [...contributions.values()].sort(
    (a, b) => a.order.block - b.order.block || a.order.logIndex - b.order.logIndex,
  );
}
