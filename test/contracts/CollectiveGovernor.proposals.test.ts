import { expect } from "chai";

import {
  DAY,
  DEAD,
  GPT,
  activate,
  deploy,
  ethers,
  networkHelpers,
  paymentProposal,
  propose,
  settings,
  state,
  succeed,
  support,
  toProposal,
  waitForDeadline,
} from "./fixtures/governance.ts";

const { time } = networkHelpers;

describe("CollectiveGovernor: proposals", () => {
  describe("propose", () => {
    it("creates a pending proposal under the id that anyone can compute beforehand", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      const proposal = await paymentProposal(deployment);

      const proposed = await propose(deployment, proposal);

      const now = BigInt(await time.latest());
      await expect(proposed)
        .to.emit(governor, "ProposalCreated")
        .withArgs(
          proposal.id,
          alice,
          proposal.targets,
          proposal.values,
          [""],
          proposal.calldatas,
          now + DAY,
          now + 6n * DAY,
          "Pay Dave",
        );
      const { targets, values, calldatas, descriptionHash } = proposal;
      expect(await governor.hashProposal(targets, values, calldatas, descriptionHash)).to.equal(proposal.id);
      expect(await governor.getProposalId(targets, values, calldatas, descriptionHash)).to.equal(proposal.id);
      expect(await governor.state(proposal.id)).to.equal(state.pending);
      expect(await governor.proposalSnapshot(proposal.id)).to.equal(now + DAY);
      expect(await governor.proposalDeadline(proposal.id)).to.equal(now + 6n * DAY);
      expect(await governor.proposalProposer(proposal.id)).to.equal(alice.address);
      expect(await governor.proposalEta(proposal.id)).to.equal(0n);
      expect(await governor.proposalNeedsQueuing(proposal.id)).to.be.true;
      expect(await governor.latestProposalOf(alice)).to.equal(proposal.id);
    });

    it("keeps the calls on chain, so that nobody needs an indexer", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor } = deployment;
      const proposal = await paymentProposal(deployment);
      await propose(deployment, proposal);
      const stored = [proposal.targets, proposal.values, proposal.calldatas, proposal.descriptionHash];

      expect(await governor.proposalCount()).to.equal(1n);
      expect(await governor.proposalDetails(proposal.id)).to.deep.equal(stored);
      expect(await governor.proposalDetailsAt(0n)).to.deep.equal([proposal.id, ...stored]);
    });

    it("refuses a proposer below the threshold, measured one second ago", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token, deployer, stranger } = deployment;
      const proposal = await paymentProposal(deployment);
      await token.connect(deployer).transfer(stranger, 100_000n * GPT - 1n);
      await token.connect(stranger).delegate(stranger);
      await time.increase(1);

      await expect(propose(deployment, proposal, stranger))
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(stranger, 100_000n * GPT - 1n, 100_000n * GPT);
      await token.connect(deployer).transfer(stranger, 1n);
      await propose(deployment, proposal, stranger);
    });

    it("refuses the same proposal a second time", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const proposal = await paymentProposal(deployment);
      await propose(deployment, proposal);

      await expect(propose(deployment, proposal, deployment.bob))
        .to.be.revertedWithCustomError(deployment.governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.pending, ethers.ZeroHash);
    });

    it("refuses arrays of different lengths, and no call at all", async () => {
      const { governor, alice } = await networkHelpers.loadFixture(deploy);
      const asAlice = governor.connect(alice);

      await expect(asAlice.propose([DEAD], [0n, 0n], ["0x"], ""))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
        .withArgs(1n, 1n, 2n);
      await expect(asAlice.propose([DEAD], [0n], ["0x", "0x"], ""))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
        .withArgs(1n, 2n, 1n);
      await expect(asAlice.propose([], [], [], ""))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
        .withArgs(0n, 0n, 0n);
    });

    it("accepts ten calls and refuses eleven", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const calls = Array.from({ length: 11 }, () => ({ target: DEAD }));

      await propose(deployment, toProposal(calls.slice(1), "Ten"));
      await expect(propose(deployment, toProposal(calls, "Eleven"), deployment.bob))
        .to.be.revertedWithCustomError(deployment.governor, "CollectiveGovernorTooManyCalls")
        .withArgs(11n, 10n);
    });

    it("refuses calldata for an address without code, but lets plain ether go there", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token } = deployment;
      const harmless = { target: await token.getAddress(), data: token.interface.encodeFunctionData("clock") };

      await expect(propose(deployment, toProposal([harmless, { target: DEAD, data: "0x00" }], "Call nobody")))
        .to.be.revertedWithCustomError(governor, "CollectiveGovernorTargetWithoutCode")
        .withArgs(DEAD);
      await propose(deployment, toProposal([harmless, { target: DEAD, value: 1n }], "Pay somebody"));
    });
  });

  describe("one live proposal per proposer (GOV6)", () => {
    it("refuses a second one while the first is pending or active", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      const first = await paymentProposal(deployment, "First");
      const second = await paymentProposal(deployment, "Second");
      await propose(deployment, first);

      await expect(propose(deployment, second))
        .to.be.revertedWithCustomError(governor, "CollectiveGovernorProposalStillLive")
        .withArgs(alice, first.id);
      await time.increaseTo((await governor.proposalSnapshot(first.id)) + 1n);
      await expect(propose(deployment, second))
        .to.be.revertedWithCustomError(governor, "CollectiveGovernorProposalStillLive")
        .withArgs(alice, first.id);
      await propose(deployment, second, deployment.bob);
    });

    it("allows the next one once the vote has ended, whatever its result", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      const defeated = await paymentProposal(deployment, "Defeated");
      const succeeded = await paymentProposal(deployment, "Succeeded");
      const next = await paymentProposal(deployment, "Next");
      await activate(deployment, defeated);
      await waitForDeadline(deployment, defeated);

      await succeed(deployment, succeeded);
      await propose(deployment, next);

      expect(await governor.latestProposalOf(alice)).to.equal(next.id);
    });

    it("allows the next one once the first was cancelled", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const first = await paymentProposal(deployment, "First");
      await propose(deployment, first);
      await deployment.governor.connect(deployment.alice)["cancel(uint256)"](first.id);

      await propose(deployment, await paymentProposal(deployment, "Second"));
    });
  });

  describe("a description that ends with #proposer=", () => {
    it("lets only that account make the proposal, so that nobody can front-run and cancel it", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice, bob } = deployment;
      const proposal = await paymentProposal(deployment, `Pay Dave#proposer=${alice.address}`);

      await expect(propose(deployment, proposal, bob))
        .to.be.revertedWithCustomError(governor, "GovernorRestrictedProposer")
        .withArgs(bob);
      await propose(deployment, proposal, alice);

      expect(await governor.proposalProposer(proposal.id)).to.equal(alice.address);
    });

    it("protects only as a suffix that is a whole address", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { alice, bob, carol, dave } = deployment;
      const suffix = `#proposer=${alice.address}`;

      await propose(deployment, await paymentProposal(deployment, `Pay Dave${suffix}\n`), bob);
      await propose(deployment, await paymentProposal(deployment, `Pay Dave${suffix.slice(0, -1)}`), carol);
      await propose(deployment, await paymentProposal(deployment, `Pay Dave${suffix.slice(0, -1)}z`), dave);
    });
  });

  describe("cancel by the proposer", () => {
    it("is possible while the proposal is pending", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      const proposal = await paymentProposal(deployment);
      const { targets, values, calldatas, descriptionHash } = proposal;
      await propose(deployment, proposal);

      await expect(
        governor
          .connect(alice)
          ["cancel(address[],uint256[],bytes[],bytes32)"](targets, values, calldatas, descriptionHash),
      )
        .to.emit(governor, "ProposalCanceled")
        .withArgs(proposal.id);
      expect(await governor.state(proposal.id)).to.equal(state.canceled);
    });

    it("is over once votes can be cast", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      const proposal = await paymentProposal(deployment);
      await activate(deployment, proposal);

      await expect(governor.connect(alice)["cancel(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, alice);
    });

    it("cannot bring a cancelled proposal back", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      const proposal = await paymentProposal(deployment);
      await propose(deployment, proposal);
      await governor.connect(alice)["cancel(uint256)"](proposal.id);

      await expect(propose(deployment, proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.canceled, ethers.ZeroHash);
    });
  });

  describe("cancel by anyone", () => {
    it("is refused while the proposer holds the threshold", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token, alice, bob, stranger } = deployment;
      const proposal = await paymentProposal(deployment);
      await propose(deployment, proposal);
      await token.connect(alice).transfer(bob, 4_000_000n * GPT - settings.proposalThreshold);
      await time.increase(1);

      await expect(governor.connect(stranger)["cancel(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, stranger);
    });

    it("is possible once the proposer's votes fell below the threshold", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token, alice, bob, stranger } = deployment;
      const proposal = await paymentProposal(deployment);
      await activate(deployment, proposal);
      await token.connect(alice).transfer(bob, 4_000_000n * GPT - settings.proposalThreshold + 1n);
      await time.increase(1);

      await expect(governor.connect(stranger)["cancel(uint256)"](proposal.id))
        .to.emit(governor, "ProposalCanceled")
        .withArgs(proposal.id);
      expect(await governor.state(proposal.id)).to.equal(state.canceled);
    });

    it("looks at the votes one second ago, which borrowed votes cannot change", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token, alice, stranger } = deployment;
      const proposal = await paymentProposal(deployment);
      await propose(deployment, proposal);

      await ethers.provider.send("evm_setAutomine", [false]);
      await token.connect(alice).delegate(ethers.ZeroAddress);
      const cancelling = await governor.connect(stranger)["cancel(uint256)"](proposal.id, { gasLimit: 200_000n });
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);

      await expect(cancelling)
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, stranger);
      expect(await governor.state(proposal.id)).to.equal(state.pending);
      await governor.connect(stranger)["cancel(uint256)"](proposal.id);
      expect(await governor.state(proposal.id)).to.equal(state.canceled);
    });

    it("still works on a queued proposal, which then leaves the timelock too", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, timelock, token, alice, stranger } = deployment;
      const proposal = await paymentProposal(deployment);
      await succeed(deployment, proposal);
      await governor["queue(uint256)"](proposal.id);
      await token.connect(alice).delegate(ethers.ZeroAddress);
      await time.increase(1);

      await expect(governor.connect(stranger)["cancel(uint256)"](proposal.id)).to.emit(timelock, "Cancelled");
      expect(await governor.state(proposal.id)).to.equal(state.canceled);
    });
  });

  describe("an unknown proposal", () => {
    it("has no state and can be neither cancelled, queued, executed nor voted on", async () => {
      const { governor, alice, guardian } = await networkHelpers.loadFixture(deploy);
      const attempts = [
        () => governor.state(7n),
        () => governor.proposalDetails(7n),
        () => governor.connect(guardian)["cancel(uint256)"](7n),
        () => governor["queue(uint256)"](7n),
        () => governor["execute(uint256)"](7n),
        () => governor.connect(alice).castVote(7n, support.for),
      ];

      for (const attempt of attempts) {
        await expect(attempt()).to.be.revertedWithCustomError(governor, "GovernorNonexistentProposal").withArgs(7n);
      }
    });
  });
});
