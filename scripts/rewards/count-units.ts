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
  const scores = scoreFiles.map((file) => searcher(SCORES, file));
  const findBefore = searcher(LEDGER, previousLedger);
  const counted = contributions.map(({ id, version }) => {
    const key = hex(id);
    const before = findBefore(key);
    const last = before?.readUInt32BE(32) ?? 0;
    const lifetime = before?.readBigUInt64BE(36) ?? 0n;
    const records = scores.map((find) => find(key)).filter((record) => record?.readUInt32BE(32) === version);
    const stated = records.map((record) => record?.readUInt32BE(36) ?? 0);
    const agreed = stated.find((units) => stated.filter((other) => other === units).length >= quorum);
    return agreed === undefined || version <= last
      ? ([null, last, lifetime] as const)
      : ([agreed, version, lifetime + BigInt(agreed)] as const);
  });
  return {
    units: counted.map(([units]) => units),
    versions: counted.map(([, version]) => version),
    lifetimeUnits: counted.map(([, , lifetimeUnits]) => lifetimeUnits),
  };
}

/** Finds records by their ids, which must be asked for in ascending order. */
function searcher({ headBytes, recordBytes }: Layout, file: Buffer): (id: Buffer) => Buffer | null {
  let at = headBytes;
  return (id) => {
    while (at < file.length && id.compare(file, at, at + 32) > 0) at += recordBytes;
    const isFound = at < file.length && id.compare(file, at, at + 32) === 0;
    return isFound ? file.subarray(at, at + recordBytes) : null;
  };
}
