import { expect } from "chai";
import { InvariantError, RetryableError, type CollectiveError } from "../../../../src/primitives/errors.ts";
import type { NodeSight } from "../../../../src/validator/node/node-event.ts";
import { runOnce } from "../../../../src/validator/node/run-once.ts";
import { exampleSight, exampleView } from "../operator/example-sight.ts";

/** Epoch 12 is over, nothing was said about it, and all before it is taken over. */
const due: NodeSight = { ...exampleSight, settledThrough: 11 };
const committed: NodeSight = { ...due, view: { ...exampleView, committed: true } };

async function once(
  epoch: number,
  sights: readonly (NodeSight | Error)[],
  perform: (duty: string) => Promise<undefined> = () => Promise.resolve(undefined),
) {
  const seen: string[] = [];
  const left = [...sights];
  const outcome = await runOnce(
    {
      pace: { pollMs: 1_000, retryMs: 1, longestRetryMs: 1 },
      now: () => 0,
      look: () => {
        const next = left.shift()!;
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
      perform: (duty) => perform(`${duty.kind} ${duty.epoch}`),
      watch: ({ kind }) => seen.push(kind),
    },
    epoch,
  );
  const performed = outcome.performed.map(({ kind, epoch: of }) => `${kind} ${of}`);
  return { ...outcome, performed, seen, looksLeft: left.length };
}

async function refusal(epoch: number, sight: NodeSight): Promise<string | undefined> {
  return once(epoch, [sight]).then(
    () => undefined,
    (error: unknown) => (error as CollectiveError).code,
  );
}

describe("runOnce", () => {
  it("performs what is due now, and ends where a node would wait", async () => {
    const { performed, seen, sight, failure, halted, epoch } = await once(12, [due, committed]);

    expect(performed).to.deep.equal(["commit 12"]);
    expect(seen).to.deep.equal(["started", "looked", "performed", "looked"]);
    expect({ sight, failure, halted, epoch }).to.deep.equal({
      sight: committed,
      failure: null,
      halted: null,
      epoch: 12,
    });
    expect((await once(0, [committed])).performed).to.deep.equal([]);
  });

  it("F36: takes over the epochs before it first", async () => {
    const sights = [9, 10, 11].map((settledThrough) => ({ ...due, settledThrough }));
    const { performed } = await once(12, [...sights, committed]);

    expect(performed).to.deep.equal(["settle 10", "settle 11", "commit 12"]);
  });

  it("does nothing about a later epoch, neither after settling its own nor after its own was settled", async () => {
    expect((await once(10, [exampleSight, { ...due, settledThrough: 10 }])).performed).to.deep.equal(["settle 10"]);
    const next: NodeSight = { ...due, epoch: 13, lastSettled: 12, settledThrough: 12 };
    const reporting = { ...exampleView, now: 1_250, committed: true, revealed: true, filesRevealed: 3 };
    const { performed } = await once(0, [{ ...due, view: reporting }, next]);
    expect(performed).to.deep.equal(["report 12"]);
  });

  it("refuses an epoch about which nothing can be done", async () => {
    expect(await refusal(13, due)).to.equal("VALIDATOR_OTHER_EPOCH");
    expect(await refusal(11, due)).to.equal("VALIDATOR_OTHER_EPOCH");
    expect(await refusal(9, exampleSight)).to.equal("VALIDATOR_OTHER_EPOCH");
    expect(await refusal(10, exampleSight)).to.equal(undefined);
  });

  it("tries each duty once, and says what kept it from being done", async () => {
    const blind = new RetryableError("CHAIN_ENDPOINTS_DISAGREE", "…");
    expect((await once(12, [blind])).failure).to.deep.equal({ duty: null, error: blind });
    const unpaid = new RetryableError("CHAIN_NO_FUNDS", "…");
    const { failure, performed, looksLeft } = await once(12, [due, due], () => Promise.reject(unpaid));
    expect([failure?.duty?.kind, failure?.error, performed, looksLeft]).to.deep.equal(["commit", unpaid, [], 1]);
  });

  it("F18: does not do again what endpoints that are behind still ask for", async () => {
    const { performed, repeated } = await once(12, [due, due]);
    expect([performed, repeated?.kind]).to.deep.equal([["commit 12"], "commit"]);
  });

  it("F15 T77: halts where a node halts", async () => {
    expect((await once(12, [{ ...due, foreign: ["scores"] }])).halted).to.equal("VALIDATOR_KEY_USED_ELSEWHERE");
    const replaced = new InvariantError("CHAIN_FINAL_BLOCK_REPLACED", "…");
    expect((await once(12, [due], () => Promise.reject(replaced))).halted).to.equal("CHAIN_FINAL_BLOCK_REPLACED");
  });
});
