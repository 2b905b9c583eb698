import { expect } from "chai";

import {
  DAY,
  GPT,
  activate,
  deploy,
  ethers,
  networkHelpers,
  paymentProposal,
  propose,
  state,
  support,
  waitForDeadline,
} from "./fixtures/governance.ts";

const { time } = networkHelpers;

/** Three packed 128-bit weights in whole $GPT: against, for, abstain. */
const fractions = (...weights: [bigint, bigint, bigint]) =>
  ethers.solidityPacked(
    ["uint128", "uint128", "uint128"],
    weights.map((weight) => weight * GPT),
  );

async function deployActive() {
  const deployment = await deploy();
  const proposal = await paymentProposal(deployment);
  await activate(deployment, proposal);
  return { ...deployment, id: proposal.id };
}

describe("CollectiveGovernor: votes", () => {
  describe("castVote", () => {
    it("counts the votes held at the snapshot for, against or abstaining", async () => {
      const { governor, alice, bob, carol, dave, id } = await networkHelpers.loadFixture(deployActive);

      await expect(governor.connect(alice).castVote(id, support.for))
        .to.emit(governor, "VoteCast")
        .withArgs(alice, id, support.for, 4_000_000n * GPT, "");
      await expect(governor.connect(bob).castVoteWithReason(id, support.against, "Too dear"))
        .to.emit(governor, "VoteCast")
        .withArgs(bob, id, support.against, 3_000_000n * GPT, "Too dear");
      await governor.connect(carol).castVote(id, support.abstain);
      await governor.connect(dave).castVote(id, support.abstain);

      expect(await governor.proposalVotes(id)).to.deep.equal([3_000_000n * GPT, 4_000_000n * GPT, 1_500_000n * GPT]);
      expect(await governor.hasVoted(id, alice)).to.be.true;
      expect(await governor.usedVotes(id, alice)).to.equal(4_000_000n * GPT);
    });

    it("refuses a second vote and a vote without weight", async () => {
      const { governor, alice, stranger, id } = await networkHelpers.loadFixture(deployActive);
      await governor.connect(alice).castVote(id, support.for);

      for (const voter of [alice, stranger]) {
        await expect(governor.connect(voter).castVote(id, support.against))
          .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
          .withArgs(voter);
      }
      expect(await governor.hasVoted(id, stranger)).to.be.false;
    });

    it("refuses a vote before the snapshot and after the deadline", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      const proposal = await paymentProposal(deployment);
      const onlyActive = ethers.toBeHex(1n << state.active, 32);
      await propose(deployment, proposal);

      await expect(governor.connect(alice).castVote(proposal.id, support.for))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.pending, onlyActive);
      await time.increase(2n * DAY);
      await waitForDeadline(deployment, proposal);
      await expect(governor.connect(alice).castVote(proposal.id, support.for))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.defeated, onlyActive);
    });

    it("refuses an unknown kind of support, and params without a fractional vote", async () => {
      const { governor, alice, id } = await networkHelpers.loadFixture(deployActive);
      const asAlice = governor.connect(alice);

      await expect(asAlice.castVote(id, 3)).to.be.revertedWithCustomError(governor, "GovernorInvalidVoteType");
      for (const plain of [support.against, support.for, support.abstain]) {
        await expect(asAlice.castVoteWithReasonAndParams(id, plain, "", "0x00")).to.be.revertedWithCustomError(
          governor,
          "GovernorInvalidVoteParams",
        );
      }
    });

    it("gives no weight to votes bought after the snapshot, and keeps the weight of votes sold", async () => {
      const { governor, token, alice, stranger, id } = await networkHelpers.loadFixture(deployActive);
      await token.connect(stranger).delegate(stranger);
      await token.connect(alice).transfer(stranger, 4_000_000n * GPT);
      await time.increase(1);
      expect(await governor.getVotes(stranger, (await time.latest()) - 1)).to.equal(4_000_000n * GPT);

      await expect(governor.connect(stranger).castVote(id, support.against))
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(stranger);
      await governor.connect(alice).castVote(id, support.for);

      expect(await governor.proposalVotes(id)).to.deep.equal([0n, 4_000_000n * GPT, 0n]);
    });

    it("lets a delegate vote with the tokens of others", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token, alice, bob } = deployment;
      await token.connect(bob).delegate(alice);
      const proposal = await paymentProposal(deployment);
      await activate(deployment, proposal);

      await governor.connect(alice).castVote(proposal.id, support.for);

      expect(await governor.proposalVotes(proposal.id)).to.deep.equal([0n, 7_000_000n * GPT, 0n]);
      expect(await governor.getVotesWithParams(alice, (await time.latest()) - 1, "0x")).to.equal(7_000_000n * GPT);
    });
  });

  describe("fractional votes", () => {
    it("split the weight of a delegate, in several steps if it likes", async () => {
      const { governor, alice, id } = await networkHelpers.loadFixture(deployActive);
      const asAlice = governor.connect(alice);
      const params = fractions(1_000_000n, 1_500_000n, 500_000n);

      await expect(asAlice.castVoteWithReasonAndParams(id, support.fractional, "Split", params))
        .to.emit(governor, "VoteCastWithParams")
        .withArgs(alice, id, support.fractional, 3_000_000n * GPT, "Split", params);
      await asAlice.castVote(id, support.against);

      expect(await governor.proposalVotes(id)).to.deep.equal([2_000_000n * GPT, 1_500_000n * GPT, 500_000n * GPT]);
      await expect(asAlice.castVote(id, support.for)).to.be.revertedWithCustomError(
        governor,
        "GovernorAlreadyCastVote",
      );
    });

    it("cannot exceed the remaining weight", async () => {
      const { governor, alice, id } = await networkHelpers.loadFixture(deployActive);
      const asAlice = governor.connect(alice);
      await asAlice.castVoteWithReasonAndParams(id, support.fractional, "", fractions(0n, 3_000_000n, 0n));

      await expect(asAlice.castVoteWithReasonAndParams(id, support.fractional, "", fractions(500_000n, 500_000n, 1n)))
        .to.be.revertedWithCustomError(governor, "GovernorExceedRemainingWeight")
        .withArgs(alice, 1_000_001n * GPT, 1_000_000n * GPT);
    });

    it("need exactly 48 bytes of params", async () => {
      const { governor, alice, id } = await networkHelpers.loadFixture(deployActive);

      for (const params of ["0x", ethers.dataSlice(fractions(1n, 1n, 1n), 0, 47)]) {
        await expect(
          governor.connect(alice).castVoteWithReasonAndParams(id, support.fractional, "", params),
        ).to.be.revertedWithCustomError(governor, "GovernorInvalidVoteParams");
      }
    });
  });

  describe("late quorum", () => {
    it("extends the vote to two days after the quorum was reached", async () => {
      const { governor, alice, bob, id } = await networkHelpers.loadFixture(deployActive);
      const deadline = await governor.proposalDeadline(id);
      await time.setNextBlockTimestamp(deadline);

      const extended = await governor.connect(alice).castVote(id, support.for);

      await expect(extended)
        .to.emit(governor, "ProposalExtended")
        .withArgs(id, deadline + 2n * DAY);
      expect(await governor.proposalDeadline(id)).to.equal(deadline + 2n * DAY);
      await time.setNextBlockTimestamp(deadline + 2n * DAY);
      await governor.connect(bob).castVote(id, support.against);
      await time.increase(1);
      expect(await governor.state(id)).to.equal(state.succeeded);
    });

    it("leaves the deadline alone when the quorum came early, and extends only once", async () => {
      const { governor, alice, bob, id } = await networkHelpers.loadFixture(deployActive);
      const deadline = await governor.proposalDeadline(id);
      await expect(governor.connect(alice).castVote(id, support.for)).to.not.emit(governor, "ProposalExtended");

      await time.setNextBlockTimestamp(deadline);
      await governor.connect(bob).castVote(id, support.for);

      expect(await governor.proposalDeadline(id)).to.equal(deadline);
    });
  });
});
