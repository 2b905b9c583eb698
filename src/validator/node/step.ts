import type { Hex32 } from "../../primitives/identifiers.ts";
import { nextDuty, type Duty, type Judgement } from "../next-duty.ts";
import type { NodeDuty, NodeEffect, NodeEvent, NodeSight } from "./node-event.ts";

/** How the node paces itself, in milliseconds. */
export type NodePace = {
  /** The longest pause between two looks at the chain. */
  readonly pollMs: number;
  /** The pause after a first failure; it doubles with each further one, up to the longest. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
};

/** What the node remembers between two steps. All of it is found again from chain and database after a restart. */
export type NodeState = {
  readonly pace: NodePace;
  /** The code with which the node ended; null while it runs. */
  readonly halted: string | null;
  readonly isStopping: boolean;
  readonly running: NodeDuty | null;
  /** Failures in a row, of looking and of each duty, and when to try again. */
  readonly failures: ReadonlyMap<string, { readonly count: number; readonly notBefore: number }>;
  /** What was found about pending reports, by their digest. */
  readonly judgements: ReadonlyMap<Hex32, Judgement>;
};

/** A state and what the shell has to do. */
export type NodeStep = { readonly state: NodeState; readonly effects: readonly NodeEffect[] };

const LOOKING = "look";
/** Alerts come with the failures of these numbers, and then with every so many more. */
const FIRST_ALERT = 3;

/** The state of a node that has not looked yet. */
export function newNode(pace: NodePace): NodeState {
  return { pace, halted: null, isStopping: false, running: null, failures: new Map(), judgements: new Map() };
}

/**
 * The whole behaviour of a validator node: what it does next, after something has happened. Pure; whatever runs it (the
 * program, the simulator) only carries effects out and reports what came of them. One duty runs at a time.
 */
export function step(state: NodeState, event: NodeEvent): NodeStep {
  if (state.halted !== null) return { state, effects: [] };
  switch (event.kind) {
    case "started":
      return { state, effects: [{ kind: "look", afterMs: 0 }] };
    case "stopped":
      return { state: { ...state, isStopping: true }, effects: [] };
    case "looked":
      return afterLook(succeeded(state, LOOKING), event.sight, event.at);
    case "blinded":
      return afterBlindness(state, event);
    case "performed":
      return lookAgain(afterDuty(state, event), 0);
    case "failed": {
      const { duty, code, isFatal, at } = event;
      return isFatal ? halt(state, code) : afterFailure({ ...state, running: null }, keyOf(duty), duty, code, at);
    }
  }
}

function afterBlindness(state: NodeState, event: Extract<NodeEvent, { kind: "blinded" }>): NodeStep {
  return event.isFatal ? halt(state, event.code) : afterFailure(state, LOOKING, null, event.code, event.at);
}

function afterDuty(state: NodeState, { duty, judgement }: Extract<NodeEvent, { kind: "performed" }>): NodeState {
  const { digest } = duty;
  const judged = judgement === undefined || digest === null ? [] : [[digest, judgement] as const];
  const judgements = new Map([...state.judgements, ...judged]);
  return { ...succeeded(state, keyOf(duty)), running: null, judgements };
}

function afterLook(state: NodeState, sight: NodeSight, at: number): NodeStep {
  if (sight.foreign.length > 0) return halt(state, "VALIDATOR_KEY_USED_ELSEWHERE");
  if (state.running !== null || state.isStopping) return { state, effects: [] };
  const duty = dutyIn(state, sight);
  if (duty.kind === "wait") return lookAgain(state, pauseUntil(state.pace, sight, duty.until));
  const due = toNodeDuty(duty.kind, sight);
  const failed = state.failures.get(keyOf(due));
  if (failed !== undefined && failed.notBefore > at) {
    return lookAgain(state, Math.min(failed.notBefore - at, state.pace.pollMs));
  }
  return { state: { ...state, running: due }, effects: [{ kind: "perform", duty: due }] };
}

type NextDuty = Duty | { readonly kind: "settle" };

/** What chain and database together ask for; a node that is silent says nothing, and keeps up. */
function dutyIn({ judgements }: NodeState, sight: NodeSight): NextDuty {
  const { view, pending, epoch, silentThrough } = sight;
  if (sight.settledThrough < sight.lastSettled) return { kind: "settle" };
  // The newest block has an epoch settled that may still come back.
  if (epoch !== sight.lastSettled + 1) return { kind: "wait", until: null };
  const judgement = pending === null ? null : (judgements.get(pending) ?? null);
  const eligible = view.eligible && epoch > silentThrough;
  const seen = { ...view, eligible, pending: view.pending === null ? null : { ...view.pending, judgement } };
  const duty = nextDuty(seen);
  const isAnybodys = duty.kind === "activate" || duty.kind === "skip";
  return isAnybodys ? inTurn(duty, sight) : duty;
}

/** So that not all validators pay for the same: each waits a little longer than the one before it. */
function inTurn(duty: Duty, { view, turnDelay }: NodeSight): Duty {
  const opensAt = Math.max(view.pending?.activatesAt ?? view.revealEndsAt, view.pausedUntil);
  return view.now >= opensAt + turnDelay ? duty : { kind: "wait", until: opensAt + turnDelay };
}

function toNodeDuty(kind: NodeDuty["kind"], { epoch, attempt, pending, settledThrough }: NodeSight): NodeDuty {
  if (kind === "settle") return { kind, epoch: settledThrough + 1, attempt: 0, digest: null };
  return { kind, epoch, attempt: kind === "commit" || kind === "reveal" ? 0 : attempt, digest: pending };
}

/** Chain seconds pass as fast as the machine's, mostly; a look costs little, so the pause is never long. */
function pauseUntil({ pollMs }: NodePace, { view }: NodeSight, until: number | null): number {
  return until === null ? pollMs : Math.max(0, Math.min(pollMs, (until - view.now) * 1_000));
}

function afterFailure(state: NodeState, key: string, duty: NodeDuty | null, code: string, at: number): NodeStep {
  const { retryMs, longestRetryMs, pollMs } = state.pace;
  const count = (state.failures.get(key)?.count ?? 0) + 1;
  const pause = Math.min(longestRetryMs, retryMs * 2 ** Math.min(count - 1, 30));
  const failures = new Map([...state.failures, [key, { count, notBefore: at + pause }]]);
  const alert: NodeEffect[] = count % FIRST_ALERT === 0 ? [{ kind: "alert", code, duty, failures: count }] : [];
  const next = lookAgain({ ...state, failures }, key === LOOKING ? pause : Math.min(pause, pollMs));
  return { state: next.state, effects: [...alert, ...next.effects] };
}

function lookAgain(state: NodeState, afterMs: number): NodeStep {
  return { state, effects: state.isStopping ? [] : [{ kind: "look", afterMs }] };
}

function halt(state: NodeState, code: string): NodeStep {
  return { state: { ...state, halted: code, running: null }, effects: [{ kind: "halt", code }] };
}

function succeeded(state: NodeState, key: string): NodeState {
  if (!state.failures.has(key)) return state;
  return { ...state, failures: new Map([...state.failures].filter(([failed]) => failed !== key)) };
}

function keyOf({ kind, epoch, attempt }: NodeDuty): string {
  return `${kind} ${epoch}.${attempt}`;
}
