import { layHash, layPair, layRecord, leafIndex, takeHash } from "./batch";
import { ONE } from "./lanes";
import { permuteOne } from "./permute-one";

/** Keccak-256 of batches, one message after another. */

export { BATCH, INPUT, OUTPUT } from "./batch";

/** Hashes `count` pairs of nodes, each with the numerically smaller one first. */
export function hashPairs(count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    layPair(i, ONE, 8);
    permuteOne();
    takeHash(i, ONE, 8);
  }
}

/** Hashes `count` records twice, as leaves; the hash of the last comes first. */
export function hashRecords(count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    layRecord(i, ONE, 8);
    permuteOne();
    layHash(ONE, 8);
    permuteOne();
    takeHash(leafIndex(i, count), ONE, 8);
  }
}
