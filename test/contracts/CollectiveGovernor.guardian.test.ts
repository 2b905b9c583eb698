import { expect } from "chai";

import {
  DAY,
  DEAD,
  activate,
  decide,
  deploy,
  ethers,
  makeReady,
  networkHelpers,
  paymentProposal,
  propose,
  selfProposal,
  state,
  succeed,
  support,
} from "./fixtures/governance.ts";
import type { Deployment } from "./fixtures/governance.ts";

const { time } = networkHelpers;

async function appoint(deployment: Deployment, guardian: string, description = "Appoint a guardian") {
  const data = deployment.governor.interface.encodeFunctionData("setProposalGuardian", [guardian]);
  return decide(deployment, await selfProposal(deployment, data, description));
}

describe("CollectiveGovernor: guardian (GOV4)", () => {
  describe("within its term", () => {
    it("cancels a pending proposal", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, guardian } = deployment;
      const proposal = await paymentProposal(deployment);
      await propose(deployment, proposal);

      await expect(governor.connect(guardian)["cancel(uint256)"](proposal.id))
        .to.emit(governor, "ProposalCanceled")
        .withArgs(proposal.id);
      expect(await governor.state(proposal.id)).to.equal(state.canceled);
    });

    it("cancels an active proposal, after which nobody can vote on it", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, guardian, alice } = deployment;
      const proposal = await paymentProposal(deployment);
      await activate(deployment, proposal);

      await governor.connect(guardian)["cancel(uint256)"](proposal.id);

      await expect(governor.connect(alice).castVote(proposal.id, support.for))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.canceled, ethers.toBeHex(2n, 32));
    });

    it("cancels a succeeded proposal", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, guardian } = deployment;
      const proposal = await paymentProposal(deployment);
      await succeed(deployment, proposal);

      await governor.connect(guardian)["cancel(uint256)"](proposal.id);

      expect(await governor.state(proposal.id)).to.equal(state.canceled);
    });

    it("cancels a queued proposal on the timelock too", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, timelock, guardian } = deployment;
      const proposal = await paymentProposal(deployment);
      await makeReady(deployment, proposal);

      await expect(governor.connect(guardian)["cancel(uint256)"](proposal.id)).to.emit(timelock, "Cancelled");

      await expect(governor["execute(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.canceled, ethers.toBeHex(1n << state.queued, 32));
    });

    it("cannot cancel what was executed", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, guardian } = deployment;
      const proposal = await paymentProposal(deployment);
      await decide(deployment, proposal);

      await expect(governor.connect(guardian)["cancel(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.executed, ethers.toBeHex(0b00111011n, 32));
    });

    it("can do nothing else: not propose without votes, not touch the timelock", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, timelock, guardian } = deployment;
      const proposal = await paymentProposal(deployment);

      await expect(propose(deployment, proposal, guardian))
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(guardian, 0n, await governor.proposalThreshold());
      await expect(timelock.connect(guardian).cancel(ethers.ZeroHash))
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(guardian, ethers.id("CANCELLER_ROLE"));
    });
  });

  describe("after its term", () => {
    it("is replaced by a dead address, two years after the deployment", async () => {
      const { governor, guardian } = await networkHelpers.loadFixture(deploy);
      const expiresAt = await governor.guardianExpiresAt();
      const created = await ethers.provider.getBlock(governor.deploymentTransaction()!.blockNumber!);
      expect(expiresAt).to.equal(BigInt(created!.timestamp) + 730n * DAY);

      await time.increaseTo(expiresAt - 1n);
      expect(await governor.proposalGuardian()).to.equal(guardian.address);
      await time.increaseTo(expiresAt);
      expect(await governor.proposalGuardian()).to.equal(DEAD);
    });

    it("cannot cancel any more", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, guardian } = deployment;
      await time.increaseTo(await governor.guardianExpiresAt());
      const proposal = await paymentProposal(deployment);
      await propose(deployment, proposal);

      await expect(governor.connect(guardian)["cancel(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, guardian);
    });

    it("does not leave its power to the proposers", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      await time.increaseTo(await governor.guardianExpiresAt());
      const proposal = await paymentProposal(deployment);
      await makeReady(deployment, proposal);

      await expect(governor.connect(alice)["cancel(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, alice);
    });
  });

  describe("appointment by vote", () => {
    it("extends the term of the sitting guardian by two years from then", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, guardian } = deployment;
      await time.increase(700n * DAY);

      const executed = await appoint(deployment, guardian.address);

      const expiresAt = BigInt(await time.latest()) + 730n * DAY;
      await expect(executed).to.emit(governor, "ProposalGuardianSet").withArgs(guardian, guardian);
      await expect(executed).to.emit(governor, "ProposalGuardianTermSet").withArgs(guardian, expiresAt);
      expect(await governor.guardianExpiresAt()).to.equal(expiresAt);
      await time.increaseTo(expiresAt - 1n);
      expect(await governor.proposalGuardian()).to.equal(guardian.address);
    });

    it("replaces the guardian", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, guardian, carol } = deployment;

      await expect(appoint(deployment, carol.address))
        .to.emit(governor, "ProposalGuardianSet")
        .withArgs(guardian, carol);
      const proposal = await paymentProposal(deployment);
      await propose(deployment, proposal);

      await expect(governor.connect(guardian)["cancel(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, guardian);
      await governor.connect(carol)["cancel(uint256)"](proposal.id);
    });

    it("brings a guardian back after the term has ended", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, guardian } = deployment;
      await time.increaseTo(await governor.guardianExpiresAt());

      await appoint(deployment, guardian.address);

      expect(await governor.proposalGuardian()).to.equal(guardian.address);
    });

    it("refuses the zero address", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor } = deployment;

      await expect(appoint(deployment, ethers.ZeroAddress)).to.be.revertedWithCustomError(
        governor,
        "CollectiveGovernorZeroGuardian",
      );
    });
  });
});
