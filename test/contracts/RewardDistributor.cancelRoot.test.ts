import { expect } from "chai";
import { ZeroHash } from "ethers";
import { network } from "hardhat";
import { deployRewardSystem, GPT, REASON, reportOf, revealScores, submitRoots } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

async function pending() {
  const system = await deployRewardSystem(connection);
  await revealScores(system, 1n);
  const report = reportOf([
    [system.alice.address, 100n * GPT],
    [system.bob.address, 50n * GPT],
  ]);
  await submitRoots(system, 1n, report);
  return { ...system, report };
}

describe("RewardDistributor.cancelRoot", () => {
  it("lets the guardian cancel a pending root, with an explanation", async () => {
    const { distributor, guardian, report } = await networkHelpers.loadFixture(pending);

    await expect(distributor.connect(guardian).cancelRoot(1n, "inputs disagree with the chain"))
      .to.emit(distributor, "CancellationExplained")
      .withArgs(1n, 1n, "inputs disagree with the chain")
      .and.to.emit(distributor, "RootCancelled")
      .withArgs(1n, 1n, report.root, REASON.Guardian, 0b0111n, guardian.address);

    expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
    expect(await distributor.attemptOf(1n)).to.equal(2n);
  });

  it("T10: never pays a cancelled root (VOT4)", async () => {
    const { distributor, guardian } = await networkHelpers.loadFixture(pending);
    await distributor.connect(guardian).cancelRoot(1n, "no");
    await networkHelpers.time.increase(7 * 86_400);

    await expect(distributor.activate(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
      .withArgs(1n);
    expect(await distributor.rootOf(1n)).to.equal(ZeroHash);
  });

  it("T29: happens twice per epoch at most, so that a guardian delays an epoch and never stops it", async () => {
    const system = await networkHelpers.loadFixture(pending);
    const { distributor, guardian, report } = system;
    for (const attempt of [1n, 2n]) {
      await expect(distributor.connect(guardian).cancelRoot(1n, "again"))
        .to.emit(distributor, "RootCancelled")
        .withArgs(1n, attempt, report.root, REASON.Guardian, 0b0111n, guardian.address);
      expect(await distributor.guardianCancellationsOf(1n)).to.equal(attempt);
      await submitRoots(system, 1n, report);
    }

    await expect(distributor.connect(guardian).cancelRoot(1n, "again"))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorGuardianSpent")
      .withArgs(1n, 2n);

    await networkHelpers.time.increaseTo((await distributor.pendingRoot()).activatesAt);
    await distributor.activate(1n);
    expect(await distributor.rootOf(1n)).to.equal(report.root);
  });

  it("can cancel the roots of the next epoch again", async () => {
    const system = await networkHelpers.loadFixture(pending);
    const { distributor, guardian, report } = system;
    await distributor.connect(guardian).cancelRoot(1n, "once");
    await distributor.abandonEpoch(1n);
    await revealScores(system, 2n);
    await submitRoots(system, 2n, report);

    await distributor.connect(guardian).cancelRoot(2n, "once");

    expect(await distributor.guardianCancellationsOf(2n)).to.equal(1n);
  });

  it("belongs to the guardian", async () => {
    const { distributor, stranger, validators } = await networkHelpers.loadFixture(pending);

    for (const caller of [stranger, validators[0]!]) {
      await expect(distributor.connect(caller).cancelRoot(1n, "mine"))
        .to.be.revertedWithCustomError(distributor, "AccessManagedUnauthorized")
        .withArgs(caller.address);
    }
  });

  it("needs an explanation of 1 to 256 bytes", async () => {
    const { distributor, guardian } = await networkHelpers.loadFixture(pending);

    for (const length of [0, 257]) {
      await expect(distributor.connect(guardian).cancelRoot(1n, "x".repeat(length)))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorTextLengthOutOfBounds")
        .withArgs(length, 256);
    }
  });

  it("needs a pending root of that epoch", async () => {
    const { distributor, guardian } = await networkHelpers.loadFixture(pending);

    for (const epoch of [0n, 2n]) {
      await expect(distributor.connect(guardian).cancelRoot(epoch, "which?"))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
        .withArgs(epoch);
    }
  });
});
