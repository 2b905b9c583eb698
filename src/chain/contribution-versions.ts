import { toHex32, type Hex32 } from "../primitives/identifiers.ts";
import type { DataRegistry } from "../../typechain-types/index.ts";
import { textOf } from "./event-text.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** One version of a contribution, as it was set on chain. */
export type ContributionVersion = {
  readonly version: number;
  readonly ciphertextHash: Hex32;
  readonly uri: string;
  /** Unix seconds of the block that set it. */
  readonly setAt: number;
};

/** Every version that a contribution ever had, the first one first, from the registry's events in `range`. */
export async function readVersions(
  registry: DataRegistry,
  contributionId: Hex32,
  range: BlockRange,
): Promise<ContributionVersion[]> {
  const { Contributed, ContributionUpdated } = registry.filters;
  const registered = await readEvents(registry, Contributed(contributionId), range);
  const updated = await readEvents(registry, ContributionUpdated(contributionId), range);
  return Promise.all(
    [...registered, ...updated].map(async (event) => {
      const { eventName, args } = event;
      return {
        version: eventName === "Contributed" ? 1 : Number(args.version),
        ciphertextHash: toHex32(String(args.ciphertextHash)),
        uri: textOf(args, "uri"),
        setAt: (await event.getBlock()).timestamp,
      };
    }),
  );
}
