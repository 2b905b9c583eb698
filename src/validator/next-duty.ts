/** What a validator sees of one epoch that is not settled yet. Times in unix seconds of the chain's clock. */
export type EpochView = {
  readonly now: number;
  readonly endsAt: number;
  readonly commitEndsAt: number;
  readonly revealEndsAt: number;
  /** Whether this validator was active at the epoch's end and has not been ejected since. */
  readonly eligible: boolean;
  readonly committed: boolean;
  readonly revealed: boolean;
  /** Score files that eligible validators revealed, and how many a report needs: infinitely many below four validators. */
  readonly filesRevealed: number;
  readonly filesRequired: number;
  /** Whether this validator has voted in the running attempt. */
  readonly voted: boolean;
  /** Whether enough $GPT is out for a vote; with less, anyone may skip an epoch without agreement. */
  readonly governable: boolean;
  /** When the reveal window of the epoch after this one closes. */
  readonly nextRevealEndsAt: number;
  /** The root that waits for its activation, if one reached quorum. */
  readonly pending: { readonly activatesAt: number } | null;
};

/** The one thing to do next, or until when there is nothing to do. */
export type Duty =
  | { readonly kind: "commit" | "reveal" | "report" | "skip" | "activate" }
  | { readonly kind: "wait"; readonly until: number | null };

/**
 * Decides what a validator has to do about the oldest unsettled epoch. Pure: the same view always gives the same duty,
 * so a node that is killed and restarted at any moment goes on where it was.
 *
 * Anyone may skip or activate, so a validator that is not eligible still does these; it never commits or votes.
 */
export function nextDuty(view: EpochView): Duty {
  if (view.now <= view.endsAt) return { kind: "wait", until: view.endsAt + 1 };
  if (view.now < view.commitEndsAt) {
    return view.eligible && !view.committed ? { kind: "commit" } : { kind: "wait", until: view.commitEndsAt };
  }
  if (view.now < view.revealEndsAt) {
    const due = view.eligible && view.committed && !view.revealed;
    return due ? { kind: "reveal" } : { kind: "wait", until: view.revealEndsAt };
  }
  return dutyAfterReveal(view);
}

function dutyAfterReveal(view: EpochView): Duty {
  const { now, pending, eligible, revealed, voted } = view;
  if (pending !== null) {
    return now >= pending.activatesAt ? { kind: "activate" } : { kind: "wait", until: pending.activatesAt };
  }
  if (isSkippable(view)) return { kind: "skip" };
  // The contract hears only validators that revealed scores of their own.
  if (eligible && revealed && !voted) return { kind: "report" };
  return { kind: "wait", until: view.governable ? null : view.nextRevealEndsAt };
}

/** The two rules of `RewardDistributor.skipEpoch`: too few files, or stranded while nobody can vote (decision 0010). */
function isSkippable({ now, filesRevealed, filesRequired, governable, nextRevealEndsAt }: EpochView): boolean {
  return filesRevealed < filesRequired || (!governable && now >= nextRevealEndsAt);
}
