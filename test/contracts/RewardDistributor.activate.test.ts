import { expect } from "chai";
import { ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  DAY,
  deployRewardSystem,
  GPT,
  reportOf,
  RESERVE_WEI,
  revealScores,
  settleEpoch,
  submitRoots,
  type Row,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

async function pending() {
  const system = await deployRewardSystem(connection);
  await revealScores(system, 1n);
  const rows: Row[] = [
    [system.alice.address, 100n * GPT],
    [system.bob.address, 50n * GPT],
  ];
  const report = reportOf(rows);
  await submitRoots(system, 1n, report);
  return { ...system, report, activatesAt: (await system.distributor.pendingRoot()).activatesAt };
}

describe("RewardDistributor.activate", () => {
  it("is refused one second early and open to anyone on time (V4)", async () => {
    const { distributor, stranger, report, activatesAt } = await networkHelpers.loadFixture(pending);

    await networkHelpers.time.setNextBlockTimestamp(activatesAt - 1n);
    await expect(distributor.connect(stranger).activate(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorTooEarly")
      .withArgs(1n, activatesAt);
    await networkHelpers.time.setNextBlockTimestamp(activatesAt);
    await expect(distributor.connect(stranger).activate(1n))
      .to.emit(distributor, "RootActivated")
      .withArgs(1n, report.root, 150n * GPT, 150n * GPT);

    expect(await distributor.rootOf(1n)).to.equal(report.root);
    expect(await distributor.lastActiveEpoch()).to.equal(1n);
    expect(await distributor.totalCumulative()).to.equal(150n * GPT);
    expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
  });

  it("pulls exactly the increase from the reserve (V5)", async () => {
    const { distributor, token, reserve, activatesAt } = await networkHelpers.loadFixture(pending);
    await networkHelpers.time.increaseTo(activatesAt);

    await expect(distributor.activate(1n)).to.changeTokenBalances(
      connection.ethers,
      token,
      [reserve, distributor],
      [-150n * GPT, 150n * GPT],
    );

    expect(await reserve.remaining()).to.equal(RESERVE_WEI - 150n * GPT);
    expect(await reserve.lastSettledEpoch()).to.equal(1n);
  });

  it("pulls only what a later root adds", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, token, alice, bob } = system;
    await settleEpoch(system, 1n, [
      [alice.address, 100n * GPT],
      [bob.address, 50n * GPT],
    ]);

    await settleEpoch(system, 2n, [
      [alice.address, 100n * GPT],
      [bob.address, 51n * GPT],
    ]);

    expect(await token.balanceOf(distributor)).to.equal(151n * GPT);
    expect(await distributor.totalCumulative()).to.equal(151n * GPT);
  });

  it("accepts a root that adds nothing", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, reserve, alice, bob } = system;
    const rows: Row[] = [
      [alice.address, 100n * GPT],
      [bob.address, 50n * GPT],
    ];
    const tree = await settleEpoch(system, 1n, rows);

    await settleEpoch(system, 2n, rows);

    expect(await distributor.rootOf(2n)).to.equal(tree.root);
    expect(await reserve.lastSettledEpoch()).to.equal(2n);
    expect(await reserve.remaining()).to.equal(RESERVE_WEI - 150n * GPT);
  });

  it("happens once", async () => {
    const { distributor, activatesAt } = await networkHelpers.loadFixture(pending);
    await networkHelpers.time.increaseTo(activatesAt);
    await distributor.activate(1n);

    await expect(distributor.activate(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
      .withArgs(1n);
  });

  it("needs a pending root of that epoch", async () => {
    const { distributor } = await networkHelpers.loadFixture(pending);

    for (const epoch of [0n, 2n]) {
      await expect(distributor.activate(epoch))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
        .withArgs(epoch);
    }
  });

  it("waits while the guardian pauses, at most 72 hours", async () => {
    const { distributor, guardian, activatesAt } = await networkHelpers.loadFixture(pending);
    await networkHelpers.time.increaseTo(activatesAt);
    await distributor.connect(guardian).pause();
    const until = await distributor.pausedUntil();

    await expect(distributor.activate(1n))
      .to.be.revertedWithCustomError(distributor, "ExpiringPausePaused")
      .withArgs(until);
    await networkHelpers.time.increaseTo(until);
    await expect(distributor.activate(1n)).to.emit(distributor, "RootActivated");
    expect(until - activatesAt).to.be.lessThan(3n * DAY + 60n);
  });

  it("lets a pause stop neither votes nor vetoes nor cancellations", async () => {
    const system = await networkHelpers.loadFixture(pending);
    const { distributor, guardian, validators, report } = system;
    await distributor.connect(guardian).pause();

    await distributor.connect(validators[3]).veto(1n);
    await distributor.connect(guardian).cancelRoot(1n, "paused and cancelled");
    await submitRoots(system, 1n, report);

    expect((await distributor.pendingRoot()).root).to.equal(report.root);
  });
});
