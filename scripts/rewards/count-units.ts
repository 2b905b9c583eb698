import type { ChainFacts } from "./chain-facts.ts";
import { hex, LEDGER, SCORES, type Layout } from "./packed-files.ts";

/** What was counted; place i of each list is about contribution i. */
export type Counted = {
  /** Null where nothing counts in this epoch. */
  readonly units: readonly (number | null)[];
  /** 0 where nothing has ever counted. */
  readonly versions: readonly number[];
  readonly lifetimeUnits: readonly bigint[];
};

/**
 * Counts a contribution when a quorum of files states the same units for its version, and each version only once
 * (docs/rewards.md §4). Contributions and the records of all files ascend by id.
 */
export function countUnits(
  { contributions, quorum }: Pick<ChainFacts, "contributions" | "quorum">,
  scoreFiles: readonly Buffer[],
  previousLedger: Buffer,
): Counted {
  const [units, versions, lifetimeUnits]: [(number | null)[], number[], bigint[]] = [[], [], []];
  const scores = scoreFiles.map((file) => ({ file, find: searcher(SCORES, file) }));
  const findLast = searcher(LEDGER, previousLedger);
  for (const { id, version } of contributions) {
    const key = hex(id);
    const lastAt = findLast(key);
    const last = lastAt < 0 ? 0 : previousLedger.readUInt32BE(lastAt + 32);
    const lifetime = lastAt < 0 ? 0n : previousLedger.readBigUInt64BE(lastAt + 36);
    const stated: number[] = [];
    for (const { file, find } of scores) {
      const at = find(key);
      if (at >= 0 && file.readUInt32BE(at + 32) === version) stated.push(file.readUInt32BE(at + 36));
    }
    const agreed = stated.find((value) => stated.filter((other) => other === value).length >= quorum);
    const counts = agreed !== undefined && version > last;
    units.push(counts ? agreed : null);
    versions.push(counts ? version : last);
    lifetimeUnits.push(counts ? lifetime + BigInt(agreed) : lifetime);
  }
  return { units, versions, lifetimeUnits };
}

/** Finds where the record of an id begins, or -1; the ids must be asked for in ascending order. */
function searcher({ headBytes, recordBytes }: Layout, file: Buffer): (id: Buffer) => number {
  let at = headBytes;
  return (id) => {
    let order = 1;
    while (at < file.length && (order = id.compare(file, at, at + 32)) > 0) at += recordBytes;
    return order === 0 ? at : -1;
  };
}
