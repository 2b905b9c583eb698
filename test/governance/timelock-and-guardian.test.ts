import { expect } from "chai";
import {
  activate,
  DAY,
  DEAD,
  ethers,
  makeReady,
  networkHelpers,
  paymentProposal,
  propose,
  state,
  succeed,
  support,
  toProposal,
  type Proposal,
} from "../contracts/fixtures/governance.ts";
import { governed, NO_PREDECESSOR, type Governed } from "./governed-collective.ts";

const { time } = networkHelpers;
const PROPOSER_ROLE = ethers.id("PROPOSER_ROLE");
const CANCELLER_ROLE = ethers.id("CANCELLER_ROLE");
const EXECUTOR_ROLE = ethers.id("EXECUTOR_ROLE");

/** The arguments with which the governor makes the timelock execute a proposal. */
function batchOf({ contracts }: Governed, { targets, values, calldatas, descriptionHash }: Proposal) {
  const salt = ethers.toBeHex(BigInt(ethers.zeroPadBytes(contracts.governor, 32)) ^ BigInt(descriptionHash), 32);
  return [targets, values, calldatas, NO_PREDECESSOR, salt] as const;
}

/** A proposal that makes a stranger PROPOSER of the timelock. */
function takeover({ contracts, timelock, stranger }: Governed): Proposal {
  const data = timelock.interface.encodeFunctionData("grantRole", [PROPOSER_ROLE, stranger.address]);
  return toProposal([{ target: contracts.timelock, data }], "Harmless maintenance");
}

describe("Governance attack: a way around the vote", () => {
  it("T37: lets nobody but the governor schedule, cancel or execute on the timelock", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { timelock, deployer, guardian, alice, stranger } = deployment;
    const call = [DEAD, 0n, "0x", NO_PREDECESSOR, ethers.ZeroHash] as const;
    const batch: Parameters<typeof timelock.executeBatch> = [[DEAD], [0n], ["0x"], NO_PREDECESSOR, ethers.ZeroHash];

    for (const caller of [deployer, guardian, alice, stranger]) {
      const asCaller = timelock.connect(caller);
      for (const [role, attempt] of [
        [PROPOSER_ROLE, () => asCaller.schedule(...call, DAY)],
        [PROPOSER_ROLE, () => asCaller.scheduleBatch(...batch, DAY)],
        [CANCELLER_ROLE, () => asCaller.cancel(ethers.ZeroHash)],
        [EXECUTOR_ROLE, () => asCaller.execute(...call)],
        [EXECUTOR_ROLE, () => asCaller.executeBatch(...batch)],
        [ethers.ZeroHash, () => asCaller.grantRole(PROPOSER_ROLE, caller)],
      ] as const) {
        await expect(attempt())
          .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
          .withArgs(caller, role);
      }
    }
  });

  it("T37: lets nobody execute a ready operation past the governor", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, timelock, guardian, alice, stranger } = deployment;
    const proposal = await paymentProposal(deployment);
    await makeReady(deployment, proposal);
    const batch = batchOf(deployment, proposal);
    expect(await timelock.isOperationReady(await timelock.hashOperationBatch(...batch))).to.be.true;

    for (const caller of [guardian, alice, stranger]) {
      await expect(timelock.connect(caller).executeBatch(...batch))
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(caller, EXECUTOR_ROLE);
    }
    await expect(governor.connect(stranger)["execute(uint256)"](proposal.id)).to.emit(timelock, "CallExecuted");
  });

  it("executes nothing before the delay has passed", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, timelock } = deployment;
    const proposal = await paymentProposal(deployment);
    await succeed(deployment, proposal);
    await governor["queue(uint256)"](proposal.id);
    const eta = await governor.proposalEta(proposal.id);
    const id = await timelock.hashOperationBatch(...batchOf(deployment, proposal));

    await time.setNextBlockTimestamp(eta - 1n);
    await expect(governor["execute(uint256)"](proposal.id))
      .to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState")
      .withArgs(id, ethers.toBeHex(1n << 2n, 32));
    await time.setNextBlockTimestamp(eta);
    await expect(governor["execute(uint256)"](proposal.id)).to.emit(governor, "ProposalExecuted");
  });

  it("executes nothing after it has expired, though the timelock still holds it ready", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, timelock, alice } = deployment;
    const proposal = await paymentProposal(deployment);
    await makeReady(deployment, proposal);
    const batch = batchOf(deployment, proposal);
    const eta = await governor.proposalEta(proposal.id);

    await time.increaseTo(eta + 14n * DAY);
    expect(await governor.state(proposal.id)).to.equal(state.queued);
    await time.increaseTo(eta + 14n * DAY + 1n);

    expect(await governor.state(proposal.id)).to.equal(state.expired);
    expect(await timelock.isOperationReady(await timelock.hashOperationBatch(...batch))).to.be.true;
    await expect(governor["execute(uint256)"](proposal.id))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposal.id, state.expired, ethers.toBeHex(1n << state.queued, 32));
    await expect(timelock.connect(alice).executeBatch(...batch))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(alice, EXECUTOR_ROLE);
    await expect(propose(deployment, proposal))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposal.id, state.expired, ethers.ZeroHash);
  });
});

describe("Governance attack: a proposal that takes the timelock over", () => {
  it("stands on the chain in full for the whole delay before it does anything", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, timelock, contracts, stranger } = deployment;
    const proposal = takeover(deployment);
    await succeed(deployment, proposal);
    const id = await timelock.hashOperationBatch(...batchOf(deployment, proposal));

    await expect(governor["queue(uint256)"](proposal.id))
      .to.emit(timelock, "CallScheduled")
      .withArgs(
        id,
        0n,
        ethers.getAddress(contracts.timelock),
        0n,
        proposal.calldatas[0],
        NO_PREDECESSOR,
        await timelock.getMinDelay(),
      );
    const queuedAt = BigInt(await time.latest());
    expect((await governor.proposalDetails(proposal.id))[2]).to.deep.equal(proposal.calldatas);
    expect(await governor.proposalEta(proposal.id)).to.equal(queuedAt + (await timelock.getMinDelay()));

    await expect(governor["execute(uint256)"](proposal.id)).to.be.revertedWithCustomError(
      timelock,
      "TimelockUnexpectedOperationState",
    );
    expect(await timelock.hasRole(PROPOSER_ROLE, stranger)).to.be.false;
  });

  it("is stopped by the guardian in the governor and in the timelock, for ever", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, timelock, guardian, stranger } = deployment;
    const proposal = takeover(deployment);
    await makeReady(deployment, proposal);
    const batch = batchOf(deployment, proposal);
    const id = await timelock.hashOperationBatch(...batch);

    await expect(governor.connect(guardian)["cancel(uint256)"](proposal.id))
      .to.emit(timelock, "Cancelled")
      .withArgs(id)
      .and.to.emit(governor, "ProposalCanceled")
      .withArgs(proposal.id);

    expect(await governor.state(proposal.id)).to.equal(state.canceled);
    expect(await timelock.isOperation(id)).to.be.false;
    await expect(governor["execute(uint256)"](proposal.id))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposal.id, state.canceled, ethers.toBeHex(1n << state.queued, 32));
    await expect(governor["queue(uint256)"](proposal.id))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposal.id, state.canceled, ethers.toBeHex(1n << state.succeeded, 32));
    await expect(timelock.connect(stranger).executeBatch(...batch))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(stranger, EXECUTOR_ROLE);
    await expect(propose(deployment, proposal)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnexpectedProposalState",
    );
  });

  it("T37: that nobody stops makes a proposer, who still executes nothing", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, timelock, stranger } = deployment;
    const proposal = takeover(deployment);
    await makeReady(deployment, proposal);
    await governor["execute(uint256)"](proposal.id);
    const call = [DEAD, 0n, "0x", NO_PREDECESSOR, ethers.ZeroHash] as const;
    const delay = await timelock.getMinDelay();

    await timelock.connect(stranger).schedule(...call, delay);
    await time.increase(delay);

    expect(await timelock.isOperationReady(await timelock.hashOperation(...call))).to.be.true;
    await expect(timelock.connect(stranger).execute(...call))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(stranger, EXECUTOR_ROLE);
  });
});

describe("Governance attack: a hostile guardian", () => {
  it("T39: can cancel, and can neither propose, vote, execute early nor reach the timelock", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, timelock, guardian } = deployment;
    const proposal = await paymentProposal(deployment);
    await expect(propose(deployment, proposal, guardian))
      .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
      .withArgs(guardian, 0n, await governor.proposalThreshold());
    await activate(deployment, proposal);
    await expect(governor.connect(guardian).castVote(proposal.id, support.for))
      .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
      .withArgs(guardian);
    await expect(governor.connect(guardian)["execute(uint256)"](proposal.id)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnexpectedProposalState",
    );
    await expect(timelock.connect(guardian).cancel(ethers.ZeroHash))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(guardian, CANCELLER_ROLE);

    await governor.connect(guardian)["cancel(uint256)"](proposal.id);
    expect(await governor.state(proposal.id)).to.equal(state.canceled);
  });

  it("T39: cannot move a token of the treasury, which pays only by vote", async () => {
    const { token, contracts, timelock, guardian } = await networkHelpers.loadFixture(governed);
    const data = token.interface.encodeFunctionData("transfer", [guardian.address, 1n]);

    await expect(token.connect(guardian).transferFrom(contracts.timelock, guardian, 1n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
      .withArgs(guardian, 0n, 1n);
    await expect(timelock.connect(guardian).execute(contracts.token, 0n, data, NO_PREDECESSOR, ethers.ZeroHash))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(guardian, EXECUTOR_ROLE);
  });

  it("T39: is the only brake on the size of a payment: one vote can pay the whole treasury out", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, token, contracts, guardian, stranger } = deployment;
    const treasuryWei = await token.balanceOf(contracts.timelock);
    const data = token.interface.encodeFunctionData("transfer", [stranger.address, treasuryWei]);
    const cancelled = toProposal([{ target: contracts.token, data }], "Everything");
    await makeReady(deployment, cancelled);
    await governor.connect(guardian)["cancel(uint256)"](cancelled.id);
    expect(await token.balanceOf(contracts.timelock)).to.equal(treasuryWei);

    const paid = toProposal([{ target: contracts.token, data }], "Everything, again");
    await makeReady(deployment, paid);
    await governor["execute(uint256)"](paid.id);

    expect(await token.balanceOf(stranger)).to.equal(treasuryWei);
    expect(await token.balanceOf(contracts.timelock)).to.equal(0n);
  });

  it("T39: loses its power by itself when its term ends", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, guardian } = deployment;
    await time.increaseTo((await governor.guardianExpiresAt()) - 1n);
    expect(await governor.proposalGuardian()).to.equal(guardian.address);
    await time.increase(1);
    expect(await governor.proposalGuardian()).to.equal(DEAD);
    const proposal = await paymentProposal(deployment);
    await makeReady(deployment, proposal);

    await expect(governor.connect(guardian)["cancel(uint256)"](proposal.id))
      .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
      .withArgs(proposal.id, guardian);
    await expect(governor["execute(uint256)"](proposal.id)).to.emit(governor, "ProposalExecuted");
  });

  it("T39: cannot extend its term: only a vote appoints", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, guardian } = deployment;
    const expiresAt = await governor.guardianExpiresAt();

    await expect(governor.connect(guardian).setProposalGuardian(guardian))
      .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
      .withArgs(guardian);
    expect(await governor.guardianExpiresAt()).to.equal(expiresAt);
  });
});
