import type { EpochDuty, EpochView } from "../next-duty.ts";
import type { NodeSight } from "../node/node-event.ts";
import { phaseOf } from "./epoch-phase.ts";

/** Something that a validator will have to do about an epoch. Unix seconds of the chain's clock. */
export type ComingDuty = {
  readonly duty: EpochDuty;
  /** Null where it depends on what others do. */
  readonly from: number | null;
  /** Null where it may be done at any later time. */
  readonly until: number | null;
};

/**
 * What is still to come for the epoch that was looked at, in its order, as far as its phases tell: not what failed, and not
 * what a wrong root of others would ask for.
 */
export function comingDuties({ view, epoch, silentThrough, turnDelay }: NodeSight): ComingDuty[] {
  const { pending, pausedUntil } = view;
  // Who may say something about an epoch is known at its end.
  const speaks = epoch > silentThrough && (phaseOf(view) === "running" || view.eligible);
  const opensAt = pending === null ? null : Math.max(pending.activatesAt, pausedUntil) + turnDelay;
  return [...(speaks ? ownDuties(view) : []), { duty: "activate", from: opensAt, until: null }];
}

/** Each needs those before it: who did not commit in time reveals and reports nothing. */
function ownDuties({ endsAt, commitEndsAt, revealEndsAt, now, ...view }: EpochView): ComingDuty[] {
  const isCommitting = now < commitEndsAt && !view.committed;
  const isRevealing = now < revealEndsAt && !view.revealed && (isCommitting || view.committed);
  const isReporting = (isRevealing || view.revealed) && view.pending === null && !view.voted;
  const all: readonly (readonly [isComing: boolean, coming: ComingDuty])[] = [
    [isCommitting, { duty: "commit", from: endsAt + 1, until: commitEndsAt }],
    [isRevealing, { duty: "reveal", from: commitEndsAt, until: revealEndsAt }],
    [isReporting, { duty: "report", from: revealEndsAt, until: null }],
  ];
  return all.flatMap(([isComing, coming]) => (isComing ? [coming] : []));
}
