import { expect } from "chai";
import {
  decide,
  ethers,
  GPT,
  makeReady,
  networkHelpers,
  paymentProposal,
  type Proposal,
  propose,
  selfProposal,
  state,
  support,
  toProposal,
  waitForDeadline,
} from "../contracts/fixtures/governance.ts";
import { deployFactory, deployMetamorphic, metamorphicAddress } from "./create2.ts";
import { type Governed, governed, impersonate } from "./governed-collective.ts";
import { proposeToVanished } from "./vanishing-target.ts";

/** An address that begins and ends like another one, as a victim's eye compares them. */
function lookAlikeOf(address: string): string {
  return ethers.getAddress(`${address.slice(0, 6)}${"c0ffee".repeat(6).slice(0, 32)}${address.slice(-4)}`);
}

/** The runtime code of a contract that accepts every call and remembers it. */
async function recorderCode(): Promise<string> {
  const recorder = await ethers.deployContract("CallRecorderMock");
  return ethers.provider.getCode(recorder);
}

/** Alice and Bob carry what is proposed until it can be executed. */
async function carry(deployment: Governed, proposal: Proposal): Promise<void> {
  const { governor, alice, bob } = deployment;
  await networkHelpers.time.increaseTo((await governor.proposalSnapshot(proposal.id)) + 1n);
  for (const voter of [alice, bob]) await governor.connect(voter).castVote(proposal.id, support.for);
  await waitForDeadline(deployment, proposal);
  await governor["queue(uint256)"](proposal.id);
  await networkHelpers.time.increaseTo(await governor.proposalEta(proposal.id));
}

describe("Governance attack: a look-alike target", () => {
  it("without code is refused when it is proposed", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, token, contracts, stranger } = deployment;
    const fake = lookAlikeOf(contracts.token);
    const data = token.interface.encodeFunctionData("transfer", [stranger.address, GPT]);

    await expect(propose(deployment, toProposal([{ target: fake, data }], "Looks like the token")))
      .to.be.revertedWithCustomError(governor, "CollectiveGovernorTargetWithoutCode")
      .withArgs(fake);
  });

  it("with code gets the call, and the real contract is not touched", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { manager, contracts, stranger } = deployment;
    const fake = lookAlikeOf(contracts.manager);
    await networkHelpers.setCode(fake, await recorderCode());
    const data = manager.interface.encodeFunctionData("grantRole", [2n, stranger.address, 0]);

    await decide(deployment, toProposal([{ target: fake, data }], "Looks like the manager"));

    expect(await (await ethers.getContractAt("CallRecorderMock", fake)).getFunction("latestCalldata")()).to.equal(data);
    expect(await manager.hasRole(2n, stranger)).to.deep.equal([false, 0n]);
  });

  it("has no role of the contract that it looks like", async () => {
    const { contracts, timelock, reserve, registry, manager, stranger } = await networkHelpers.loadFixture(governed);
    const fakes = {
      governor: await impersonate(lookAlikeOf(contracts.governor)),
      timelock: await impersonate(lookAlikeOf(contracts.timelock)),
      distributor: await impersonate(lookAlikeOf(contracts.distributor)),
    };
    const call = [stranger.address, 0n, "0x", ethers.ZeroHash, ethers.ZeroHash] as const;

    await expect(timelock.connect(fakes.governor).schedule(...call, await timelock.getMinDelay()))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(fakes.governor, ethers.id("PROPOSER_ROLE"));
    await expect(timelock.connect(fakes.governor).execute(...call))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(fakes.governor, ethers.id("EXECUTOR_ROLE"));
    await expect(reserve.connect(fakes.distributor).release(1n, 1n))
      .to.be.revertedWithCustomError(reserve, "AccessManagedUnauthorized")
      .withArgs(fakes.distributor);
    await expect(registry.connect(fakes.timelock).unpause())
      .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
      .withArgs(fakes.timelock);
    await expect(manager.connect(fakes.timelock).grantRole(0n, stranger, 0))
      .to.be.revertedWithCustomError(manager, "AccessManagerUnauthorizedAccount")
      .withArgs(fakes.timelock, 0n);
  });
});

describe("Governance attack: a target that changes after the vote", () => {
  it("T33: is refused at the execution when its code has vanished", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, timelock } = deployment;
    const target = await (await ethers.deployContract("CallRecorderMock")).getAddress();
    const proposal = toProposal([{ target, data: "0x01" }], "Call a contract");
    await makeReady(deployment, proposal);
    await networkHelpers.setCode(target, "0x");

    await expect(governor["execute(uint256)"](proposal.id))
      .to.be.revertedWithCustomError(governor, "CollectiveGovernorTargetWithoutCode")
      .withArgs(target);
    expect(await governor.state(proposal.id)).to.equal(state.queued);

    // Nothing is lost for good: the same decision can be executed if the contract comes back in time.
    await networkHelpers.setCode(target, await recorderCode());
    await expect(governor["execute(uint256)"](proposal.id)).to.emit(timelock, "CallExecuted");
  });

  it("T33: keeps the code it was voted with: it cannot destroy it, and CREATE2 cannot deploy over it", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, stranger } = deployment;
    const factory = await deployFactory(stranger);
    const target = metamorphicAddress(factory);
    await deployMetamorphic(stranger, factory);
    const codeVotedOn = await ethers.provider.getCode(target);
    const proposal = toProposal([{ target, data: "0x01" }], "Call a contract that can destroy itself");
    await makeReady(deployment, proposal);

    await networkHelpers.setBalance(target, 7n);
    await stranger.sendTransaction({ to: target, gasLimit: 100_000n });
    // It did run SELFDESTRUCT, which by EIP-6780 moves the ether and leaves the code.
    expect(await ethers.provider.getBalance(target)).to.equal(0n);
    await expect(deployMetamorphic(stranger, factory)).to.be.revert(ethers);

    expect(await ethers.provider.getCode(target)).to.equal(codeVotedOn);
    await governor["execute(uint256)"](proposal.id);
    expect(await governor.state(proposal.id)).to.equal(state.executed);
  });

  it("T33: is refused at the execution when it was destroyed in the transaction that created it and proposed", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor } = deployment;
    const { target, proposal } = await proposeToVanished(deployment);
    expect(await ethers.provider.getCode(target)).to.equal("0x");
    await carry(deployment, proposal);

    await expect(governor["execute(uint256)"](proposal.id))
      .to.be.revertedWithCustomError(governor, "CollectiveGovernorTargetWithoutCode")
      .withArgs(target);
    expect(await governor.state(proposal.id)).to.equal(state.queued);
  });

  it("T33: is called all the same when it had no code during the vote and got some after it", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, stranger } = deployment;
    const { factory, target, proposal } = await proposeToVanished(deployment);
    await carry(deployment, proposal);

    await deployMetamorphic(stranger, factory);
    await governor["execute(uint256)"](proposal.id);

    expect(await ethers.provider.getCode(target)).not.to.equal("0x");
    expect(await governor.state(proposal.id)).to.equal(state.executed);
  });

  it("T33: is called all the same where a chain swaps its code, because the governor remembers no code hash", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor } = deployment;
    const target = await (await ethers.deployContract("BatchRelayerMock")).getAddress();
    const proposal = toProposal([{ target, data: "0x01" }], "Call a contract");
    await makeReady(deployment, proposal);
    await networkHelpers.setCode(target, await recorderCode());

    await governor["execute(uint256)"](proposal.id);

    expect(await (await ethers.getContractAt("CallRecorderMock", target)).getFunction("latestCalldata")()).to.equal(
      "0x01",
    );
  });
});

describe("Governance attack: a front-run proposal", () => {
  it("T34: is blocked for good by its copy when nothing names the proposer", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, alice, dave } = deployment;
    const proposal = await paymentProposal(deployment);

    await propose(deployment, proposal, dave);
    await expect(propose(deployment, proposal, alice))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposal.id, state.pending, ethers.ZeroHash);
    await governor.connect(dave)["cancel(uint256)"](proposal.id);

    await expect(propose(deployment, proposal, alice))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(proposal.id, state.canceled, ethers.ZeroHash);
    // Another description is another proposal.
    await propose(deployment, await paymentProposal(deployment, "Pay Dave, again"), alice);
  });

  it("T34: cannot be made by anybody but the proposer that its description names", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, alice, dave } = deployment;
    const proposal = await paymentProposal(deployment, `Pay Dave#proposer=${alice.address}`);

    await expect(propose(deployment, proposal, dave))
      .to.be.revertedWithCustomError(governor, "GovernorRestrictedProposer")
      .withArgs(dave);
    await propose(deployment, proposal, alice);

    expect(await governor.proposalProposer(proposal.id)).to.equal(alice.address);
    await expect(governor.connect(dave)["cancel(uint256)"](proposal.id))
      .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
      .withArgs(proposal.id, dave);
  });
});

describe("Governance attack: a lowered quorum", () => {
  it("T35: does not revive a proposal that was defeated under the old one", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, carol, dave } = deployment;
    const weak = toProposal([{ target: dave.address, value: 0n }], "Too few votes");
    await propose(deployment, weak, dave);
    await networkHelpers.time.increaseTo((await governor.proposalSnapshot(weak.id)) + 1n);
    await governor.connect(carol).castVote(weak.id, support.for);
    await waitForDeadline(deployment, weak);
    expect(await governor.state(weak.id)).to.equal(state.defeated);
    const lowest = { capBps: 100n, shareBps: 500n, floor: 10_000n * GPT };
    const data = governor.interface.encodeFunctionData("setQuorumParameters", [lowest]);

    await decide(deployment, await selfProposal(deployment, data));
    await networkHelpers.time.increase(1);

    expect(await governor.quorum((await networkHelpers.time.latest()) - 1)).to.be.lessThan(1_000_000n * GPT);
    expect(await governor.state(weak.id)).to.equal(state.defeated);
    await expect(governor["queue(uint256)"](weak.id))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(weak.id, state.defeated, ethers.toBeHex(1n << state.succeeded, 32));
  });

  it("T35: does not carry a proposal whose snapshot was before it, even while the vote runs", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { governor, carol, dave } = deployment;
    const lowest = { capBps: 100n, shareBps: 500n, floor: 10_000n * GPT };
    const data = governor.interface.encodeFunctionData("setQuorumParameters", [lowest]);
    const lower = await selfProposal(deployment, data);
    await makeReady(deployment, lower);
    const weak = toProposal([{ target: dave.address, value: 0n }], "Too few votes");
    await propose(deployment, weak, dave);
    await networkHelpers.time.increaseTo((await governor.proposalSnapshot(weak.id)) + 1n);
    await governor.connect(carol).castVote(weak.id, support.for);

    await governor["execute(uint256)"](lower.id);
    await waitForDeadline(deployment, weak);

    expect(await governor.state(weak.id)).to.equal(state.defeated);
  });
});
