import { expect } from "chai";
import { readFileSync } from "node:fs";
import { supportNumbers, voteParams } from "../../../../src/chain/proposals/ballot.ts";
import { PROPOSAL_LIFETIME, readStanding } from "../../../../src/chain/proposals/read-standing.ts";
import { VOTES_WEI, votingCollective } from "../../../helpers/voting-collective.ts";

const base = await votingCollective();
const { as, alice, bob, close, governor, now, open, propose, warpTo } = base;
const { networkHelpers } = base.connection;
const standing = async (id: bigint) => readStanding(governor, id, await now());
const stateOf = async (id: bigint) => (await standing(id)).state;

describe("readStanding", () => {
  let snapshot: Awaited<ReturnType<typeof networkHelpers.takeSnapshot>>;
  let id = 0n;

  before(async () => {
    id = await propose();
    snapshot = await networkHelpers.takeSnapshot();
  });
  afterEach(() => snapshot.restore());

  async function pass() {
    await open(id);
    await as(alice).governor.castVote(id, supportNumbers.for);
    await close(id);
  }

  it("knows the times of a proposal from the beginning, and the quorum not yet", async () => {
    const { snapshot: opensAfter, deadline, ...rest } = await standing(id);

    expect([opensAfter - (await now()), deadline - opensAfter]).to.deep.equal([60, 3_600]);
    expect(rest).to.deep.equal({
      state: "pending",
      eta: 0,
      votes: { against: 0n, for: 0n, abstain: 0n },
      quorum: null,
    });
  });

  it("is pending up to the snapshot, and active a second later", async () => {
    await warpTo(await governor.proposalSnapshot(id));
    expect(await standing(id)).to.deep.include({ state: "pending", quorum: null });

    await open(id);
    expect(await standing(id)).to.deep.include({ state: "active", quorum: 600_000n * 10n ** 18n });
  });

  it("counts votes, divided ones by their parts", async () => {
    await open(id);
    await as(alice).governor.castVote(id, supportNumbers.against);
    const split = { against: 1n, for: 2n, abstain: 3n };
    await as(bob).governor.castVoteWithReasonAndParams(id, 255, "", voteParams({ support: "split", split }));

    expect((await standing(id)).votes).to.deep.equal({ against: VOTES_WEI + 1n, for: 2n, abstain: 3n });
  });

  it("says that it was cancelled, or defeated", async () => {
    await close(id);
    expect(await stateOf(id)).to.equal("defeated");

    await snapshot.restore();
    await as(alice).governor["cancel(uint256)"](id);
    expect(await stateOf(id)).to.equal("cancelled");
  });

  it("says that it passed, was queued until when, and was executed", async () => {
    await pass();
    expect(await standing(id)).to.deep.include({ state: "succeeded", eta: 0 });

    await as(bob).governor["queue(uint256)"](id);
    const { state, eta } = await standing(id);
    expect([state, eta - (await now())]).to.deep.equal(["queued", 60]);

    await warpTo(eta);
    await as(bob).governor["execute(uint256)"](id);
    expect(await standing(id)).to.deep.include({ state: "executed", eta });
  });

  it("says that it has expired after its lifetime", async () => {
    await pass();
    const { deadline } = await standing(id);
    await warpTo(deadline + PROPOSAL_LIFETIME);
    expect(await stateOf(id)).to.equal("succeeded");

    await warpTo(deadline + PROPOSAL_LIFETIME + 1);
    expect(await stateOf(id)).to.equal("expired");
  });

  it("fails for a proposal that there is not", async () => {
    await expect(standing(1n)).to.be.revertedWithCustomError(governor, "GovernorNonexistentProposal");
  });
});

describe("PROPOSAL_LIFETIME", () => {
  it("is the constant of the contract", () => {
    const source = readFileSync(new URL("../../../../contracts/libraries/GovernorBounds.sol", import.meta.url), "utf8");
    const days = /constant PROPOSAL_LIFETIME = (\d+) days;/.exec(source)?.[1];

    expect(PROPOSAL_LIFETIME).to.equal(Number(days) * 86_400);
  });
});
