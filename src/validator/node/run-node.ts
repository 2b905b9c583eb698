import { CollectiveError } from "../../primitives/errors.ts";
import type { Judgement } from "../next-duty.ts";
import { isHalting } from "./halt-codes.ts";
import type { NodeDuty, NodeEffect, NodeEvent, NodeSight } from "./node-event.ts";
import { newNode, step, type NodePace, type NodeState } from "./step.ts";

/** What carries the effects of a node out. */
export type NodeShell = {
  readonly pace: NodePace;
  /** Milliseconds of a clock that nobody sets: only how much of it passes means something. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or as soon as the node is told to end. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly look: () => Promise<NodeSight>;
  readonly perform: (duty: NodeDuty) => Promise<Judgement | undefined>;
  /** For logs and metrics. It must not throw. */
  readonly watch?: (event: NodeEvent, effects: readonly NodeEffect[], state: NodeState) => void;
};

/**
 * Runs a node until `signal` tells it to end, or until it must not go on.
 *
 * @returns null when it was told to end, otherwise the code of why it halted.
 */
export async function runNode(shell: NodeShell, signal: AbortSignal): Promise<string | null> {
  let state = newNode(shell.pace);
  let event: NodeEvent | null = { kind: "started", at: shell.now() };
  while (event !== null) {
    const next: { state: NodeState; effects: readonly NodeEffect[] } = step(state, event);
    shell.watch?.(event, next.effects, next.state);
    ({ state } = next);
    if (state.halted !== null) return state.halted;
    event = await carryAllOut(shell, next.effects, signal);
  }
  return null;
}

/** What comes of the one effect that takes time; null when there is none, which ends the node. */
async function carryAllOut(
  shell: NodeShell,
  effects: readonly NodeEffect[],
  signal: AbortSignal,
): Promise<NodeEvent | null> {
  for (const effect of effects) {
    if (effect.kind !== "look" && effect.kind !== "perform") continue;
    if (effect.kind === "look" && effect.afterMs > 0) await shell.sleep(effect.afterMs);
    return signal.aborted ? { kind: "stopped", at: shell.now() } : carryOut(shell, effect);
  }
  return null;
}

/** Looks at once, or performs a duty, and tells what came of it; whatever is thrown is an event too. */
export async function carryOut(
  { look, perform, now }: Pick<NodeShell, "look" | "perform" | "now">,
  effect: Extract<NodeEffect, { kind: "look" | "perform" }>,
): Promise<NodeEvent> {
  if (effect.kind === "look") {
    try {
      return { kind: "looked", sight: await look(), at: now() };
    } catch (error) {
      return { kind: "blinded", ...describe(error), at: now() };
    }
  }
  const { duty } = effect;
  try {
    const judgement = await perform(duty);
    return { kind: "performed", duty, ...(judgement !== undefined && { judgement }), at: now() };
  } catch (error) {
    return { kind: "failed", duty, ...describe(error), at: now() };
  }
}

/** Errors of libraries have no code of ours, and their words may hold anything. */
function describe(error: unknown): { readonly code: string; readonly isFatal: boolean } {
  const code = error instanceof CollectiveError ? error.code : "VALIDATOR_UNEXPECTED";
  return { code, isFatal: isHalting(code) };
}
