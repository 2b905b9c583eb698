import { applyDelta, type NoveltyDelta, type NoveltyLedger, type NoveltyState } from "./novelty.ts";
import type { MeasuredArchive } from "./settle-archive.ts";

/** Where scoring finds out what was counted before: in memory, or in a database that holds far more than fits there. */
export type NoveltySource = {
  /**
   * What there is about one archive: its fingerprints, the credits of its cluster and its mail. What the state says about
   * anything else means nothing. It holds until the next {@link NoveltySource.add}.
   */
  readonly viewFor: (measured: MeasuredArchive) => Promise<NoveltyState>;
  /** Lays what a version will add, once it is counted, over everything that is seen from now on. */
  readonly add: (delta: NoveltyDelta) => void;
};

/** A {@link NoveltySource} of a ledger that is at hand, which it changes. */
export function noveltyInMemory(ledger: NoveltyLedger): NoveltySource {
  return {
    viewFor: () => Promise.resolve(ledger),
    add: (delta) => {
      applyDelta(ledger, delta);
    },
  };
}
