import { expect } from "chai";
import { InvalidInputError, InvariantError, RetryableError } from "../../../../src/primitives/errors.ts";
import type { NodeSight } from "../../../../src/validator/node/node-event.ts";
import { runNode, type NodeShell } from "../../../../src/validator/node/run-node.ts";

/** Before the end of its epoch: nothing to do. */
const idle: NodeSight = {
  ...{ epoch: 1, attempt: 1, committed: null, voted: null, pending: null },
  ...{ lastSettled: 0, settledThrough: 0, silentThrough: 0, foreign: [], turnDelay: 0 },
  view: {
    ...{ now: 50, endsAt: 100, commitEndsAt: 200, revealEndsAt: 300, nextRevealEndsAt: 500, pausedUntil: 0 },
    ...{ eligible: true, committed: false, revealed: false, voted: false, governable: true },
    ...{ filesRevealed: 0, filesRequired: 3, pending: null },
  },
};
const due: NodeSight = { ...idle, view: { ...idle.view, now: 101 } };

/** Runs a node over a list of sights, or failures of looking; it is told to end when the list does. */
async function run(
  sights: readonly (NodeSight | Error)[],
  perform: NodeShell["perform"] = () => Promise.resolve(undefined),
) {
  const end = new AbortController();
  const seen: string[] = [];
  const left = [...sights];
  const shell: NodeShell = {
    pace: { pollMs: 1_000, retryMs: 1, longestRetryMs: 1 },
    now: () => 0,
    sleep: () => Promise.resolve(),
    look: () => {
      const next = left.shift() ?? idle;
      if (left.length === 0) end.abort();
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    perform: (duty) => {
      seen.push(`${duty.kind} ${duty.epoch}`);
      return perform(duty);
    },
    watch: ({ kind }) => seen.push(kind),
  };
  return { halted: await runNode(shell, end.signal), seen };
}

describe("runNode", () => {
  it("looks, acts and ends when it is told to", async () => {
    const { halted, seen } = await run([idle, due, idle]);
    expect(halted).to.equal(null);
    expect(seen).to.deep.equal(["started", "looked", "looked", "commit 1", "performed", "looked", "stopped"]);
  });

  it("F37: begins no duty after it was told to end", async () => {
    expect((await run([idle, due])).seen).to.deep.equal(["started", "looked", "looked", "stopped"]);
  });

  it("T77: goes on after failures that pass, and halts on those that do not", async () => {
    const blind = new RetryableError("CHAIN_ENDPOINTS_DISAGREE", "…");
    expect(await run([blind, idle])).to.deep.equal({ halted: null, seen: ["started", "blinded", "looked", "stopped"] });
    const replaced = new InvariantError("CHAIN_FINAL_BLOCK_REPLACED", "…");
    expect((await run([replaced, idle])).halted).to.equal("CHAIN_FINAL_BLOCK_REPLACED");
  });

  it("F35: a duty that fails is no end, and one that shows a broken state is", async () => {
    const fail = (error: Error) => () => Promise.reject(error);
    const wrongRules = new InvalidInputError("VALIDATOR_WRONG_RULESET", "…");
    expect((await run([due, idle], fail(wrongRules))).seen).to.include("failed");
    expect((await run([due, idle], fail(new TypeError("no words of ours")))).halted).to.equal(null);
    const corrupt = new InvariantError("VALIDATOR_DATABASE_CORRUPT", "…");
    expect((await run([due, idle], fail(corrupt))).halted).to.equal("VALIDATOR_DATABASE_CORRUPT");
  });
});
