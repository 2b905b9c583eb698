import { describeError } from "../../src/primitives/describe-error.ts";
import { CollectiveError, RetryableError } from "../../src/primitives/errors.ts";
import type { NodeDuty } from "../../src/validator/node/node-event.ts";
import type { OnceOutcome } from "../../src/validator/node/run-once.ts";
import { comingDuties, type ComingDuty } from "../../src/validator/operator/coming-duties.ts";
import { phaseOf } from "../../src/validator/operator/epoch-phase.ts";
import type { Outcome } from "../run-action.ts";
import { showDeadline } from "./status-table.ts";

type Once = OnceOutcome & {
  readonly validator: string;
  readonly isStopped: boolean;
};

/**
 * What `validate once` prints, and how it ends: with 0 when nothing is due any more, with 3 when calling it again may do what
 * was left, with 1 when it will not.
 */
export function describeOnce(once: Once): Outcome {
  const { performed, sight, failure, repeated, halted, isStopped, validator } = once;
  const failed = failure === null ? null : describeError(ours(failure.error));
  const isSettled = sight !== null && once.epoch !== null && sight.epoch > once.epoch;
  const coming = sight === null || isSettled ? [] : comingDuties(sight);
  const phase = isSettled ? "settled" : sight && phaseOf(sight.view);
  const stands = { epoch: once.epoch, attempt: sight?.attempt ?? null, phase };
  const left = [
    ...(failed === null ? [] : [`failed     ${showDuty(failure?.duty ?? null)}: ${failed.text}`]),
    ...(repeated === null ? [] : [`left       ${showDuty(repeated)}: done, and not seen by the endpoints yet`]),
    ...(halted === null ? [] : [`halted     ${halted}: find the reason before you go on (docs/validator-node.md)`]),
    ...(isStopped ? ["stopped    what was under way goes on with the next call"] : []),
  ];
  return {
    lines: [
      `validator  ${validator}`,
      ...(phase === null ? [] : [`epoch      ${once.epoch}, ${phase}`]),
      `done       ${performed.length === 0 ? "nothing was due" : performed.map(showDuty).join(", ")}`,
      ...left,
      ...coming.map((each) => `to come    ${showComing(each, sight?.view.now ?? 0)}`),
    ],
    document: {
      ...{ validator, ...stands, halted, coming, performed: performed.map(documentOf) },
      failed: failure === null ? null : { duty: failure.duty && documentOf(failure.duty), reason: failed?.text ?? "" },
      left: repeated && documentOf(repeated),
    },
    ok: halted === null && (isStopped || failed === null || failed.exitCode === 3),
    isPending: isStopped || failure !== null || repeated !== null,
  };
}

/** The words of a library's error may hold anything, and a node would try again. */
function ours(error: unknown): CollectiveError {
  if (error instanceof CollectiveError) return error;
  return new RetryableError("VALIDATOR_UNEXPECTED", "A failure that nobody thought of.", {
    hint: "If it lasts, report it with the lines of VALIDATOR_LOG_LEVEL=debug: they hold nothing private.",
  });
}

function showDuty(duty: NodeDuty | null): string {
  return duty === null ? "look" : `${duty.kind} ${duty.epoch}${duty.attempt > 1 ? `.${duty.attempt}` : ""}`;
}

function documentOf({ kind, epoch, attempt }: NodeDuty) {
  return { duty: kind, epoch, attempt };
}

function showComing({ duty, from, until }: ComingDuty, now: number): string {
  const begin = from === null ? "when enough others agree" : from <= now ? "now" : `from ${showDeadline(from, now)}`;
  return `${duty.padEnd(8)}  ${begin}${until === null ? "" : `; until ${showDeadline(until, now)}`}`;
}
