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
  /** How long the duty that has ended took, by the machine's clock. */
  readonly ms: number | null;
  readonly halted: string | null;
};

/** Something that looks at a node. */
export type NodeObserver = {
  readonly watch: NonNullable<NodeShell["watch"]>;
  readonly vitals: () => Vitals;
};

/**
 * Follows the steps of a node for its log, its metrics and its health.
 *
 * @param observers - what is told of each step. One that throws is passed over: watching must not end a node.
 */
export function observeNode(startedAt: number, observers: readonly ((seen: Observation) => void)[]): NodeObserver {
  let vitals: Vitals = { startedAt, lastLookAt: null, running: null, halted: null, blindedBy: null };
  let begunAt = startedAt;

  return {
    vitals: () => vitals,
    watch(event, effects, state) {
      const begun = effects.find((effect) => effect.kind === "perform");
      const hasEnded = event.kind === "performed" || event.kind === "failed";
      const seen: Observation = {
        event,
        alerts: effects.filter((effect) => effect.kind === "alert"),
        duty: begun?.duty ?? (hasEnded ? event.duty : null),
        begins: begun !== undefined,
        ms: hasEnded ? Math.max(0, event.at - begunAt) : null,
        halted: state.halted,
      };
      if (begun !== undefined) begunAt = event.at;
      vitals = {
        startedAt,
        lastLookAt: event.kind === "looked" ? event.at : vitals.lastLookAt,
        running: state.running === null ? null : { duty: state.running.kind, since: begunAt },
        halted: state.halted,
        blindedBy: event.kind === "blinded" ? event.code : event.kind === "looked" ? null : vitals.blindedBy,
      };
      for (const observe of observers) {
        try {
          observe(seen);
        } catch {
          // Said above.
        }
      }
    },
  };
}
