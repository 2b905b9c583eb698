import { expect } from "chai";

import {
  DEAD,
  GPT,
  activate,
  decide,
  deploy,
  ethers,
  makeReady,
  networkHelpers,
  propose,
  selfProposal,
  settings,
  state,
  support,
  toProposal,
  waitForDeadline,
} from "./fixtures/governance.ts";

const { time } = networkHelpers;

describe("CollectiveGovernor: quorum (GOV3)", () => {
  it("is the share of the delegated votes at the timepoint", async () => {
    const { governor } = await networkHelpers.loadFixture(deploy);

    expect(await governor.quorum((await time.latest()) - 1)).to.equal(2_550_000n * GPT);
  });

  it("is the floor while little is delegated", async () => {
    const { governor, token, alice, bob } = await networkHelpers.loadFixture(deploy);
    await token.connect(alice).delegate(ethers.ZeroAddress);
    await token.connect(bob).delegate(ethers.ZeroAddress);
    await time.increase(1);

    expect(await governor.quorum((await time.latest()) - 1)).to.equal(1_000_000n * GPT);
  });

  it("is the cap when nearly everything is delegated", async () => {
    const { governor, token, deployer } = await networkHelpers.loadFixture(deploy);
    await token.delegate(deployer);
    await time.increase(1);

    expect(await governor.quorum((await time.latest()) - 1)).to.equal(10_000_000n * GPT);
  });

  it("is unknown for the present and the future", async () => {
    const { governor, token } = await networkHelpers.loadFixture(deploy);
    const now = BigInt(await time.latest());

    await expect(governor.quorum(now)).to.be.revertedWithCustomError(token, "ERC5805FutureLookup").withArgs(now, now);
    await expect(governor.quorum(2n ** 48n + 1n))
      .to.be.revertedWithCustomError(token, "ERC5805FutureLookup")
      .withArgs(2n ** 48n + 1n, now);
  });

  it("changes by vote for later snapshots only, and says so", async () => {
    const deployment = await networkHelpers.loadFixture(deploy);
    const { governor } = deployment;
    const changed = [500n, 2_000n, 500_000n * GPT];
    const data = governor.interface.encodeFunctionData("setQuorumParameters", [
      { capBps: 500n, shareBps: 2_000n, floor: 500_000n * GPT },
    ]);

    await expect(decide(deployment, await selfProposal(deployment, data)))
      .to.emit(governor, "QuorumParametersSet")
      .withArgs([1_000n, 3_000n, 1_000_000n * GPT], changed);
    const changedAt = await time.latest();
    await time.increase(1);

    expect(await governor.quorumParameters()).to.deep.equal(changed);
    expect(await governor.quorum(changedAt - 1)).to.equal(2_550_000n * GPT);
    expect(await governor.quorum(changedAt)).to.equal(1_700_000n * GPT);
  });

  it("refuses by vote what it refuses at deployment", async () => {
    const deployment = await networkHelpers.loadFixture(deploy);
    const { governor } = deployment;
    const data = governor.interface.encodeFunctionData("setQuorumParameters", [{ ...settings.quorum, capBps: 2_001n }]);
    const proposal = await selfProposal(deployment, data);
    await makeReady(deployment, proposal);

    await expect(governor["execute(uint256)"](proposal.id))
      .to.be.revertedWithCustomError(governor, "CollectiveGovernorOutOfBounds")
      .withArgs(2_001n, 100n, 2_000n);
  });

  it("does not revive a defeated proposal when it is lowered (CVE-2022-31198)", async () => {
    const deployment = await networkHelpers.loadFixture(deploy);
    const { governor, carol, dave } = deployment;
    const weak = toProposal([{ target: DEAD }], "Too few votes");
    await propose(deployment, weak, dave);
    await time.increaseTo((await governor.proposalSnapshot(weak.id)) + 1n);
    await governor.connect(carol).castVote(weak.id, support.for);
    const data = governor.interface.encodeFunctionData("setQuorumParameters", [
      { capBps: 100n, shareBps: 500n, floor: 100_000n * GPT },
    ]);
    await waitForDeadline(deployment, weak);
    expect(await governor.state(weak.id)).to.equal(state.defeated);

    await decide(deployment, await selfProposal(deployment, data));
    await time.increase(1);

    expect(await governor.quorum((await time.latest()) - 1)).to.equal(425_000n * GPT);
    expect(await governor.state(weak.id)).to.equal(state.defeated);
  });

  it("does not sink a successful proposal when it is raised", async () => {
    const deployment = await networkHelpers.loadFixture(deploy);
    const { governor, alice, dave } = deployment;
    const data = governor.interface.encodeFunctionData("setQuorumParameters", [
      { capBps: 2_000n, shareBps: 5_000n, floor: 5_000_000n * GPT },
    ]);
    const raise = await selfProposal(deployment, data);
    const other = toProposal([{ target: DEAD }], "Enough votes");
    await makeReady(deployment, raise);
    await propose(deployment, other, dave);
    await time.increaseTo((await governor.proposalSnapshot(other.id)) + 1n);
    await governor.connect(alice).castVote(other.id, support.for);

    await governor["execute(uint256)"](raise.id);
    await waitForDeadline(deployment, other);

    expect(await governor.state(other.id)).to.equal(state.succeeded);
    expect(await governor.quorum((await time.latest()) - 1)).to.equal(5_000_000n * GPT);
  });

  it("counts For and Abstain, not Against", async () => {
    const deployment = await networkHelpers.loadFixture(deploy);
    const { governor, alice, bob, carol } = deployment;
    const against = toProposal([{ target: DEAD }], "Opposed");
    await activate(deployment, against);
    await governor.connect(alice).castVote(against.id, support.against);
    await governor.connect(carol).castVote(against.id, support.for);
    await waitForDeadline(deployment, against);
    expect(await governor.state(against.id)).to.equal(state.defeated);

    const abstained = toProposal([{ target: DEAD }], "Mostly abstained");
    await activate(deployment, abstained);
    await governor.connect(bob).castVote(abstained.id, support.abstain);
    await governor.connect(carol).castVote(abstained.id, support.for);
    await waitForDeadline(deployment, abstained);
    expect(await governor.state(abstained.id)).to.equal(state.succeeded);
  });
});
