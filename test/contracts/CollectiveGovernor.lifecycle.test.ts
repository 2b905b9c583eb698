import { expect } from "chai";

import {
  DAY,
  DEAD,
  GPT,
  activate,
  decide,
  deploy,
  ethers,
  makeReady,
  minDelay,
  networkHelpers,
  paymentProposal,
  propose,
  selfProposal,
  state,
  succeed,
  support,
  toProposal,
} from "./fixtures/governance.ts";
import type { Deployment, Proposal } from "./fixtures/governance.ts";

const { time } = networkHelpers;

/** The bitmap in which OpenZeppelin reports the states that an action would have accepted. */
const only = (accepted: bigint) => ethers.toBeHex(1n << accepted, 32);

async function timelockIdOf({ governor, timelock }: Deployment, proposal: Proposal): Promise<string> {
  const salt = BigInt(ethers.zeroPadBytes(await governor.getAddress(), 32)) ^ BigInt(proposal.descriptionHash);
  const { targets, values, calldatas } = proposal;
  return timelock.hashOperationBatch(targets, values, calldatas, ethers.ZeroHash, ethers.toBeHex(salt, 32));
}

describe("CollectiveGovernor: life of a proposal", () => {
  describe("from proposal to execution (GOV1)", () => {
    it("passes Pending, Active, Succeeded, Queued and Executed", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token, dave, stranger } = deployment;
      const proposal = await paymentProposal(deployment);
      const { id, targets, values, calldatas, descriptionHash } = proposal;
      await propose(deployment, proposal);
      const snapshot = await governor.proposalSnapshot(id);
      const deadline = await governor.proposalDeadline(id);

      await time.increaseTo(snapshot);
      expect(await governor.state(id)).to.equal(state.pending);
      await time.increaseTo(snapshot + 1n);
      expect(await governor.state(id)).to.equal(state.active);
      await governor.connect(deployment.alice).castVote(id, support.for);
      await time.increaseTo(deadline);
      expect(await governor.state(id)).to.equal(state.active);
      await time.increaseTo(deadline + 1n);
      expect(await governor.state(id)).to.equal(state.succeeded);

      const queue = governor.connect(stranger)["queue(address[],uint256[],bytes[],bytes32)"];
      const queued = await queue(targets, values, calldatas, descriptionHash);
      const eta = BigInt(await time.latest()) + minDelay;
      await expect(queued).to.emit(governor, "ProposalQueued").withArgs(id, eta);
      expect(await governor.state(id)).to.equal(state.queued);
      expect(await governor.proposalEta(id)).to.equal(eta);

      await time.increaseTo(eta);
      const execute = governor.connect(stranger)["execute(address[],uint256[],bytes[],bytes32)"];
      const executed = await execute(targets, values, calldatas, descriptionHash);
      await expect(executed).to.emit(governor, "ProposalExecuted").withArgs(id);
      await expect(executed).to.changeTokenBalance(ethers, token, dave, GPT);
      expect(await governor.state(id)).to.equal(state.executed);
    });

    it("can be queued and executed by its id alone", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const proposal = await paymentProposal(deployment);

      await expect(decide(deployment, proposal)).to.emit(deployment.governor, "ProposalExecuted").withArgs(proposal.id);
    });

    it("cannot be queued before it succeeded, nor twice", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      const proposal = await paymentProposal(deployment);
      await activate(deployment, proposal);
      await governor.connect(alice).castVote(proposal.id, support.for);

      await expect(governor["queue(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.active, only(state.succeeded));
      await time.increaseTo((await governor.proposalDeadline(proposal.id)) + 1n);
      await governor["queue(uint256)"](proposal.id);
      await expect(governor["queue(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.queued, only(state.succeeded));
    });

    it("cannot be executed before it was queued, before the delay has passed, nor twice", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, timelock } = deployment;
      const proposal = await paymentProposal(deployment);
      await succeed(deployment, proposal);

      await expect(governor["execute(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.succeeded, only(state.queued));
      await governor["queue(uint256)"](proposal.id);
      const eta = await governor.proposalEta(proposal.id);
      await time.increaseTo(eta - 2n);
      await expect(governor["execute(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState")
        .withArgs(await timelockIdOf(deployment, proposal), only(2n));
      await time.increaseTo(eta);
      await governor["execute(uint256)"](proposal.id);
      await expect(governor["execute(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.executed, only(state.queued));
    });

    it("cannot be executed on the timelock past the governor", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, timelock, stranger } = deployment;
      const proposal = await paymentProposal(deployment);
      await makeReady(deployment, proposal);
      const salt = BigInt(ethers.zeroPadBytes(await governor.getAddress(), 32)) ^ BigInt(proposal.descriptionHash);
      const { targets, values, calldatas } = proposal;

      await expect(
        timelock.connect(stranger).executeBatch(targets, values, calldatas, ethers.ZeroHash, ethers.toBeHex(salt, 32)),
      )
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(stranger, ethers.id("EXECUTOR_ROLE"));
    });

    it("executes all of its calls or none", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token, timelock, dave } = deployment;
      const target = await token.getAddress();
      const pay = (amountWei: bigint) => ({
        target,
        data: token.interface.encodeFunctionData("transfer", [dave.address, amountWei]),
      });
      const proposal = toProposal([pay(1n), pay(100_000_000n * GPT)], "Pay too much");
      await makeReady(deployment, proposal);

      await expect(governor["execute(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(timelock, 18_000_000n * GPT - 1n, 100_000_000n * GPT);
      expect(await governor.state(proposal.id)).to.equal(state.queued);
    });

    it("reports a call that fails without a reason", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token } = deployment;
      const proposal = toProposal([{ target: await token.getAddress(), data: "0xffffffff" }], "Call nothing");
      await makeReady(deployment, proposal);

      await expect(governor["execute(uint256)"](proposal.id)).to.be.revertedWithCustomError(governor, "FailedCall");
    });

    it("refuses to execute when the code of a target has vanished since the vote", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor } = deployment;
      const target = await (await ethers.deployContract("BlockClockMock")).getAddress();
      const proposal = toProposal([{ target, data: "0x91ddadf4" }], "Read a clock");
      await makeReady(deployment, proposal);
      await networkHelpers.setCode(target, "0x");

      await expect(governor["execute(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "CollectiveGovernorTargetWithoutCode")
        .withArgs(target);
    });

    it("changes the timelock's own delay", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { timelock } = deployment;
      const data = timelock.interface.encodeFunctionData("updateDelay", [3n * DAY]);

      await decide(deployment, toProposal([{ target: await timelock.getAddress(), data }], "Slow down"));

      expect(await timelock.getMinDelay()).to.equal(3n * DAY);
    });
  });

  describe("defeat", () => {
    it("follows from a tie, from a majority against and from silence", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice, bob, carol } = deployment;
      const tied = await paymentProposal(deployment, "Tied");
      await activate(deployment, tied);
      await governor.connect(alice).castVote(tied.id, support.for);
      await governor.connect(bob).castVote(tied.id, support.against);
      await governor.connect(carol).castVote(tied.id, support.against);
      await time.increaseTo((await governor.proposalDeadline(tied.id)) + 1n);
      expect(await governor.state(tied.id)).to.equal(state.defeated);

      const silent = await paymentProposal(deployment, "Silent");
      await activate(deployment, silent);
      await time.increaseTo((await governor.proposalDeadline(silent.id)) + 1n);
      expect(await governor.state(silent.id)).to.equal(state.defeated);
      await expect(governor["queue(uint256)"](silent.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(silent.id, state.defeated, only(state.succeeded));
    });
  });

  describe("expiry (GOV2)", () => {
    it("comes fourteen days after the vote when nobody queued the proposal", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor } = deployment;
      const proposal = await paymentProposal(deployment);
      await succeed(deployment, proposal);
      const last = (await governor.proposalDeadline(proposal.id)) + 14n * DAY;

      await time.increaseTo(last);
      expect(await governor.state(proposal.id)).to.equal(state.succeeded);
      await time.increaseTo(last + 1n);
      expect(await governor.state(proposal.id)).to.equal(state.expired);
      await expect(governor["queue(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.expired, only(state.succeeded));
    });

    it("counts from the extended end of a vote that reached its quorum late", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, alice } = deployment;
      const proposal = await paymentProposal(deployment);
      await activate(deployment, proposal);
      await time.setNextBlockTimestamp(await governor.proposalDeadline(proposal.id));
      await governor.connect(alice).castVote(proposal.id, support.for);
      const votedAt = BigInt(await time.latest());

      await time.increaseTo(votedAt + 16n * DAY);
      expect(await governor.state(proposal.id)).to.equal(state.succeeded);
      await time.increaseTo(votedAt + 16n * DAY + 1n);
      expect(await governor.state(proposal.id)).to.equal(state.expired);
    });

    it("comes fourteen days after the eta when nobody executed the proposal", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor } = deployment;
      const proposal = await paymentProposal(deployment);
      await makeReady(deployment, proposal);
      const last = (await governor.proposalEta(proposal.id)) + 14n * DAY;

      await time.increaseTo(last);
      expect(await governor.state(proposal.id)).to.equal(state.queued);
      await time.increaseTo(last + 1n);
      expect(await governor.state(proposal.id)).to.equal(state.expired);
      await expect(governor["execute(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.expired, only(state.queued));
    });

    it("allows execution in the very last second", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor } = deployment;
      const proposal = await paymentProposal(deployment);
      await makeReady(deployment, proposal);

      await time.setNextBlockTimestamp((await governor.proposalEta(proposal.id)) + 14n * DAY);
      await governor["execute(uint256)"](proposal.id);

      expect(await governor.state(proposal.id)).to.equal(state.executed);
    });

    it("is final: not even the guardian can cancel, and the proposal cannot be made again", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, guardian } = deployment;
      const proposal = await paymentProposal(deployment);
      await succeed(deployment, proposal);
      await time.increase(15n * DAY);

      await expect(governor.connect(guardian)["cancel(uint256)"](proposal.id))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.expired, ethers.toBeHex(0b00111011n, 32));
      await expect(propose(deployment, proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, state.expired, ethers.ZeroHash);
    });

    it("cannot be undone by another vote: of the timelock the governor relays nothing but a cancellation (GOV2)", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, timelock } = deployment;
      const proposal = await paymentProposal(deployment);
      await makeReady(deployment, proposal);
      await time.increase(15n * DAY);
      const [targets, values, calldatas, descriptionHash] = await governor.proposalDetails(proposal.id);
      const salt = (BigInt(await governor.getAddress()) * 2n ** 96n) ^ BigInt(descriptionHash);
      const batch = [[...targets], [...values], [...calldatas], ethers.ZeroHash, ethers.toBeHex(salt, 32)] as const;
      const run = timelock.interface.encodeFunctionData("executeBatch", batch as never);
      const data = governor.interface.encodeFunctionData("relay", [await timelock.getAddress(), 0n, run]);

      await expect(decide(deployment, await selfProposal(deployment, data)))
        .to.be.revertedWithCustomError(governor, "CollectiveGovernorRelayToTimelock")
        .withArgs(run.slice(0, 10));
      expect(await governor.state(proposal.id)).to.equal(state.expired);
      expect(await timelock.isOperationReady(await timelockIdOf(deployment, proposal))).to.be.true;
    });

    it("leaves an operation on the timelock that a vote can clear through relay", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, timelock } = deployment;
      const proposal = await paymentProposal(deployment);
      await makeReady(deployment, proposal);
      await time.increase(15n * DAY);
      const operation = await timelockIdOf(deployment, proposal);
      expect(await timelock.isOperationReady(operation)).to.be.true;
      const cancel = timelock.interface.encodeFunctionData("cancel", [operation]);
      const data = governor.interface.encodeFunctionData("relay", [await timelock.getAddress(), 0n, cancel]);

      await expect(decide(deployment, await selfProposal(deployment, data)))
        .to.emit(timelock, "Cancelled")
        .withArgs(operation);
      expect(await timelock.isOperation(operation)).to.be.false;
      expect(await governor.state(proposal.id)).to.equal(state.canceled);
    });
  });

  describe("assets", () => {
    it("sends ether from the timelock, also what comes with the execution", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, timelock, stranger } = deployment;
      const proposal = toProposal([{ target: DEAD, value: 5n }], "Pay ether");
      await networkHelpers.setBalance(await timelock.getAddress(), 2n);
      await makeReady(deployment, proposal);

      await expect(governor.connect(stranger)["execute(uint256)"](proposal.id, { value: 3n })).to.changeEtherBalances(
        ethers,
        [DEAD, timelock],
        [5n, -2n],
      );
    });

    it("stay out of the governor: it refuses ether and safe transfers", async () => {
      const { governor, stranger } = await networkHelpers.loadFixture(deploy);
      const refused = [
        () => stranger.sendTransaction({ to: governor, value: 1n }),
        () => governor.onERC721Received(DEAD, DEAD, 0n, "0x"),
        () => governor.onERC1155Received(DEAD, DEAD, 0n, 0n, "0x"),
        () => governor.onERC1155BatchReceived(DEAD, DEAD, [], [], "0x"),
      ];

      for (const attempt of refused) {
        await expect(attempt()).to.be.revertedWithCustomError(governor, "GovernorDisabledDeposit");
      }
    });

    it("that strand in the governor come back by a relayed call", async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token, deployer, dave } = deployment;
      await token.connect(deployer).transfer(governor, GPT);
      const transfer = token.interface.encodeFunctionData("transfer", [dave.address, GPT]);
      const data = governor.interface.encodeFunctionData("relay", [await token.getAddress(), 0n, transfer]);

      await expect(decide(deployment, await selfProposal(deployment, data))).to.changeTokenBalances(
        ethers,
        token,
        [governor, dave],
        [-GPT, GPT],
      );
    });
  });
});
