import { CollectiveError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { readContributionBlobs, type StoredVersion } from "./contribution-blobs.ts";

/** What is wrong with a locator or an envelope is so in every store: their bytes are known by their hash. */
const FINAL = /^(?:ENCRYPTION_\w+|CONTRIBUTOR_OTHER_ARCHIVE|PRIMITIVES_TOO_LONG|STORAGE_INVALID_LOCATOR)$/;

/** A store by the address that its owner gave for it. */
export type NamedStore = { readonly address: string; readonly open: () => Promise<BlobStore> };

/** A version that is to be deleted, with its blobs as soon as a store has told them. */
export type DeletableVersion = StoredVersion & { readonly blobs: readonly Hex32[] | null };

/** What became of a version in one store. */
export type StoreOutcome = {
  readonly address: string;
  /** Blobs that were there and are gone. */
  readonly deleted: number;
  /** Why something may be left there; null when nothing is. */
  readonly failure: CollectiveError | null;
};

/** What was deleted and what is still to do. */
export type DeletionOutcome = {
  /** The versions, with the blobs that were learned. */
  readonly versions: readonly DeletableVersion[];
  readonly stores: readonly StoreOutcome[];
  /** Addresses of the stores that have to be asked again. */
  readonly pending: readonly string[];
  /** Codes of versions whose locator on chain leads to nothing that is theirs: there is nothing to delete by it. */
  readonly unreadable: readonly string[];
};

/**
 * Deletes the sealed archive, every wrap and the envelope of each version from every store, each as far as it answers. Only
 * for stores of the contributor's own. What one store tells of the blobs serves for all of them.
 */
export async function deleteEverywhere(
  versions: readonly DeletableVersion[],
  stores: readonly NamedStore[],
): Promise<DeletionOutcome> {
  const states = await Promise.all(stores.map(openState));
  const learned: DeletableVersion[] = [];
  const unreadable: string[] = [];
  for (const version of versions) learned.push(await learnBlobs(version, states, unreadable));
  for (const state of states) await deleteFrom(state, learned);
  const failed = states.filter(({ failure }) => failure !== null);
  const isUnknown = learned.some(({ blobs }) => blobs === null);
  // A store that does not answer may know of blobs that lie in the others, too.
  const again = isUnknown && failed.length > 0 ? states : failed;
  return {
    versions: learned,
    stores: states.map(({ address, deleted, failure }) => ({ address, deleted, failure })),
    pending: again.map(({ address }) => address),
    unreadable,
  };
}

type StoreState = {
  readonly address: string;
  readonly store: BlobStore | null;
  deleted: number;
  failure: CollectiveError | null;
};

async function openState({ address, open }: NamedStore): Promise<StoreState> {
  try {
    return { address, store: await open(), deleted: 0, failure: null };
  } catch (error) {
    return { address, store: null, deleted: 0, failure: ours(error) };
  }
}

/** Asks one store after another; a failure counts only when none of them knows. */
async function learnBlobs(
  version: DeletableVersion,
  states: readonly StoreState[],
  unreadable: string[],
): Promise<DeletableVersion> {
  if (version.blobs !== null) return version;
  const failures: [StoreState, CollectiveError][] = [];
  for (const state of states) {
    if (state.store === null) continue;
    try {
      const found = await readContributionBlobs(version, state.store);
      if (found !== null) return { ...version, blobs: found.blobs };
    } catch (error) {
      const failure = ours(error);
      if (FINAL.test(failure.code)) {
        unreadable.push(failure.code);
        return { ...version, blobs: [] };
      }
      failures.push([state, failure]);
    }
  }
  for (const [state, failure] of failures) state.failure ??= failure;
  return version;
}

async function deleteFrom(state: StoreState, versions: readonly DeletableVersion[]): Promise<void> {
  const { store } = state;
  if (store === null) return;
  try {
    for (const sha256 of versions.flatMap(({ blobs }) => blobs ?? [])) {
      if (!(await store.has(sha256))) continue;
      await store.delete(sha256);
      state.deleted += 1;
    }
  } catch (error) {
    state.failure = ours(error);
  }
}

/** The failure of a store; anything else is a bug, and comes through. */
function ours(error: unknown): CollectiveError {
  if (error instanceof CollectiveError) return error;
  throw error;
}
