import { expect } from "chai";
import { network } from "hardhat";

const { ethers, networkHelpers } = await network.create<"l1">();
const { time } = networkHelpers;

const DAY = 86_400n;

/** The schedule of a real network: epochs of a week, windows of a day. */
const WEEKLY = {
  genesis: 1_900_000_000n,
  epochLength: 7n * DAY,
  commitWindow: DAY,
  revealWindow: DAY,
  activationDelay: 2n * DAY,
};

async function weeklyFixture() {
  await time.setNextBlockTimestamp(WEEKLY.genesis - 1n);
  return { schedule: await ethers.deployContract("EpochSchedule", [WEEKLY]) };
}

function deploy(changes: Partial<typeof WEEKLY>) {
  return ethers.deployContract("EpochSchedule", [{ ...WEEKLY, ...changes }]);
}

describe("EpochSchedule", () => {
  describe("constructor", () => {
    it("fixes the parameters and says so in an event", async () => {
      const { schedule } = await networkHelpers.loadFixture(weeklyFixture);

      expect(await schedule.schedule()).to.deep.equal(Object.values(WEEKLY));
      await expect(schedule.deploymentTransaction()).to.emit(schedule, "ScheduleFixed").withArgs(Object.values(WEEKLY));
    });

    it("EPO1: has no function that changes anything", async () => {
      const { schedule } = await networkHelpers.loadFixture(weeklyFixture);

      const mutabilities: string[] = [];
      schedule.interface.forEachFunction((fragment) => mutabilities.push(fragment.stateMutability));
      expect(new Set(mutabilities)).to.deep.equal(new Set(["view"]));
    });

    it("accepts the shortest and the longest of everything", async () => {
      await networkHelpers.loadFixture(weeklyFixture);
      const shortest = { epochLength: 60n, commitWindow: 10n, revealWindow: 10n, activationDelay: 10n };
      const longest = {
        epochLength: 30n * DAY,
        commitWindow: 3n * DAY,
        revealWindow: 3n * DAY,
        activationDelay: 2n * DAY,
      };

      expect(await (await deploy({ ...shortest, genesis: 1n })).activationDelay()).to.equal(10n);
      expect(await (await deploy(longest)).activationDelay()).to.equal(172_800n);
    });

    it("accepts windows that fill the epoch", async () => {
      await networkHelpers.loadFixture(weeklyFixture);
      const schedule = await deploy({ epochLength: 60n, commitWindow: 20n, revealWindow: 40n });

      expect(await schedule.revealEndsAt(1)).to.equal(await schedule.endOf(2));
    });

    it("accepts a start up to thirty days ahead, and refuses zero and later", async () => {
      const { schedule } = await networkHelpers.loadFixture(weeklyFixture);
      const now = WEEKLY.genesis + 1_000n;

      await time.setNextBlockTimestamp(now);
      expect(await (await deploy({ genesis: now + 30n * DAY })).startOf(1)).to.equal(now + 30n * DAY);
      await time.setNextBlockTimestamp(now + 1n);
      await expect(deploy({ genesis: now + 30n * DAY + 2n }))
        .to.be.revertedWithCustomError(schedule, "EpochScheduleGenesisOutOfBounds")
        .withArgs(now + 30n * DAY + 2n, now + 30n * DAY + 1n);
      await time.setNextBlockTimestamp(now + 2n);
      await expect(deploy({ genesis: 0n }))
        .to.be.revertedWithCustomError(schedule, "EpochScheduleGenesisOutOfBounds")
        .withArgs(0n, now + 30n * DAY + 2n);
    });

    const bounds = [
      ["epochLength", "EpochScheduleEpochLengthOutOfBounds", 60n, 30n * DAY],
      ["commitWindow", "EpochScheduleCommitWindowOutOfBounds", 10n, 3n * DAY],
      ["revealWindow", "EpochScheduleRevealWindowOutOfBounds", 10n, 3n * DAY],
      ["activationDelay", "EpochScheduleActivationDelayOutOfBounds", 10n, 2n * DAY],
    ] as const;
    for (const [name, error, minimum, maximum] of bounds) {
      it(`refuses ${/^[aeiou]/.test(name) ? "an" : "a"} ${name} one second outside its bounds`, async () => {
        const { schedule } = await networkHelpers.loadFixture(weeklyFixture);

        for (const value of [minimum - 1n, maximum + 1n]) {
          await expect(deploy({ [name]: value }))
            .to.be.revertedWithCustomError(schedule, error)
            .withArgs(value, minimum, maximum);
        }
      });
    }

    it("refuses windows that together are one second longer than the epoch", async () => {
      const { schedule } = await networkHelpers.loadFixture(weeklyFixture);

      await expect(deploy({ epochLength: 60n, commitWindow: 30n, revealWindow: 31n }))
        .to.be.revertedWithCustomError(schedule, "EpochScheduleWindowsExceedEpoch")
        .withArgs(61n, 60n);
    });
  });

  it("knows the times of an epoch", async () => {
    const { schedule } = await networkHelpers.loadFixture(weeklyFixture);

    expect(await schedule.startOf(1)).to.equal(1_900_000_000n);
    expect(await schedule.endOf(1)).to.equal(1_900_604_800n);
    expect(await schedule.commitEndsAt(1)).to.equal(1_900_691_200n);
    expect(await schedule.revealEndsAt(1)).to.equal(1_900_777_600n);
    expect(await schedule.startOf(3)).to.equal(1_901_209_600n);
    expect(await schedule.activationDelay()).to.equal(172_800n);
  });

  it("T1: numbers the epochs from 1, and the time before as 0", async () => {
    const { schedule } = await networkHelpers.loadFixture(weeklyFixture);

    expect(await schedule.epochAt(0)).to.equal(0n);
    expect(await schedule.epochAt(1_899_999_999n)).to.equal(0n);
    expect(await schedule.epochAt(1_900_000_000n)).to.equal(1n);
    expect(await schedule.epochAt(1_900_604_799n)).to.equal(1n);
    expect(await schedule.epochAt(1_900_604_800n)).to.equal(2n);
    expect(await schedule.epochAt(ethers.MaxUint256)).to.be.greaterThan(1n);
  });

  it("says which epoch is running", async () => {
    const { schedule } = await networkHelpers.loadFixture(weeklyFixture);

    expect(await schedule.currentEpoch()).to.equal(0n);
    await time.increaseTo(WEEKLY.genesis);
    expect(await schedule.currentEpoch()).to.equal(1n);
    await time.increaseTo(WEEKLY.genesis + 7n * DAY - 1n);
    expect(await schedule.currentEpoch()).to.equal(1n);
    await time.increaseTo(WEEKLY.genesis + 7n * DAY);
    expect(await schedule.currentEpoch()).to.equal(2n);
  });

  it("refuses epoch 0 and epochs whose times do not fit 48 bits", async () => {
    const { schedule } = await networkHelpers.loadFixture(weeklyFixture);
    const last = (2n ** 48n - 1n - WEEKLY.genesis) / WEEKLY.epochLength - 1n;

    for (const name of ["startOf", "endOf", "commitEndsAt", "revealEndsAt"] as const) {
      expect(await schedule[name](last)).to.be.greaterThan(0n);
      for (const epoch of [0n, last + 1n, ethers.MaxUint256]) {
        await expect(schedule[name](epoch))
          .to.be.revertedWithCustomError(schedule, "EpochScheduleUnknownEpoch")
          .withArgs(epoch, last);
      }
    }
  });
});
