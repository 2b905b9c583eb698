import { expect } from "chai";
import { newNode, step, type NodeState } from "../../../../src/validator/node/step.ts";
import type { NodeEvent } from "../../../../src/validator/node/node-event.ts";
import { logObservation } from "../../../../src/validator/operator/log-observation.ts";
import type { NodeLog } from "../../../../src/validator/operator/node-log.ts";
import { observeNode } from "../../../../src/validator/operator/observe-node.ts";
import { exampleDuty, exampleSight } from "./example-sight.ts";

function linesAbout(events: readonly NodeEvent[]): unknown[] {
  const lines: unknown[] = [];
  const log: NodeLog = { line: (...line) => lines.push(line), close: () => Promise.resolve() };
  const { watch } = observeNode({ startedAt: 0, machine: () => 1_000_000 }, [
    (seen) => {
      logObservation(log, seen);
    },
  ]);
  let state: NodeState = newNode({ pollMs: 12_000, retryMs: 1_000, longestRetryMs: 60_000 });
  for (const event of events) {
    const next = step(state, event);
    watch(event, next.effects, next.state);
    ({ state } = next);
  }
  return lines;
}

const settling = { ...exampleDuty, kind: "settle", epoch: 10, attempt: 0, digest: null } as const;
const about = { duty: "settle", epoch: 10, attempt: 0 };

describe("logObservation", () => {
  it("says what was seen, what is begun and what came of it", () => {
    const lines = linesAbout([
      { kind: "started", at: 0 },
      { kind: "looked", sight: exampleSight, at: 1_000_000 },
      { kind: "failed", duty: settling, code: "STORAGE_UNAVAILABLE", isFatal: false, at: 1_002_000 },
      { kind: "performed", duty: settling, at: 1_003_000 },
      { kind: "performed", duty: exampleDuty, judgement: "wrong", at: 1_004_000 },
    ]);

    expect(lines).to.deep.equal([
      ["info", "started"],
      [
        "debug",
        "looked",
        { epoch: 12, attempt: 1, phase: "committing", lastSettled: 11, settledThrough: 9, clockDifference: 1 },
      ],
      ["info", "duty begun", about],
      ["warn", "duty failed", { ...about, ms: 2_000, code: "STORAGE_UNAVAILABLE" }],
      ["info", "duty performed", { ...about, ms: 3_000 }],
      ["warn", "duty performed", { duty: "report", epoch: 12, attempt: 1, ms: 4_000, judgement: "wrong" }],
    ]);
  });

  it("raises its voice when something fails again and again, and when the node halts", () => {
    const blind = { kind: "blinded", code: "CHAIN_ENDPOINTS_DISAGREE", isFatal: false, at: 1 } as const;
    const lines = linesAbout([blind, blind, blind, { ...blind, code: "CHAIN_WRONG_CHAIN", isFatal: true }]);

    expect(lines.slice(2)).to.deep.equal([
      ["warn", "blinded", { code: "CHAIN_ENDPOINTS_DISAGREE" }],
      ["error", "alert", { code: "CHAIN_ENDPOINTS_DISAGREE", failures: 3 }],
      ["warn", "blinded", { code: "CHAIN_WRONG_CHAIN" }],
      ["fatal", "halted", { code: "CHAIN_WRONG_CHAIN" }],
    ]);
  });
});
