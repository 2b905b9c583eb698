import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import {
  activate,
  ethers,
  GPT,
  networkHelpers,
  paymentProposal,
  propose,
  state,
  support,
  toProposal,
  waitForDeadline,
} from "../contracts/fixtures/governance.ts";
import { governed, governedWithoutDelay, votesWei, type Governed } from "./governed-collective.ts";

const { time } = networkHelpers;

const LOAN = 5_000_000n * GPT;

/** An attacker, and a lender of more votes than the quorum. */
async function deployAttacker({ governor, token, treasury }: Governed) {
  const attacker = await ethers.deployContract("FlashVoterMock", [governor, token]);
  const lender = await ethers.deployContract("FlashLenderMock", [token]);
  await token.connect(treasury).transfer(lender, LOAN);
  return { attacker, lender };
}

/** The errors with which the governor refuses somebody who had no votes in time. */
async function refusalsOf({ governor }: Governed, account: string) {
  const threshold = await governor.proposalThreshold();
  return {
    propose: governor.interface.encodeErrorResult("GovernorInsufficientProposerVotes", [account, 0n, threshold]),
    vote: governor.interface.encodeErrorResult("GovernorAlreadyCastVote", [account]),
  };
}

/** Sends several transactions, puts them into one block in this order, and makes sure that they are there. */
async function inOneBlock(sends: readonly (() => Promise<ContractTransactionResponse>)[]) {
  const sent: ContractTransactionResponse[] = [];
  await ethers.provider.send("evm_setAutomine", [false]);
  try {
    for (const send of sends) sent.push(await send());
    await networkHelpers.mine();
  } finally {
    await ethers.provider.send("evm_setAutomine", [true]);
  }
  const block = (await ethers.provider.getBlock("latest"))!;
  expect(block.transactions).to.deep.equal(sent.map(({ hash }) => hash));
  return { sent, timestamp: BigInt(block.timestamp) };
}

describe("Governance attack: borrowed votes", () => {
  it("T32: refuses to propose and to vote with votes borrowed in the same transaction", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, token } = deployment;
    const { attacker, lender } = await deployAttacker(deployment);
    const proposal = await paymentProposal(deployment);
    await activate(deployment, proposal);

    const refusals = await refusalsOf(deployment, await attacker.getAddress());
    await expect(attacker.getFunction("attack")(lender, LOAN, proposal.id))
      .to.emit(attacker, "Attacked")
      .withArgs(LOAN, refusals.propose, refusals.vote);

    expect(await governor.proposalVotes(proposal.id)).to.deep.equal([0n, 0n, 0n]);
    expect(await governor.latestProposalOf(attacker)).to.equal(0n);
    expect(await token.balanceOf(lender)).to.equal(LOAN);
  });

  it("T32: gives no weight to a loan taken in the very second of the snapshot", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, token } = deployment;
    const { attacker, lender } = await deployAttacker(deployment);
    const proposal = await paymentProposal(deployment);
    await propose(deployment, proposal);
    const snapshot = await governor.proposalSnapshot(proposal.id);
    await time.setNextBlockTimestamp(snapshot);

    await attacker.getFunction("attack")(lender, LOAN, proposal.id);
    expect(await time.latest()).to.equal(Number(snapshot));
    await time.increase(1);

    expect(await token.getPastVotes(attacker, snapshot)).to.equal(0n);
    const refusals = await refusalsOf(deployment, await attacker.getAddress());
    await expect(attacker.getFunction("attack")(lender, LOAN, proposal.id))
      .to.emit(attacker, "Attacked")
      .withArgs(LOAN, refusals.propose, refusals.vote);
    expect(await governor.proposalVotes(proposal.id)).to.deep.equal([0n, 0n, 0n]);
  });

  for (const [name, deploy] of [
    ["with the configured voting delay", governed],
    ["without any voting delay", governedWithoutDelay],
  ] as const) {
    it(`T32: refuses each step of a loan that lasts one block, ${name}`, async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { governor, token, alice, carol, stranger } = deployment;
      const live = await paymentProposal(deployment, "Live");
      await activate(deployment, live);
      const own = toProposal([{ target: stranger.address }], "With borrowed votes");
      const { targets, values, calldatas, description } = own;
      const gasLimit = 500_000n;

      const { sent, timestamp } = await inOneBlock([
        () => token.connect(carol).transfer(stranger, votesWei.carol, { gasLimit }),
        () => token.connect(stranger).delegate(stranger, { gasLimit }),
        () => governor.connect(stranger).propose(targets, values, calldatas, description, { gasLimit }),
        () => governor.connect(stranger).castVote(live.id, support.for, { gasLimit }),
        () => governor.connect(alice).castVote(live.id, support.against, { gasLimit }),
        () => token.connect(stranger).transfer(carol, votesWei.carol, { gasLimit }),
      ]);

      await expect(sent[2])
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(stranger, 0n, await governor.proposalThreshold());
      await expect(sent[3]).to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote").withArgs(stranger);
      await expect(sent[4]).to.emit(governor, "VoteCast");
      expect(await governor.proposalVotes(live.id)).to.deep.equal([votesWei.alice, 0n, 0n]);
      await time.increase(1);
      expect(await token.getPastVotes(stranger, timestamp)).to.equal(0n);
    });
  }

  it("T32: gives no weight to a loan of one block around a proposal whose snapshot is that block", async () => {
    const deployment = await networkHelpers.loadFixture(governedWithoutDelay);
    const { governor, token, alice, carol, stranger } = deployment;
    const { id, targets, values, calldatas, description } = await paymentProposal(deployment);
    const gasLimit = 800_000n;

    const { sent, timestamp } = await inOneBlock([
      () => token.connect(carol).transfer(stranger, votesWei.carol, { gasLimit }),
      () => token.connect(stranger).delegate(stranger, { gasLimit }),
      () => governor.connect(alice).propose(targets, values, calldatas, description, { gasLimit }),
      () => token.connect(stranger).transfer(carol, votesWei.carol, { gasLimit }),
    ]);
    await time.increase(1);

    await expect(sent[2]).to.emit(governor, "ProposalCreated");
    expect(await governor.proposalSnapshot(id)).to.equal(timestamp);
    await expect(governor.connect(stranger).castVote(id, support.for))
      .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
      .withArgs(stranger);
    // The lender had its votes back by the end of the second.
    await governor.connect(carol).castVote(id, support.for);
    expect(await governor.proposalVotes(id)).to.deep.equal([0n, votesWei.carol, 0n]);
  });
});

describe("Governance attack: a late whale", () => {
  it("T32: votes with nothing that it bought after the snapshot", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, token, alice, treasury, stranger } = deployment;
    const proposal = await paymentProposal(deployment);
    await token.connect(stranger).delegate(stranger);
    await activate(deployment, proposal);
    await token.connect(alice).transfer(stranger, votesWei.alice);
    await token.connect(treasury).transfer(stranger, LOAN);
    await time.increase(1);

    expect(await token.getVotes(stranger)).to.equal(votesWei.alice + LOAN);
    await expect(governor.connect(stranger).castVote(proposal.id, support.for))
      .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
      .withArgs(stranger);
    // Who sold meanwhile keeps the weight of the snapshot, once.
    await governor.connect(alice).castVote(proposal.id, support.against);
    expect(await governor.proposalVotes(proposal.id)).to.deep.equal([votesWei.alice, 0n, 0n]);
  });

  it("T36: that reaches the quorum in the last second only opens the vote again, so that others can answer", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, alice, bob, carol, dave } = deployment;
    const proposal = await paymentProposal(deployment);
    await activate(deployment, proposal);
    const deadline = await governor.proposalDeadline(proposal.id);
    const extension = await governor.lateQuorumVoteExtension();
    await governor.connect(dave).castVote(proposal.id, support.against);

    await time.setNextBlockTimestamp(deadline);
    await expect(governor.connect(bob).castVote(proposal.id, support.for))
      .to.emit(governor, "ProposalExtended")
      .withArgs(proposal.id, deadline + extension);
    expect(await governor.proposalDeadline(proposal.id)).to.equal(deadline + extension);

    await time.increaseTo(deadline + 1n);
    expect(await governor.state(proposal.id)).to.equal(state.active);
    await governor.connect(alice).castVote(proposal.id, support.against);
    await governor.connect(carol).castVote(proposal.id, support.against);
    await waitForDeadline(deployment, proposal);
    expect(await governor.state(proposal.id)).to.equal(state.defeated);
  });

  it("T36: cannot keep a vote open: it is extended once", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, alice, bob } = deployment;
    const proposal = await paymentProposal(deployment);
    await activate(deployment, proposal);
    await time.setNextBlockTimestamp(await governor.proposalDeadline(proposal.id));
    await governor.connect(bob).castVote(proposal.id, support.for);
    const extended = await governor.proposalDeadline(proposal.id);

    await time.setNextBlockTimestamp(extended);
    await expect(governor.connect(alice).castVote(proposal.id, support.against)).to.not.emit(
      governor,
      "ProposalExtended",
    );
    expect(await governor.proposalDeadline(proposal.id)).to.equal(extended);
  });
});
