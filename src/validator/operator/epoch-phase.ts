import type { EpochView } from "../next-duty.ts";

/** What goes on in an epoch that is not settled. */
export const epochPhases = ["running", "committing", "revealing", "reporting", "pending"] as const;

/** One of {@link epochPhases}. */
export type EpochPhase = (typeof epochPhases)[number];

/** The phase of the oldest unsettled epoch. */
export function phaseOf({ now, endsAt, commitEndsAt, revealEndsAt, pending }: EpochView): EpochPhase {
  if (now <= endsAt) return "running";
  if (now < commitEndsAt) return "committing";
  if (now < revealEndsAt) return "revealing";
  return pending === null ? "reporting" : "pending";
}

/** When the phase ends by the chain's clock; null when only votes end it. */
export function phaseEnd(view: EpochView): number | null {
  const { endsAt, commitEndsAt, revealEndsAt, pending, pausedUntil } = view;
  switch (phaseOf(view)) {
    case "running":
      return endsAt;
    case "committing":
      return commitEndsAt;
    case "revealing":
      return revealEndsAt;
    case "reporting":
      return null;
    case "pending":
      return pending === null ? null : Math.max(pending.activatesAt, pausedUntil);
  }
}
