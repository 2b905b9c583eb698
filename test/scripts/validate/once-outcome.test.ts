import { expect } from "chai";
import { describeOnce } from "../../../scripts/validate/once-outcome.ts";
import { InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";
import type { NodeDuty } from "../../../src/validator/node/node-event.ts";
import { exampleSight, exampleView } from "../../src/validator/operator/example-sight.ts";

const commit: NodeDuty = { kind: "commit", epoch: 12, attempt: 0, digest: null };
const nothing = { performed: [], failure: null, repeated: null, halted: null, isStopped: false, validator: "0xab" };
const seen = { ...nothing, epoch: 12, sight: { ...exampleSight, view: { ...exampleView, committed: true } } };
const exitCode = (outcome: ReturnType<typeof describeOnce>): number =>
  outcome.ok === false ? 1 : outcome.isPending === true ? 3 : 0;

describe("describeOnce", () => {
  it("says what was done, what is still to come and when", () => {
    const outcome = describeOnce({ ...seen, performed: [commit] });

    expect(outcome.lines).to.deep.equal([
      "validator  0xab",
      "epoch      12, committing",
      "done       commit 12",
      "to come    reveal    from 1970-01-01 00:18:20 UTC, in 1 min 39 s; until 1970-01-01 00:20:00 UTC, in 3 min 19 s",
      "to come    report    from 1970-01-01 00:20:00 UTC, in 3 min 19 s",
      "to come    activate  when enough others agree",
    ]);
    expect(outcome.document).to.deep.include({
      epoch: 12,
      phase: "committing",
      performed: [{ duty: "commit", epoch: 12, attempt: 0 }],
      failed: null,
    });
    expect(exitCode(outcome)).to.equal(0);
  });

  it("ends well when nothing was due, and when the epoch is settled", () => {
    const idle = describeOnce(seen);
    expect([idle.lines[2], exitCode(idle)]).to.deep.equal(["done       nothing was due", 0]);
    const settled = describeOnce({ ...seen, sight: { ...exampleSight, epoch: 13 } });
    expect([settled.lines.slice(1), exitCode(settled)]).to.deep.equal([
      ["epoch      12, settled", "done       nothing was due"],
      0,
    ]);
  });

  it("ends with 3 when calling it again may do what was left", () => {
    const unpaid = {
      duty: commit,
      error: new RetryableError("CHAIN_NO_FUNDS", "Expected coins.", { hint: "Send some." }),
    };
    const failed = describeOnce({ ...seen, failure: unpaid });
    expect(failed.lines).to.include("failed     commit 12: CHAIN_NO_FUNDS: Expected coins.\n  Send some.");
    const blind = describeOnce({ ...nothing, epoch: null, sight: null, failure: { ...unpaid, duty: null } });
    const stopped = describeOnce({ ...seen, failure: { duty: commit, error: new Error("aborted") }, isStopped: true });
    const others = [blind, stopped, describeOnce({ ...seen, repeated: commit })];

    expect([failed, ...others].map(exitCode)).to.deep.equal([3, 3, 3, 3]);
  });

  it("T70: shows no words of a library", () => {
    const outcome = describeOnce({ ...seen, failure: { duty: commit, error: new TypeError("private words") } });
    expect(JSON.stringify(outcome)).to.include("VALIDATOR_UNEXPECTED").and.not.include("private words");
    expect(exitCode(outcome)).to.equal(3);
  });

  it("ends with 1 when it would not", () => {
    const conflict = { duty: commit, error: new InvalidInputError("VALIDATOR_CONFLICTING_STATEMENT", "…") };
    const halted = describeOnce({ ...seen, halted: "VALIDATOR_KEY_USED_ELSEWHERE" });

    expect([describeOnce({ ...seen, failure: conflict }), halted].map(exitCode)).to.deep.equal([1, 1]);
    expect(halted.lines.join("\n")).to.include("VALIDATOR_KEY_USED_ELSEWHERE");
  });
});
