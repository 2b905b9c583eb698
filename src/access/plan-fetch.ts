import { allowsPurpose } from "../chain/grant-scope.ts";
import type { RegisteredContribution } from "../chain/registry-history.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { archiveFile, type Manifest, type ManifestEntry, type ToDelete } from "./manifest.ts";

/** What lies in the folder before a fetch. */
export type EarlierFetch = {
  readonly manifest: Pick<Manifest, "contributions" | "toDelete">;
  /** The files of the manifest that are there, whatever they hold. */
  readonly present: ReadonlySet<string>;
  /** Those of them that are what the manifest says. */
  readonly intact: ReadonlySet<string>;
};

type Version = Pick<ManifestEntry, "contributionId" | "version">;

/** What a fetch has to do. */
export type FetchPlan = {
  /** What is known before anybody is asked, in the order of the registry; what is `waiting` has to be fetched. */
  readonly entries: readonly ManifestEntry[];
  readonly toDelete: readonly ToDelete[];
};

/**
 * Plans a fetch: the current version of each contribution in the scope is wanted, but for what lies there intact already.
 * What lies there and may not be read any more is not kept silently: it is refused now, and named to be deleted.
 *
 * @param contributions - all of the registry, by their id, at a final block.
 */
export function planFetch(
  contributions: ReadonlyMap<Hex32, RegisteredContribution>,
  purpose: number,
  { manifest, present, intact }: EarlierFetch,
): FetchPlan {
  const earlier = new Map(manifest.contributions.map((old) => [archiveFile(old), old]));
  const entries: ManifestEntry[] = [];
  for (const contribution of contributions.values()) {
    if (reasonAgainst(contribution, purpose) !== null) continue;
    const wanted = { contributionId: contribution.id, version: contribution.version };
    const old = earlier.get(archiveFile(wanted));
    const isKept = old?.status === "done" && intact.has(archiveFile(wanted));
    entries.push(isKept ? old : { ...wanted, status: "waiting" });
  }
  const toDelete: ToDelete[] = [];
  const refused: ManifestEntry[] = [];
  const known = new Map<string, Version>([...manifest.toDelete.map(byFile), ...earlier]);
  for (const [file, { contributionId, version }] of known) {
    const code = reasonToDelete(contributions.get(contributionId), purpose, version);
    if (code === null) continue;
    if (present.has(file)) toDelete.push({ contributionId, version, file, code });
    // What was replaced is listed as what it was replaced by.
    if (code !== "ACCESS_REPLACED") refused.push({ contributionId, version, status: "refused", code, inVain: [] });
  }
  return { entries: [...entries, ...refused], toDelete };
}

function byFile(old: ToDelete): readonly [string, Version] {
  return [old.file, old];
}

function reasonToDelete(
  contribution: RegisteredContribution | undefined,
  purpose: number,
  version: number,
): string | null {
  if (contribution === undefined) return "ACCESS_UNKNOWN_CONTRIBUTION";
  const reason = reasonAgainst(contribution, purpose);
  return reason ?? (contribution.version === version ? null : "ACCESS_REPLACED");
}

function reasonAgainst({ removed, consentMask }: RegisteredContribution, purpose: number): string | null {
  if (removed) return "ACCESS_REMOVED";
  return allowsPurpose(consentMask, purpose) ? null : "ACCESS_NO_CONSENT";
}
