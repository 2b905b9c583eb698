import { sha256Hex } from "../../../../src/primitives/hash.ts";
import { toHex32, type Hex32 } from "../../../../src/primitives/identifiers.ts";
import type { NoveltyDelta } from "../../../../src/scoring/novelty.ts";
import type { ScoredWork } from "../../../../src/validator/database/epoch-records.ts";
import { digest } from "./signer.ts";

/** Added by every version of {@link work}: one unit of base and two of pay on day 1. */
export const CLUSTER = digest(0xc1);

/** An epoch with three versions, of which {@link counted} holds the first and the last. */
export function work(epoch: number): ScoredWork {
  const file = new TextEncoder().encode(`score file ${epoch}`);
  return {
    epoch,
    file,
    sha256: toHex32(sha256Hex(file)),
    deltas: [1, 2, 3].map((index) => ({ id: digest(index), version: epoch, delta: delta(epoch, index) })),
    unavailable: [{ id: digest(9), code: "STORAGE_NOT_FOUND" }],
  };
}

/** Fingerprints that no other version has, and one that all have. */
function delta(epoch: number, index: number): NoveltyDelta {
  const own = 1_000 * epoch + index;
  return { fingerprints: [7, own], cluster: CLUSTER, days: [{ day: 1, base: 1, paid: 2 }] };
}

/** What is counted of {@link work}; the second only in another version. */
export function counted(epoch: number): ReadonlyMap<Hex32, number> {
  return new Map([
    [digest(1), epoch],
    [digest(2), epoch + 1],
    [digest(3), epoch],
  ]);
}
