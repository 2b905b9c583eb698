import { versionAt, type ContributionList } from "./contribution-list.ts";
import { countedVersionAt, LedgerBuilder, lifetimeUnitsAt, type Ledger } from "./ledger.ts";
import { ID_BYTES, PackedCursor, type PackedList } from "./packed-list.ts";
import { scoredVersionAt, unitsAt } from "./score-file.ts";

/** The units of a contribution that does not count in this epoch. */
export const NOT_COUNTED = -1;

/** What each contribution counts for in this epoch, by its index: units, or {@link NOT_COUNTED}. */
export type CountedUnits = Float64Array;

/** What counting depends on. */
export type CountingInputs = {
  readonly contributions: ContributionList;
  /** Before the epoch. */
  readonly ledger: Ledger;
  /** More than half of the files there can be. */
  readonly quorum: number;
};

/**
 * Counts the contributions on which at least `quorum` of the score files agree (docs/rewards.md §4).
 *
 * A score is heard only for the version that is active at the snapshot and has not been counted before. One walk through
 * lists that all ascend by id, so that nothing is kept beside them.
 */
export function countContributions(inputs: CountingInputs, files: readonly PackedList[]): CountedUnits {
  const { contributions, quorum } = inputs;
  const counted = new Float64Array(contributions.count).fill(NOT_COUNTED);
  const ledger = new PackedCursor(inputs.ledger);
  const cursors = files.map((scores) => ({ scores, cursor: new PackedCursor(scores) }));
  const stated: number[] = [];
  for (let index = 0; index < contributions.count; index++) {
    const version = versionAt(contributions, index);
    stated.length = 0;
    for (const { scores, cursor } of cursors) {
      const found = cursor.find(contributions, index);
      if (found >= 0 && scoredVersionAt(scores, found) === version) stated.push(unitsAt(scores, found));
    }
    const entry = ledger.find(contributions, index);
    const isNew = entry < 0 || version > countedVersionAt(inputs.ledger, entry);
    if (isNew) counted[index] = agreedBy(stated, quorum);
  }
  return counted;
}

/** Gives what has been counted up to and including this epoch. */
export function ledgerAfter({ contributions, ledger }: CountingInputs, counted: CountedUnits): Ledger {
  const cursor = new PackedCursor(ledger);
  const builder = new LedgerBuilder(contributions.count);
  // Removed contributions are left out: removal is terminal and an id never comes back.
  for (let index = 0; index < contributions.count; index++) {
    const entry = cursor.find(contributions, index);
    const before = entry < 0 ? 0n : lifetimeUnitsAt(ledger, entry);
    const units = counted[index] ?? NOT_COUNTED;
    const start = index * contributions.recordBytes;
    const id = contributions.bytes.subarray(start, start + ID_BYTES);
    if (units !== NOT_COUNTED) builder.add(id, versionAt(contributions, index), before + BigInt(units));
    else if (entry >= 0) builder.add(id, countedVersionAt(ledger, entry), before);
  }
  return builder.build();
}

/**
 * The value that at least `quorum` of `stated` are, or {@link NOT_COUNTED}. A quorum is more than half, so only the one
 * that outlasts all others when unequal ones cancel out can be it (R. S. Boyer, J. S. Moore, "MJRTY", 1991).
 */
function agreedBy(stated: readonly number[], quorum: number): number {
  let candidate = NOT_COUNTED;
  let lead = 0;
  for (const units of stated) {
    if (lead === 0) candidate = units;
    lead += units === candidate ? 1 : -1;
  }
  const votes = stated.reduce((sum, units) => sum + (units === candidate ? 1 : 0), 0);
  return votes >= quorum ? candidate : NOT_COUNTED;
}
