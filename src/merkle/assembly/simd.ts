import { layHash, layPair, layRecord, leafIndex, takeHash } from "./batch";
import { ONE, TWO } from "./lanes";
import { permuteThree } from "./permute-three";

/** Keccak-256 of batches, three messages at a time. */

export { BATCH, INPUT, OUTPUT } from "./batch";

/** Hashes `count` pairs of nodes, each with the numerically smaller one first. */
export function hashPairs(count: u32): void {
  for (let i: u32 = 0; i < count; i += 3) {
    layPair(i, ONE, 8);
    layPair(i + 1, TWO, 16);
    layPair(i + 2, TWO + 8, 16);
    permuteThree();
    takeHash(i, ONE, 8);
    takeHash(i + 1, TWO, 16);
    takeHash(i + 2, TWO + 8, 16);
  }
}

/** Hashes `count` records twice, as leaves; the hash of the last comes first. */
export function hashRecords(count: u32): void {
  for (let i: u32 = 0; i < count; i += 3) {
    layRecord(i, ONE, 8);
    layRecord(i + 1, TWO, 16);
    layRecord(i + 2, TWO + 8, 16);
    permuteThree();
    layHash(ONE, 8);
    layHash(TWO, 16);
    layHash(TWO + 8, 16);
    permuteThree();
    takeHash(leafIndex(i, count), ONE, 8);
    takeHash(leafIndex(i + 1, count), TWO, 16);
    takeHash(leafIndex(i + 2, count), TWO + 8, 16);
  }
}
