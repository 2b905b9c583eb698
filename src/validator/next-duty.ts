/** Whether a validator's own calculation, from the score files that a report names, gives the same report. */
export type Judgement = "right" | "wrong";

/** The root that waits for its activation. */
export type PendingView = {
  readonly activatesAt: number;
  /** Whether this validator's vote is among those that carry it, and whether its veto is there. */
  readonly supported: boolean;
  readonly vetoed: boolean;
  /** Null before this validator has calculated it. */
  readonly judgement: Judgement | null;
};

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
  /** Until when nothing can be activated; 0 when there is no pause. */
  readonly pausedUntil: number;
  /** The root that reached quorum, if one did. */
  readonly pending: PendingView | null;
};

/** Something to do about an epoch. */
export type EpochDuty = "commit" | "reveal" | "report" | "skip" | "judge" | "confirm" | "veto" | "activate";

/** The one thing to do next, or until when there is nothing to do; null when only somebody else can change that. */
export type Duty = { readonly kind: EpochDuty } | { readonly kind: "wait"; readonly until: number | null };

/**
 * Decides what a validator has to do about the oldest unsettled epoch. Pure: the same view always gives the same duty,
 * so a node that is killed and restarted at any moment goes on where it was.
 *
 * Anyone may skip or activate, so a validator that is not eligible still does these; it never commits or votes. Nobody
 * activates a root that is wrong in its eyes.
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
  return view.pending === null ? dutyWithoutRoot(view) : dutyAboutRoot(view, view.pending);
}

function dutyWithoutRoot(view: EpochView): Duty {
  if (isSkippable(view)) return { kind: "skip" };
  // The contract hears only validators that revealed scores of their own.
  if (view.eligible && view.revealed && !view.voted) return { kind: "report" };
  return { kind: "wait", until: view.governable ? null : view.nextRevealEndsAt };
}

function dutyAboutRoot({ now, eligible, revealed, voted, pausedUntil }: EpochView, pending: PendingView): Duty {
  const { activatesAt, judgement } = pending;
  if (judgement === "wrong") return dutyAgainst(eligible, pending);
  // Own support stands for an own calculation that gave this root.
  if (eligible && !pending.supported && judgement === null) return { kind: "judge" };
  if (eligible && revealed && !voted && judgement === "right") return { kind: "confirm" };
  const opensAt = Math.max(activatesAt, pausedUntil);
  return now >= opensAt ? { kind: "activate" } : { kind: "wait", until: opensAt };
}

function dutyAgainst(eligible: boolean, { vetoed }: PendingView): Duty {
  return eligible && !vetoed ? { kind: "veto" } : { kind: "wait", until: null };
}

/** The two rules of `RewardDistributor.skipEpoch`: too few files, or stranded while nobody can vote (decision 0010). */
function isSkippable({ now, filesRevealed, filesRequired, governable, nextRevealEndsAt }: EpochView): boolean {
  return filesRevealed < filesRequired || (!governable && now >= nextRevealEndsAt);
}
