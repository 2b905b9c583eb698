import { oneAtATime } from "../primitives/one-at-a-time.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import type { Collective } from "./collective.ts";
import type { DeploymentRecord } from "./deployment-record.ts";
import { readVersions } from "./contribution-versions.ts";
import { finalizedBlock, type BlockRef } from "./finality.ts";
import { followEvents } from "./follow-events.ts";
import { providerOf } from "./provider-of.ts";
import { applyGrantEvents, grantEvents, type Grant } from "./read-grants.ts";
import { applyRegistryEvents, registryEvents, type RegisteredContribution } from "./registry-history.ts";

/** All grants and contributions at a final block. The maps go on with the chain: take what you need before you wait. */
export type AccessView = {
  readonly block: BlockRef;
  readonly grants: ReadonlyMap<number, Grant>;
  readonly contributions: ReadonlyMap<Hex32, RegisteredContribution>;
};

/** Follows who may read what. */
export type AccessFollower = {
  /** Reads what became final since the last call. */
  readonly advance: () => Promise<AccessView>;
  /** An earlier version of a contribution as it was set, removed and replaced ones too; undefined when there is none. */
  readonly earlier: (
    contribution: RegisteredContribution,
    version: number,
  ) => Promise<Pick<RegisteredContribution, "version" | "ciphertextHash" | "uri" | "setAt"> | undefined>;
};

/** Follows grants and contributions, for a program that runs for long; memory grows with their number. */
export function followAccess(
  { access, registry }: Pick<Collective, "access" | "registry">,
  record: Pick<DeploymentRecord, "deployedAtBlock" | "finality">,
): AccessFollower {
  const grants = new Map<number, Grant>();
  const contributions = new Map<Hex32, RegisteredContribution>();
  const { deployedAtBlock } = record;
  const followers = [
    followEvents({ contract: access, events: grantEvents(access) }, deployedAtBlock, (events) =>
      applyGrantEvents(grants, events),
    ),
    followEvents({ contract: registry, events: registryEvents(registry) }, deployedAtBlock, (events) =>
      applyRegistryEvents(contributions, events),
    ),
  ];
  const queue = oneAtATime();
  let newest: BlockRef | undefined;
  return {
    advance: () =>
      queue(async () => {
        const block = await finalizedBlock(providerOf(access), record.finality);
        for (const follower of followers) await follower.advance(block.number);
        // Of several nodes behind one address one may be behind the others.
        if (newest === undefined || block.number > newest.number) newest = block;
        return { block: newest, grants, contributions };
      }),
    earlier: async ({ id, order }, version) => {
      const range = { fromBlock: deployedAtBlock, toBlock: order.block };
      return (await readVersions(registry, id, range)).find((each) => each.version === version);
    },
  };
}
