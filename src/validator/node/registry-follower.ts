import type { DataRegistry } from "../../../typechain-types/index.ts";
import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import { finalizedBlock } from "../../chain/finality.ts";
import { followEvents } from "../../chain/follow-events.ts";
import { providerOf } from "../../chain/provider-of.ts";
import { applyRegistryEvents, registryEvents, type RegisteredContribution } from "../../chain/registry-history.ts";
import { oneAtATime } from "../../primitives/one-at-a-time.ts";
import type { Hex32 } from "../../primitives/identifiers.ts";

/** What is registered in final blocks, read once. */
export type RegistryFollower = {
  /** Reads on to the newest final block, and gives what is active. */
  readonly active: () => Promise<readonly RegisteredContribution[]>;
  /** What is registered under an id, as of the newest final block; undefined where nothing is. */
  readonly find: (id: Hex32) => Promise<RegisteredContribution | undefined>;
};

/** Follows the registry of a deployment, from its first block on. */
export function followRegistry(
  registry: DataRegistry,
  { deployedAtBlock, finality }: Pick<DeploymentRecord, "deployedAtBlock" | "finality">,
): RegistryFollower {
  const contributions = new Map<Hex32, RegisteredContribution>();
  const source = { contract: registry, events: registryEvents(registry) };
  const follower = followEvents(source, deployedAtBlock, (events) => applyRegistryEvents(contributions, events));
  const reading = oneAtATime();
  const advance = () =>
    reading(async () => {
      await follower.advance((await finalizedBlock(providerOf(registry), finality)).number);
    });
  return {
    active: async () => {
      await advance();
      return [...contributions.values()].filter(({ removed }) => !removed);
    },
    find: async (id) => {
      await advance();
      return contributions.get(id);
    },
  };
}
