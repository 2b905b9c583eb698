import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  deployRewardSystem,
  GPT,
  reportOf,
  RESERVE_WEI,
  revealScores,
  settleEpoch,
  submitRoots,
  URI,
  type Row,
  type RewardSystem,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

/** Epoch 1 over, with the files of the first `files` of four validators revealed. */
async function withFiles(files: number) {
  const system = await deployRewardSystem(connection);
  await revealScores(system, 1n, system.validators.slice(0, files));
  return system;
}
const twoFiles = () => withFiles(2);
const threeFiles = () => withFiles(3);

const rowsOf = ({ alice, bob }: RewardSystem): Row[] => [
  [alice.address, 100n * GPT],
  [bob.address, 50n * GPT],
];

describe("RewardDistributor.skipEpoch", () => {
  it("settles an epoch with too few files, for anyone, and leaves its money in the reserve", async () => {
    const { distributor, reserve, stranger } = await networkHelpers.loadFixture(twoFiles);

    await expect(distributor.connect(stranger).skipEpoch(1n))
      .to.emit(distributor, "EpochSkipped")
      .withArgs(1n, 0b11n, 4n)
      .and.to.emit(reserve, "EpochSkipped")
      .withArgs(1n, 0n);

    expect(await reserve.lastSettledEpoch()).to.equal(1n);
    expect(await reserve.remaining()).to.equal(RESERVE_WEI);
    expect(await distributor.rootOf(1n)).to.equal(ZeroHash);
    expect(await distributor.lastActiveEpoch()).to.equal(0n);
  });

  it("settles an epoch with fewer than four validators, whatever they revealed", async () => {
    const system = await deployRewardSystem(connection, 3);
    const { distributor } = system;
    await revealScores(system, 1n);

    await expect(distributor.skipEpoch(1n)).to.emit(distributor, "EpochSkipped").withArgs(1n, 0b111n, 3n);
  });

  it("settles an epoch without any validator", async () => {
    const system = await deployRewardSystem(connection, 0);
    const { distributor } = system;
    await revealScores(system, 1n);

    await expect(distributor.skipEpoch(1n)).to.emit(distributor, "EpochSkipped").withArgs(1n, 0n, 0n);
  });

  it("is refused when a quorum of files makes the epoch reportable (VOT7)", async () => {
    const { distributor } = await networkHelpers.loadFixture(threeFiles);

    await expect(distributor.skipEpoch(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorEpochReportable")
      .withArgs(1n, 3n, 3n);
  });

  it("counts no file of a removed validator, with which the epoch cannot be reported either (VOT7)", async () => {
    const system = await networkHelpers.loadFixture(threeFiles);
    const { distributor, registry, validators } = system;
    await registry.remove(validators[0]!);

    await expect(
      distributor.connect(validators[1]).submitRoot(1n, reportOf(rowsOf(system), { filesBitmap: 0b0111n }), URI),
    )
      .to.be.revertedWithCustomError(distributor, "RewardDistributorFileNotRevealed")
      .withArgs(0b0111n, 0b0110n);
    await expect(distributor.skipEpoch(1n)).to.emit(distributor, "EpochSkipped").withArgs(1n, 0b0110n, 4n);
  });

  it("is refused while a root is pending, even when supporters are removed meanwhile", async () => {
    const system = await networkHelpers.loadFixture(threeFiles);
    const { distributor, registry, validators } = system;
    const report = reportOf(rowsOf(system), { filesBitmap: 0b0111n });
    await submitRoots(system, 1n, report);
    await registry.remove(validators[0]!);

    await expect(distributor.skipEpoch(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorRootPending")
      .withArgs(1n, report.root);
  });

  it("is refused before the reveal window closes", async () => {
    const { distributor, schedule } = await deployRewardSystem(connection);
    const opensAt = await schedule.revealEndsAt(1n);
    await networkHelpers.time.setNextBlockTimestamp(opensAt - 1n);

    await expect(distributor.skipEpoch(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorRevealOpen")
      .withArgs(1n, opensAt);
    await networkHelpers.time.setNextBlockTimestamp(opensAt);
    await expect(distributor.skipEpoch(1n)).to.emit(distributor, "EpochSkipped");
  });

  it("is refused out of order", async () => {
    const { distributor } = await networkHelpers.loadFixture(twoFiles);

    await expect(distributor.skipEpoch(2n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorEpochNotNext")
      .withArgs(2n, 1n);
    await distributor.skipEpoch(1n);
    await expect(distributor.skipEpoch(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorEpochNotNext")
      .withArgs(1n, 2n);
  });

  it("lets the next epoch build on the last active root before the gap", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, alice, bob } = system;
    const tree = await settleEpoch(system, 1n, rowsOf(system));
    await revealScores(system, 2n, []);
    await distributor.skipEpoch(2n);

    await settleEpoch(system, 3n, [
      [alice.address, 110n * GPT],
      [bob.address, 50n * GPT],
    ]);

    expect(await distributor.rootOf(1n)).to.equal(tree.root);
    expect(await distributor.rootOf(2n)).to.equal(ZeroHash);
    expect(await distributor.lastActiveEpoch()).to.equal(3n);
    expect(await distributor.totalCumulative()).to.equal(160n * GPT);
  });

  describe("while less than 1,000,000 $GPT is out, so that perhaps nobody could abandon by vote", () => {
    it("settles an epoch that nobody agreed on until the next one's reveal window closed (VOT7)", async () => {
      const { distributor, reserve, schedule, stranger } = await networkHelpers.loadFixture(threeFiles);
      const opensAt = await schedule.revealEndsAt(2n);
      await networkHelpers.time.setNextBlockTimestamp(opensAt - 1n);

      await expect(distributor.connect(stranger).skipEpoch(1n))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorEpochReportable")
        .withArgs(1n, 3n, 3n);
      await networkHelpers.time.setNextBlockTimestamp(opensAt);
      await expect(distributor.connect(stranger).skipEpoch(1n))
        .to.emit(distributor, "EpochSkipped")
        .withArgs(1n, 0b0111n, 4n);

      expect(await reserve.lastSettledEpoch()).to.equal(1n);
      expect(await reserve.remaining()).to.equal(RESERVE_WEI);
    });

    it("does not wait for ever for a second account, whose lack no report survives (VOT7)", async () => {
      const system = await networkHelpers.loadFixture(threeFiles);
      const { distributor, schedule, validators, alice } = system;
      const alone = reportOf(rowsOf(system), { leafCount: 1n, root: id(alice.address), filesBitmap: 0b0111n });

      await expect(distributor.connect(validators[0]).submitRoot(1n, alone, URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorTooFewLeaves")
        .withArgs(1n, 2n);
      await networkHelpers.time.increaseTo(await schedule.revealEndsAt(2n));

      await expect(distributor.skipEpoch(1n)).to.emit(distributor, "EpochSkipped");
    });

    it("is refused while a root is pending, however late", async () => {
      const system = await networkHelpers.loadFixture(threeFiles);
      const { distributor, schedule } = system;
      const report = reportOf(rowsOf(system), { filesBitmap: 0b0111n });
      await submitRoots(system, 1n, report);
      await networkHelpers.time.increaseTo(await schedule.revealEndsAt(2n));

      await expect(distributor.skipEpoch(1n))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorRootPending")
        .withArgs(1n, report.root);
    });
  });

  it("settles such an epoch as long as a wei is missing to 1,000,000 $GPT, and never afterwards (VOT7)", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, schedule, alice, bob } = system;
    const governable = await distributor.GOVERNABLE_TOTAL();
    expect(governable).to.equal(1_000_000n * GPT);
    const rows = (wei: bigint): Row[] => [
      [alice.address, 1n],
      [bob.address, wei - 1n],
    ];
    await settleEpoch(system, 1n, rows(500_000n * GPT));
    await settleEpoch(system, 2n, rows(governable - 1n));
    await revealScores(system, 3n);
    await networkHelpers.time.increaseTo(await schedule.revealEndsAt(4n));
    await expect(distributor.skipEpoch(3n)).to.emit(distributor, "EpochSkipped").withArgs(3n, 0b1111n, 4n);

    await revealScores(system, 5n, []);
    await distributor.skipEpoch(4n);
    await distributor.skipEpoch(5n);
    await settleEpoch(system, 6n, rows(governable));
    await revealScores(system, 7n);
    await networkHelpers.time.increaseTo(await schedule.revealEndsAt(20n));
    await expect(distributor.skipEpoch(7n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorEpochReportable")
      .withArgs(7n, 4n, 3n);
  });
});

describe("RewardDistributor.abandonEpoch", () => {
  it("lets governance give up an epoch on which nobody agrees", async () => {
    const system = await networkHelpers.loadFixture(threeFiles);
    const { distributor, reserve, admin, validators } = system;
    await submitRoots(system, 1n, reportOf(rowsOf(system), { filesBitmap: 0b0111n }), validators.slice(0, 2));

    await expect(distributor.connect(admin).abandonEpoch(1n))
      .to.emit(distributor, "EpochAbandoned")
      .withArgs(1n)
      .and.to.emit(reserve, "EpochSkipped")
      .withArgs(1n, 0n);

    expect(await reserve.lastSettledEpoch()).to.equal(1n);
  });

  it("belongs to governance", async () => {
    const { distributor, stranger, guardian, validators } = await networkHelpers.loadFixture(threeFiles);

    for (const caller of [stranger, guardian, validators[0]!]) {
      await expect(distributor.connect(caller).abandonEpoch(1n))
        .to.be.revertedWithCustomError(distributor, "AccessManagedUnauthorized")
        .withArgs(caller.address);
    }
  });

  it("is refused while a root is pending", async () => {
    const system = await networkHelpers.loadFixture(threeFiles);
    const { distributor } = system;
    const report = reportOf(rowsOf(system), { filesBitmap: 0b0111n });
    await submitRoots(system, 1n, report);

    await expect(distributor.abandonEpoch(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorRootPending")
      .withArgs(1n, report.root);
  });

  it("is refused before the reveal window closes and out of order", async () => {
    const { distributor, schedule } = await networkHelpers.loadFixture(threeFiles);

    await expect(distributor.abandonEpoch(2n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorEpochNotNext")
      .withArgs(2n, 1n);
    await distributor.abandonEpoch(1n);
    await expect(distributor.abandonEpoch(2n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorRevealOpen")
      .withArgs(2n, await schedule.revealEndsAt(2n));
  });
});
