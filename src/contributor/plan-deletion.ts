import { readVersions } from "../chain/contribution-versions.ts";
import type { BlockRange } from "../chain/read-events.ts";
import { readRegistry } from "../chain/registry-history.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import type { DataRegistry } from "../../typechain-types/index.ts";
import type { DeletableVersion } from "./delete-everywhere.ts";
import type { PendingDeletion } from "./deletion-journal.ts";

/** Whose versions are to be deleted, and from where. */
export type DeletionRequest = {
  readonly registry: DataRegistry;
  readonly registryAddress: Address;
  readonly chainId: number;
  /** From the registry's deployment to a block of now. */
  readonly range: BlockRange;
  readonly contributionId: Hex32;
  /** The version before which all are to go; null for all, when the contribution is removed. */
  readonly replacedBy: number | null;
  readonly stores: readonly string[];
  /** What an earlier plan learned of the blobs. */
  readonly known?: readonly DeletableVersion[];
};

/**
 * Says what of a contribution is to leave the stores. Versions stay whose archive or envelope an active contribution has
 * as well, this one's later versions included: whoever deletes those would take more than is meant.
 */
export async function planDeletion(request: DeletionRequest): Promise<PendingDeletion> {
  const { registry, registryAddress, chainId, range, contributionId, replacedBy, stores, known = [] } = request;
  const versions = await readVersions(registry, contributionId, range);
  const goes = versions.filter(({ version }) => replacedBy === null || version < replacedBy);
  const stays = versions.filter((version) => !goes.includes(version));
  const others = (await readRegistry(registry, range)).filter(({ id, removed }) => !removed && id !== contributionId);
  const needed = new Set([...stays, ...others].flatMap(({ uri, ciphertextHash }) => [uri, ciphertextHash]));
  return {
    chainId,
    registry: registryAddress,
    contributionId,
    replacedBy,
    versions: goes
      .filter(({ uri, ciphertextHash }) => !needed.has(uri) && !needed.has(ciphertextHash))
      .map(({ uri, ciphertextHash }) => ({ uri, ciphertextHash, blobs: blobsOf(uri, known) })),
    stores,
  };
}

function blobsOf(uri: string, known: readonly DeletableVersion[]): DeletableVersion["blobs"] {
  return known.find((version) => version.uri === uri)?.blobs ?? null;
}

/** Whether the chain says by now that a deletion is wanted: the contribution is removed, or the later version stands. */
export async function isDeletionDue(registry: DataRegistry, deletion: PendingDeletion): Promise<boolean> {
  const { status, version } = await registry.contributionOf(deletion.contributionId);
  return status === REMOVED || (deletion.replacedBy !== null && version >= BigInt(deletion.replacedBy));
}

const REMOVED = 2n;
