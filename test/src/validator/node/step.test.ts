import { expect } from "chai";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import type { NodeDuty, NodeEffect, NodeEvent, NodeSight } from "../../../../src/validator/node/node-event.ts";
import { newNode, step, type NodeState } from "../../../../src/validator/node/step.ts";

const PACE = { pollMs: 60_000, retryMs: 1_000, longestRetryMs: 16_000 };
const DIGEST = toHex32(`0x${"d".repeat(64)}`);

/** Epoch 7, whose commit window is open; nothing is stated yet and everything before it is taken over. */
const sight: NodeSight = {
  epoch: 7,
  attempt: 1,
  committed: null,
  voted: null,
  pending: null,
  lastSettled: 6,
  settledThrough: 6,
  silentThrough: 3,
  foreign: [],
  turnDelay: 0,
  view: {
    now: 101,
    endsAt: 100,
    commitEndsAt: 200,
    revealEndsAt: 300,
    nextRevealEndsAt: 500,
    eligible: true,
    committed: false,
    revealed: false,
    filesRevealed: 0,
    filesRequired: 3,
    voted: false,
    governable: true,
    pausedUntil: 0,
    pending: null,
  },
};
const commit: NodeDuty = { kind: "commit", epoch: 7, attempt: 0, digest: null };
const looked = (seen: NodeSight, at = 0): NodeEvent => ({ kind: "looked", sight: seen, at });
const failed = (duty: NodeDuty, at = 0): NodeEvent => ({ kind: "failed", duty, code: "CODE", isFatal: false, at });

/** The state and the effects after several events. */
function after(...events: readonly NodeEvent[]): { state: NodeState; effects: readonly NodeEffect[] } {
  let state = newNode(PACE);
  let effects: readonly NodeEffect[] = [];
  for (const event of events) ({ state, effects } = step(state, event));
  return { state, effects };
}

describe("step", () => {
  it("looks first, does the one thing that is due, and looks again", () => {
    expect(after({ kind: "started", at: 0 }).effects).to.deep.equal([{ kind: "look", afterMs: 0 }]);
    expect(after(looked(sight)).effects).to.deep.equal([{ kind: "perform", duty: commit }]);
    const done: NodeEvent = { kind: "performed", duty: commit, at: 1 };
    expect(after(looked(sight), done).effects).to.deep.equal([{ kind: "look", afterMs: 0 }]);
  });

  it("waits until something opens, but never longer than a poll", () => {
    const early = { ...sight, view: { ...sight.view, now: 90 } };
    expect(after(looked(early)).effects).to.deep.equal([{ kind: "look", afterMs: 11_000 }]);
    const earlier = { ...sight, view: { ...sight.view, now: -1_000 } };
    expect(after(looked(earlier)).effects).to.deep.equal([{ kind: "look", afterMs: 60_000 }]);
  });

  it("does nothing else while a duty runs", () => {
    expect(after(looked(sight), looked(sight)).effects).to.deep.equal([]);
  });

  it("takes over what the chain settled before anything else, one epoch at a time", () => {
    const duty: NodeDuty = { kind: "settle", epoch: 5, attempt: 0, digest: null };
    expect(after(looked({ ...sight, settledThrough: 4 })).effects).to.deep.equal([{ kind: "perform", duty }]);
  });

  it("F20: states nothing on top of a settlement that is not final", () => {
    expect(after(looked({ ...sight, lastSettled: 5, settledThrough: 5 })).effects).to.deep.equal([
      { kind: "look", afterMs: 60_000 },
    ]);
  });

  it("F13 F15: says nothing about the epochs in which its history began, and still does what anybody may", () => {
    const silent = { ...sight, silentThrough: 7 };
    expect(after(looked(silent)).effects[0]).to.include({ kind: "look" });
    const skippable = { ...silent, view: { ...sight.view, now: 300 } };
    expect(after(looked(skippable)).effects[0]).to.deep.include({
      kind: "perform",
      duty: { ...commit, kind: "skip", attempt: 1 },
    });
  });

  it("F15: halts when its key is used elsewhere, and says nothing ever after", () => {
    const halted = after(looked({ ...sight, foreign: ["report"] }));
    expect(halted.effects).to.deep.equal([{ kind: "halt", code: "VALIDATOR_KEY_USED_ELSEWHERE" }]);
    expect(step(halted.state, looked(sight)).effects).to.deep.equal([]);
  });

  it("F21: halts when a final block is another one", () => {
    const event: NodeEvent = { kind: "blinded", code: "CHAIN_FINAL_BLOCK_REPLACED", isFatal: true, at: 0 };
    expect(after(event).effects).to.deep.equal([{ kind: "halt", code: "CHAIN_FINAL_BLOCK_REPLACED" }]);
  });

  it("T77: does nothing while it is blind, pauses longer each time, and alerts", () => {
    const blind: NodeEvent = { kind: "blinded", code: "CHAIN_ENDPOINTS_DISAGREE", isFatal: false, at: 0 };
    expect(after(blind).effects).to.deep.equal([{ kind: "look", afterMs: 1_000 }]);
    expect(after(blind, blind).effects).to.deep.equal([{ kind: "look", afterMs: 2_000 }]);
    expect(after(blind, blind, blind).effects).to.deep.equal([
      { kind: "alert", code: "CHAIN_ENDPOINTS_DISAGREE", duty: null, failures: 3 },
      { kind: "look", afterMs: 4_000 },
    ]);
    expect(after(blind, blind, looked(sight)).state.failures.size).to.equal(0);
  });

  it("tries a failed duty again after a pause that doubles up to the longest", () => {
    const once = after(looked(sight), failed(commit, 10_000));
    expect(once.effects).to.deep.equal([{ kind: "look", afterMs: 1_000 }]);
    expect(step(once.state, looked(sight, 10_500)).effects).to.deep.equal([{ kind: "look", afterMs: 500 }]);
    expect(step(once.state, looked(sight, 11_000)).effects).to.deep.equal([{ kind: "perform", duty: commit }]);
    const often = after(...Array.from({ length: 9 }, () => failed(commit)));
    expect(often.effects).to.deep.equal([
      { kind: "alert", code: "CODE", duty: commit, failures: 9 },
      { kind: "look", afterMs: 16_000 },
    ]);
  });

  it("calculates a root that others made pending once, and objects when it is wrong", () => {
    const pending = { activatesAt: 400, supported: false, vetoed: false, judgement: null };
    const seen = { ...sight, pending: DIGEST, view: { ...sight.view, now: 310, revealed: true, pending } };
    const judge: NodeDuty = { kind: "judge", epoch: 7, attempt: 1, digest: DIGEST };
    expect(after(looked(seen)).effects).to.deep.equal([{ kind: "perform", duty: judge }]);
    const found = (judgement: "right" | "wrong") =>
      after(looked(seen), { kind: "performed", duty: judge, judgement, at: 0 }, looked(seen)).effects;
    expect(found("wrong")).to.deep.equal([{ kind: "perform", duty: { ...judge, kind: "veto" } }]);
    expect(found("right")).to.deep.equal([{ kind: "perform", duty: { ...judge, kind: "confirm" } }]);
  });

  it("lets the others go first with what anybody may do", () => {
    const pending = { activatesAt: 400, supported: true, vetoed: false, judgement: null };
    const at = (now: number) => ({
      ...sight,
      turnDelay: 30,
      pending: DIGEST,
      view: { ...sight.view, now, revealed: true, voted: true, pending },
    });
    expect(after(looked(at(429))).effects).to.deep.equal([{ kind: "look", afterMs: 1_000 }]);
    expect(after(looked(at(430))).effects[0]).to.deep.include({ kind: "perform" });
  });

  it("F37: begins nothing more once it is to end", () => {
    const stopped: NodeEvent = { kind: "stopped", at: 0 };
    expect(after(stopped, looked(sight)).effects).to.deep.equal([]);
    expect(after(looked(sight), stopped, { kind: "performed", duty: commit, at: 0 }).effects).to.deep.equal([]);
  });
});
