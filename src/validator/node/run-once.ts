import { InvalidInputError } from "../../primitives/errors.ts";
import type { NodeDuty, NodeEffect, NodeEvent, NodeSight } from "./node-event.ts";
import { carryOut, type NodeShell } from "./run-node.ts";
import { newNode, step, type NodeStep } from "./step.ts";

/** What came of acting for an epoch once. */
export type OnceOutcome = {
  /** The epoch that it was about; null when it was not found out. */
  readonly epoch: number | null;
  /** Duties that were performed, in their order. */
  readonly performed: readonly NodeDuty[];
  /** What was seen last; null when nothing could be. */
  readonly sight: NodeSight | null;
  /** What kept a duty from being performed, or from looking (`duty` is null then). */
  readonly failure: { readonly duty: NodeDuty | null; readonly error: unknown } | null;
  /** A duty that was performed and is still asked for: endpoints are behind. */
  readonly repeated: NodeDuty | null;
  /** The code with which the node must not go on. */
  readonly halted: string | null;
};

type OnceShell = Pick<NodeShell, "pace" | "now" | "look" | "perform" | "watch">;
type Timely = Extract<NodeEffect, { kind: "look" | "perform" }>;

/**
 * Performs what is due now for an epoch, by the same steps as a node that goes on, and ends. Epochs before it are taken over
 * first; each duty is tried once.
 *
 * @param epoch - the oldest epoch that is not settled, or one that was not taken over yet; 0 for the former.
 * @throws {InvalidInputError} `VALIDATOR_OTHER_EPOCH` when nothing can be done about this epoch.
 */
export async function runOnce(shell: OnceShell, epoch: number): Promise<OnceOutcome> {
  const noted = noteErrors(shell);
  let outcome: OnceOutcome = nothingYet;
  let state = newNode(shell.pace);
  let event: NodeEvent = { kind: "started", at: shell.now() };
  for (;;) {
    const next: NodeStep = step(state, event);
    shell.watch?.(event, next.effects, next.state);
    ({ state } = next);
    outcome = { ...after(outcome, event, epoch, noted.last()), halted: state.halted };
    const effect = next.effects.find(isTimely);
    if (effect === undefined || outcome.failure !== null || isOver(event, effect, outcome.epoch)) return outcome;
    const repeated = repeatedIn(effect, outcome.performed);
    if (repeated !== undefined) return { ...outcome, repeated };
    event = await carryOut(noted.shell, effect);
  }
}

const nothingYet: OnceOutcome = {
  ...{ epoch: null, sight: null, performed: [] },
  ...{ failure: null, repeated: null, halted: null },
};

function after(outcome: OnceOutcome, event: NodeEvent, epoch: number, error: unknown): OnceOutcome {
  switch (event.kind) {
    case "looked":
      return { ...outcome, epoch: outcome.epoch ?? targetOf(event.sight, epoch), sight: event.sight };
    case "performed":
      return { ...outcome, performed: [...outcome.performed, event.duty] };
    case "blinded":
      return { ...outcome, failure: { duty: null, error } };
    case "failed":
      return { ...outcome, failure: { duty: event.duty, error } };
    default:
      return outcome;
  }
}

function repeatedIn(effect: Timely, performed: readonly NodeDuty[]): NodeDuty | undefined {
  return effect.kind === "perform" ? performed.find((duty) => isSame(duty, effect.duty)) : undefined;
}

function targetOf({ epoch: oldest, settledThrough }: NodeSight, epoch: number): number {
  if (epoch === 0) return oldest;
  if (epoch > settledThrough && epoch <= oldest) return epoch;
  throw new InvalidInputError("VALIDATOR_OTHER_EPOCH", `Expected epoch ${oldest}, got ${epoch}.`, {
    hint:
      epoch <= settledThrough
        ? "That one is settled and taken over: nothing is left to be done about it."
        : "Epochs are settled one after the other; the expected one is the oldest that is not.",
  });
}

/** Whether a look showed that nothing is due now, or something of a later epoch alone: a look after it would be for later. */
function isOver({ kind }: NodeEvent, effect: Timely, target: number | null): boolean {
  return kind === "looked" && (effect.kind === "look" || effect.duty.epoch > (target ?? 0));
}

function isTimely(effect: NodeEffect): effect is Timely {
  return effect.kind === "look" || effect.kind === "perform";
}

/** Events carry codes alone; here somebody reads what went wrong. */
function noteErrors(shell: OnceShell): { readonly shell: OnceShell; readonly last: () => unknown } {
  let last: unknown;
  const note = (error: unknown): never => {
    last = error;
    throw error;
  };
  const { look, perform } = shell;
  return {
    shell: { ...shell, look: () => look().catch(note), perform: (duty) => perform(duty).catch(note) },
    last: () => last,
  };
}

function isSame(a: NodeDuty, b: NodeDuty): boolean {
  return a.kind === b.kind && a.epoch === b.epoch && a.attempt === b.attempt && a.digest === b.digest;
}
