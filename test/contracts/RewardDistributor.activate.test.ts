import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  BUDGET_WEI,
  DAY,
  deployRewardSystem,
  GPT,
  PARAMETERS,
  REASON,
  reportOf,
  RESERVE_WEI,
  revealScores,
  settleEpoch,
  submitRoots,
  URI,
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
  it("T10: is refused one second early and open to anyone on time (VOT4)", async () => {
    const { distributor, stranger, report, activatesAt } = await networkHelpers.loadFixture(pending);

    await networkHelpers.time.setNextBlockTimestamp(activatesAt - 1n);
    await expect(distributor.connect(stranger).activate(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorTooEarly")
      .withArgs(1n, activatesAt);
    await networkHelpers.time.setNextBlockTimestamp(activatesAt);
    await expect(distributor.connect(stranger).activate(1n))
      .to.emit(distributor, "RootActivated")
      .withArgs(1n, report.root, 150n * GPT, 150n * GPT, await distributor.reportHash(1n, 1n, report), 0b0111n);

    expect(await distributor.rootOf(1n)).to.equal(report.root);
    expect(await distributor.lastActiveEpoch()).to.equal(1n);
    expect(await distributor.totalCumulative()).to.equal(150n * GPT);
    expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
  });

  it("T23: cancels a root whose supporters were ejected, and lets the epoch be reported again", async () => {
    const system = await networkHelpers.loadFixture(pending);
    const { distributor, registry, token, validators, stranger, report, activatesAt } = system;
    await registry.slash(validators[0]!, 0n, id("wrong root"));
    await networkHelpers.time.increaseTo(activatesAt);

    await expect(distributor.connect(stranger).activate(1n))
      .to.emit(distributor, "RootCancelled")
      .withArgs(1n, 1n, report.root, REASON.QuorumLost, 0b0111n, stranger.address);

    expect(await distributor.rootOf(1n)).to.equal(ZeroHash);
    expect(await token.balanceOf(distributor)).to.equal(0n);
    const honest = { ...report, filesBitmap: 0b1110n };
    await submitRoots(system, 1n, honest, validators.slice(1));
    expect((await distributor.pendingRoot()).supporters).to.equal(0b1110n);
  });

  it("T23: stands when those that are left are still a quorum", async () => {
    const { distributor, registry, validators, report, activatesAt } = await networkHelpers.loadFixture(pending);
    const digest = await distributor.reportHash(1n, 1n, report);
    await distributor.connect(validators[3]).confirmRoot(1n, digest);
    await registry.remove(validators[0]!);
    await networkHelpers.time.increaseTo(activatesAt);

    await expect(distributor.activate(1n)).to.emit(distributor, "RootActivated");
  });

  it("T27: cancels a root whose supporters have taken their bonds back", async () => {
    const system = await networkHelpers.loadFixture(pending);
    const { distributor, registry, validators, activatesAt } = system;
    await registry.connect(validators[1]).startLeaving();
    await networkHelpers.time.increaseTo(await registry.unbondingEndsAt(validators[1]!));
    await registry.connect(validators[1]).withdrawBond();
    expect(BigInt(await networkHelpers.time.latest())).to.be.greaterThan(activatesAt);

    await expect(distributor.activate(1n))
      .to.emit(distributor, "RootCancelled")
      .withArgs(1n, 1n, system.report.root, REASON.QuorumLost, 0b0111n, system.admin.address);
  });

  it("names as supporters, who are paid, only those that are still eligible", async () => {
    const system = await networkHelpers.loadFixture(pending);
    const { distributor, registry, validators, report, activatesAt } = system;
    const digest = await distributor.reportHash(1n, 1n, report);
    await distributor.connect(validators[3]).confirmRoot(1n, digest);
    await registry.remove(validators[0]!);
    await networkHelpers.time.increaseTo(activatesAt);

    await expect(distributor.activate(1n))
      .to.emit(distributor, "RootActivated")
      .withArgs(1n, report.root, 150n * GPT, 150n * GPT, digest, 0b1110n);
  });

  it("T23: cancels a root when those that object are more than a third by then (VOT4)", async () => {
    const system = await networkHelpers.loadFixture(pending);
    const { distributor, registry, validators, report, activatesAt } = system;
    await distributor.connect(validators[3]).veto(1n);
    await registry.remove(validators[3]!);
    await distributor.connect(validators[2]).veto(1n);
    expect((await distributor.pendingRoot()).vetoes).to.equal(0b1100n);
    await registry.admit(validators[3]!, `age1${"q".repeat(58)}`, "");
    await registry.connect(validators[3]).activate();
    await networkHelpers.time.increaseTo(activatesAt);

    await expect(distributor.activate(1n))
      .to.emit(distributor, "RootCancelled")
      .withArgs(1n, 1n, report.root, REASON.Veto, 0b0111n, system.admin.address);
    expect(await distributor.attemptOf(1n)).to.equal(2n);
  });

  it("pulls exactly the increase from the reserve (VOT5)", async () => {
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

  it("pays access revenue on top of the emission, and not a wei beyond both", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, reserve, token, payer, alice, bob, validators } = system;
    await reserve.connect(payer).depositRevenue(9n * GPT, 0n);
    const rows: Row[] = [
      [alice.address, BUDGET_WEI],
      [bob.address, 9n * GPT],
    ];
    await revealScores(system, 1n);
    const over = reportOf(rows, { totalCumulative: BUDGET_WEI + 9n * GPT + 1n });
    await expect(distributor.connect(validators[0]).submitRoot(1n, over, URI))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorOverBudget")
      .withArgs(BUDGET_WEI + 9n * GPT + 1n, BUDGET_WEI + 9n * GPT);

    await submitRoots(system, 1n, reportOf(rows));
    await networkHelpers.time.increase(DAY);
    await distributor.activate(1n);

    expect(await token.balanceOf(distributor)).to.equal(BUDGET_WEI + 9n * GPT);
    expect(await reserve.remaining()).to.equal(RESERVE_WEI - BUDGET_WEI);
    expect(await reserve.carriedRevenue()).to.equal(0n);
  });

  it("follows the parameters its epoch began with; a change during an epoch applies to the next", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, reserve, schedule, alice, bob } = system;
    const rulesetHash = id("ruleset-v2");
    await networkHelpers.time.increaseTo(await schedule.startOf(1n));
    await reserve.setParameters({ ...PARAMETERS, emissionBps: 200n, rulesetHash });
    const rows: Row[] = [
      [alice.address, BUDGET_WEI - GPT],
      [bob.address, GPT],
    ];

    const tree = await settleEpoch(system, 1n, rows);
    await revealScores(system, 2n);
    const grown = { totalCumulative: BUDGET_WEI + 1_188_000n * GPT, prevRoot: tree.root };
    await submitRoots(system, 2n, reportOf(rows, { ...grown, rulesetHash }));

    expect((await distributor.pendingRoot()).totalCumulative).to.equal(grown.totalCumulative);
  });

  it("T8: happens once", async () => {
    const { distributor, activatesAt } = await networkHelpers.loadFixture(pending);
    await networkHelpers.time.increaseTo(activatesAt);
    await distributor.activate(1n);

    await expect(distributor.activate(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
      .withArgs(1n);
  });

  it("needs a pending root, also for an epoch 0", async () => {
    const { distributor, stranger } = await deployRewardSystem(connection);

    for (const epoch of [0n, 1n]) {
      await expect(distributor.connect(stranger).activate(epoch))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
        .withArgs(epoch);
    }
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
