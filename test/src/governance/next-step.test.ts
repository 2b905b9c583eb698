import { expect } from "chai";
import type { ProposalState, Standing } from "../../../src/chain/proposals/read-standing.ts";
import { milestones, nextStep, quorumWords } from "../../../src/governance/next-step.ts";

const GPT = 10n ** 18n;
const LIFETIME = 1_209_600;
const none = { against: 0n, for: 0n, abstain: 0n };
const standing = (state: ProposalState, changes: Partial<Standing> = {}): Standing => {
  return { state, snapshot: 1_000, deadline: 2_000, eta: 0, votes: none, quorum: 10n * GPT, ...changes };
};
const moments = (one: Standing) => milestones(one).map(({ what, at }) => `${what} ${at}`);
const vote = ["votes count from 1000", "vote opens 1001", "vote closes 2000"];

describe("milestones", () => {
  it("end with the vote while nothing has passed", () => {
    for (const state of ["pending", "active", "defeated", "cancelled"] as const) {
      expect(moments(standing(state)), state).to.deep.equal(vote);
    }
  });

  it("say until when what passed must be queued", () => {
    expect(moments(standing("succeeded"))).to.deep.equal([...vote, `must be queued by ${2_000 + LIFETIME}`]);
    expect(moments(standing("expired"))).to.deep.equal([...vote, `must be queued by ${2_000 + LIFETIME}`]);
  });

  it("say from when until when what is queued can be executed", () => {
    for (const state of ["queued", "executed", "expired", "cancelled"] as const) {
      expect(moments(standing(state, { eta: 3_000 })), state).to.deep.equal([
        ...vote,
        "can be executed from 3000",
        `must be executed by ${3_000 + LIFETIME}`,
      ]);
    }
  });
});

describe("nextStep", () => {
  it("counts the time until voting opens, and closes", () => {
    expect(nextStep(standing("pending", { quorum: null }), 941)).to.equal("Voting opens in 1 m.");
    expect(nextStep(standing("active"), 1_940)).to.match(/^Voting closes in 1 m\. 10\.00 GPT are missing/);
  });

  it("counts the time that is left for queueing and executing", () => {
    expect(nextStep(standing("succeeded"), 2_000)).to.match(/for 14 d more/);
    expect(nextStep(standing("queued", { eta: 3_000 }), 2_999)).to.equal("It can be executed in 1 s.");
    expect(nextStep(standing("queued", { eta: 3_000 }), 3_000)).to.match(/execute it, for 14 d more/);
  });

  it("says how it ended", () => {
    const ends = (["cancelled", "defeated", "expired", "executed"] as const).map((state) =>
      nextStep(standing(state), 9),
    );

    expect(new Set(ends).size).to.equal(4);
    expect(ends[1]).to.match(/^It did not pass\. 10\.00 GPT are missing/);
  });
});

describe("quorumWords", () => {
  it("counts votes for and abstentions, and none against", () => {
    const votes = { for: 4n * GPT, abstain: 5n * GPT, against: 100n * GPT };

    expect(quorumWords({ votes, quorum: 10n * GPT })).to.equal("1.00 GPT are missing for the quorum of 10.00 GPT.");
    expect(quorumWords({ votes, quorum: 9n * GPT })).to.equal("The quorum of 9.00 GPT is reached.");
  });

  it("says when the quorum is not known yet", () => {
    expect(quorumWords({ votes: none, quorum: null })).to.equal("The quorum is known once voting is open.");
  });
});
