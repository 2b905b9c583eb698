import type { NodeDuty, NodeEffect, NodeEvent } from "../node/node-event.ts";
import type { NodeShell } from "../node/run-node.ts";
import type { Vitals } from "./health.ts";

type Alert = Extract<NodeEffect, { kind: "alert" }>;

/** One step of a node, with what a log and metrics need of the steps before it. */
export type Observation = {
  readonly event: NodeEvent;
  readonly alerts: readonly Alert[];
  /** The duty that begins or has ended with this event. */
  readonly duty: NodeDuty | null;
  readonly begins: boolean;
  /** How long the duty that has ended took. */
  readonly ms: number | null;
  /** Seconds by which the chain's clock is ahead of this machine's; null but for a look. */
  readonly clockDifference: number | null;
  readonly halted: string | null;
};

/** Something that looks at a node. */
export type NodeObserver = {
  readonly watch: NonNullable<NodeShell["watch"]>;
  readonly vitals: () => Vitals;
};

/** When it began, by the clock of the node's events, and this machine's clock in milliseconds, which may jump. */
export type ObserverClocks = { readonly startedAt: number; readonly machine: () => number };

/**
 * Follows the steps of a node for its log, its metrics and its health.
 *
 * @param observers - what is told of each step. One that throws is passed over: watching must not end a node.
 */
export function observeNode(
  { startedAt, machine }: ObserverClocks,
  observers: readonly ((seen: Observation) => void)[],
): NodeObserver {
  let vitals: Vitals = { startedAt, lastLookAt: null, running: null, halted: null, blindedBy: null };
  let begunAt = startedAt;

  return {
    vitals: () => vitals,
    watch(event, effects, state) {
      const begun = effects.find((effect) => effect.kind === "perform");
      const ended = event.kind === "performed" || event.kind === "failed" ? event.duty : null;
      const ms = ended === null ? null : Math.max(0, event.at - begunAt);
      if (begun !== undefined) begunAt = event.at;
      const running = state.running === null ? null : { duty: state.running.kind, since: begunAt };
      vitals = { ...vitals, ...sightOf(event), running, halted: state.halted };
      const seen: Observation = {
        event,
        alerts: effects.filter((effect) => effect.kind === "alert"),
        duty: begun?.duty ?? ended,
        begins: begun !== undefined,
        ms,
        clockDifference: event.kind === "looked" ? event.sight.view.now - machine() / 1_000 : null,
        halted: state.halted,
      };
      for (const observe of observers) tell(observe, seen);
    },
  };
}

function sightOf(event: NodeEvent): Partial<Vitals> {
  if (event.kind === "looked") return { lastLookAt: event.at, blindedBy: null };
  return event.kind === "blinded" ? { blindedBy: event.code } : {};
}

function tell(observe: (seen: Observation) => void, seen: Observation): void {
  try {
    observe(seen);
  } catch {
    // Watching must not end a node.
  }
}
