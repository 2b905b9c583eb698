import { applyDelta, type NoveltyDelta, type NoveltyLedger, type NoveltyState } from "./novelty.ts";
import type { MeasuredArchive } from "./settle-archive.ts";

/** Where scoring takes from what was counted before: a ledger in memory, or tables too large for it. */
export type NoveltySource = {
  /** What was counted, as far as the score of this archive depends on it, with all that was added since. */
  readonly viewFor: (archive: MeasuredArchive) => Promise<NoveltyState>;
  /** Adds what a version brings, for those that are scored after it in the same epoch. */
  readonly add: (delta: NoveltyDelta) => void;
};

/** A source over a ledger in memory, which `add` changes in place. */
export function noveltyInMemory(ledger: NoveltyLedger): NoveltySource {
  return {
    viewFor: () => Promise.resolve(ledger),
    add: (delta) => {
      applyDelta(ledger, delta);
    },
  };
}
