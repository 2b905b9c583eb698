import type { Address, Hex32 } from "../primitives/identifiers.ts";
import type { CountedContribution } from "./epoch-inputs.ts";
import type { InputsDocument } from "./inputs-document.ts";
import type { ScoreFile } from "./score-file.ts";

/** A version of a contribution that counts for the first time, with the units a quorum agreed on. */
export type NewlyCounted = {
  readonly id: Hex32;
  readonly owner: Address;
  readonly version: number;
  /** 0 … 2^32 − 1. */
  readonly units: number;
};

/**
 * Counts the contributions on which at least `quorum` of `files` agree (docs/rewards.md §4); ascending by id.
 *
 * A score is heard only for the version that is active at the snapshot and has not been counted before. At most one
 * pair of version and units can reach a quorum, because a quorum is more than half of the validators.
 */
export function countContributions(
  document: Pick<InputsDocument, "contributions" | "previousCounted" | "quorum">,
  files: readonly ScoreFile[],
): NewlyCounted[] {
  const countedVersion = new Map(document.previousCounted.map(({ id, version }) => [id, version]));
  const open = new Map(
    document.contributions
      .filter(({ id, version }) => version > (countedVersion.get(id) ?? 0))
      .map(({ id, version }) => [id, version]),
  );
  const agreement = new Map<string, number>();
  const agreedUnits = new Map<Hex32, number>();
  for (const { scores } of files) {
    for (const { contributionId, version, units } of scores) {
      if (open.get(contributionId) !== version) continue;
      const key = `${contributionId}:${units}`;
      const votes = (agreement.get(key) ?? 0) + 1;
      agreement.set(key, votes);
      if (votes === document.quorum) agreedUnits.set(contributionId, units);
    }
  }
  return document.contributions.flatMap(({ id, owner, version }) => {
    const units = agreedUnits.get(id);
    return units === undefined ? [] : [{ id, owner, version, units }];
  });
}

/**
 * Gives what has been counted up to and including this epoch; ascending by id.
 *
 * Removed contributions are left out: removal is terminal and an id never comes back.
 */
export function ledgerAfter(
  document: Pick<InputsDocument, "contributions" | "previousCounted">,
  counted: readonly NewlyCounted[],
): CountedContribution[] {
  const before = new Map(document.previousCounted.map((entry) => [entry.id, entry]));
  const now = new Map(counted.map((entry) => [entry.id, entry]));
  return document.contributions.flatMap(({ id }) => {
    const old = before.get(id);
    const added = now.get(id);
    if (added === undefined) return old === undefined ? [] : [old];
    const lifetimeUnits = (old?.lifetimeUnits ?? 0n) + BigInt(added.units);
    return [{ id, version: added.version, lifetimeUnits }];
  });
}
