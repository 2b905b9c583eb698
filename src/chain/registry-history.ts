import type { EventLog } from "ethers";
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

/** What {@link readRegistry} reads, for who follows the chain. */
export function registryEvents({ filters }: DataRegistry) {
  return [
    filters.Contributed(),
    filters.ContributionUpdated(),
    filters.ConsentChanged(),
    filters.ContributionRemoved(),
  ];
}

/**
 * Rebuilds every contribution, removed ones included, from the registry's events in `range`, which must begin at or
 * before the registry's deployment. In the order in which their current versions were set.
 */
export async function readRegistry(registry: DataRegistry, range: BlockRange): Promise<RegisteredContribution[]> {
  const pages = await Promise.all(registryEvents(registry).map((filter) => readEvents(registry, filter, range)));
  const events = pages.flat().sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const contributions = new Map<Hex32, RegisteredContribution>();
  await applyRegistryEvents(contributions, events);
  return [...contributions.values()].sort(
    (a, b) => a.order.block - b.order.block || a.order.logIndex - b.order.logIndex,
  );
}

/** Carries `contributions` on by the registry's next `events`, oldest first. */
export async function applyRegistryEvents(
  contributions: Map<Hex32, RegisteredContribution>,
  events: readonly EventLog[],
): Promise<void> {
  const timestamps = new Map<number, number>();
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
}
