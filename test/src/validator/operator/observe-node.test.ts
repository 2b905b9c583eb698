import { expect } from "chai";
import { newNode, step, type NodeState } from "../../../../src/validator/node/step.ts";
import type { NodeEvent } from "../../../../src/validator/node/node-event.ts";
import { observeNode, type Observation } from "../../../../src/validator/operator/observe-node.ts";
import { exampleDuty, exampleSight } from "./example-sight.ts";

const pace = { pollMs: 12_000, retryMs: 1_000, longestRetryMs: 60_000 };

function watched(events: readonly NodeEvent[], broken = false) {
  const seen: Observation[] = [];
  const fails = (): void => {
    throw new Error("a broken observer");
  };
  const { watch, vitals } = observeNode({ startedAt: 0, machine: () => 5_000 }, [
    ...(broken ? [fails] : []),
    (observation) => seen.push(observation),
  ]);
  let state: NodeState = newNode(pace);
  for (const event of events) {
    const next = step(state, event);
    watch(event, next.effects, next.state);
    ({ state } = next);
  }
  return { seen, vitals: vitals() };
}

const settling = { ...exampleDuty, kind: "settle", epoch: 10, attempt: 0, digest: null } as const;

describe("observeNode", () => {
  it("tells when a duty begins, and how long it took when it ended", () => {
    const { seen } = watched([
      { kind: "looked", sight: exampleSight, at: 1_000 },
      { kind: "performed", duty: settling, at: 3_500 },
    ]);

    expect(seen.map(({ duty, begins, ms }) => [duty, begins, ms])).to.deep.equal([
      [settling, true, null],
      [settling, false, 2_500],
    ]);
  });

  it("F27: goes by the clock of the events alone; how far the machine's is from the chain's is only told", () => {
    const { seen, vitals } = watched([{ kind: "looked", sight: exampleSight, at: 1_000 }]);

    expect(seen[0]?.clockDifference).to.equal(exampleSight.view.now - 5);
    expect(vitals.lastLookAt).to.equal(1_000);
  });

  it("keeps what health is judged by", () => {
    const look = { kind: "looked", sight: exampleSight, at: 1_000 } as const;
    const blind = { kind: "blinded", code: "CHAIN_UNREACHABLE", isFatal: false, at: 9_000 } as const;

    expect(watched([look]).vitals).to.deep.equal({
      startedAt: 0,
      lastLookAt: 1_000,
      running: { duty: "settle", since: 1_000 },
      halted: null,
      blindedBy: null,
    });
    const { vitals } = watched([look, { kind: "performed", duty: settling, at: 3_500 }, blind]);
    expect(vitals).to.include({ lastLookAt: 1_000, running: null, blindedBy: "CHAIN_UNREACHABLE" });
    expect(watched([{ ...blind, isFatal: true }]).vitals.halted).to.equal("CHAIN_UNREACHABLE");
  });

  it("passes over an observer that fails", () => {
    expect(watched([{ kind: "started", at: 0 }], true).seen).to.have.length(1);
  });
});
