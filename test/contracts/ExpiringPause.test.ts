import { expect } from "chai";
import { network } from "hardhat";
import { deployAuthority, giveGuardianThePause } from "./access-manager-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

const HOUR = 3_600;
const DAY = 24 * HOUR;

async function fixture() {
  const [admin, guardian, stranger] = await ethers.getSigners();
  const authority = await deployAuthority(connection, admin!);
  const contract = await ethers.deployContract("ExpiringPauseMock", [await authority.getAddress()]);
  await giveGuardianThePause(authority, contract, guardian!);
  return { contract, admin: admin!, guardian: guardian!, stranger: stranger! };
}

async function pausedFixture() {
  const base = await fixture();
  const pausedAt = (await networkHelpers.time.latest()) + 100;
  await networkHelpers.time.setNextBlockTimestamp(pausedAt);
  await base.contract.connect(base.guardian).pause();
  return { ...base, pausedAt };
}

describe("ExpiringPause", () => {
  it("states its limits", async () => {
    const { contract } = await networkHelpers.loadFixture(fixture);

    expect(await contract.MAX_PAUSE()).to.equal(259_200n);
    expect(await contract.PAUSE_COOLDOWN()).to.equal(604_800n);
  });

  it("is not paused at first", async () => {
    const { contract } = await networkHelpers.loadFixture(fixture);

    expect(await contract.paused()).to.equal(false);
    expect(await contract.pausedUntil()).to.equal(0n);
    expect(await contract.pausable()).to.equal(true);
  });

  describe("pause", () => {
    it("stops the pausable functions for 72 hours and says until when", async () => {
      const { contract, guardian } = await networkHelpers.loadFixture(fixture);
      const now = (await networkHelpers.time.latest()) + 100;
      await networkHelpers.time.setNextBlockTimestamp(now);

      await expect(contract.connect(guardian).pause())
        .to.emit(contract, "Paused")
        .withArgs(now + 72 * HOUR);

      expect(await contract.paused()).to.equal(true);
      expect(await contract.pausedUntil()).to.equal(BigInt(now + 72 * HOUR));
      await expect(contract.pausable())
        .to.be.revertedWithCustomError(contract, "ExpiringPausePaused")
        .withArgs(now + 72 * HOUR);
      expect(await contract.unstoppable()).to.equal(true);
    });

    it("is refused to everybody but the guardian, the admin included", async () => {
      const { contract, admin, stranger } = await networkHelpers.loadFixture(fixture);

      for (const caller of [admin, stranger]) {
        await expect(contract.connect(caller).pause())
          .to.be.revertedWithCustomError(contract, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });

    it("is refused during a pause, so that none is prolonged", async () => {
      const { contract, guardian, pausedAt } = await networkHelpers.loadFixture(pausedFixture);

      await expect(contract.connect(guardian).pause())
        .to.be.revertedWithCustomError(contract, "ExpiringPauseCooldown")
        .withArgs(pausedAt + 72 * HOUR + 7 * DAY);
    });

    it("is refused until 7 days after an expired pause, and allowed from then on", async () => {
      const { contract, guardian, pausedAt } = await networkHelpers.loadFixture(pausedFixture);
      const availableAt = pausedAt + 72 * HOUR + 7 * DAY;

      await networkHelpers.time.setNextBlockTimestamp(availableAt - 1);
      await expect(contract.connect(guardian).pause())
        .to.be.revertedWithCustomError(contract, "ExpiringPauseCooldown")
        .withArgs(availableAt);
      await networkHelpers.time.setNextBlockTimestamp(availableAt);
      await expect(contract.connect(guardian).pause())
        .to.emit(contract, "Paused")
        .withArgs(availableAt + 72 * HOUR);
    });

    it("is refused until 7 days after a lifted pause", async () => {
      const { contract, admin, guardian, pausedAt } = await networkHelpers.loadFixture(pausedFixture);
      await networkHelpers.time.setNextBlockTimestamp(pausedAt + HOUR);
      await contract.connect(admin).unpause();

      await networkHelpers.time.setNextBlockTimestamp(pausedAt + HOUR + 7 * DAY - 1);
      await expect(contract.connect(guardian).pause())
        .to.be.revertedWithCustomError(contract, "ExpiringPauseCooldown")
        .withArgs(pausedAt + HOUR + 7 * DAY);
      await networkHelpers.time.setNextBlockTimestamp(pausedAt + HOUR + 7 * DAY);
      await contract.connect(guardian).pause();
      expect(await contract.paused()).to.equal(true);
    });
  });

  describe("when nobody lifts the pause", () => {
    it("ends by itself after exactly 72 hours", async () => {
      const { contract, pausedAt } = await networkHelpers.loadFixture(pausedFixture);

      await networkHelpers.time.increaseTo(pausedAt + 72 * HOUR - 1);
      expect(await contract.paused()).to.equal(true);
      await networkHelpers.time.increaseTo(pausedAt + 72 * HOUR);
      expect(await contract.paused()).to.equal(false);
      expect(await contract.pausable()).to.equal(true);
      expect(await contract.pausedUntil()).to.equal(BigInt(pausedAt + 72 * HOUR));
    });
  });

  describe("unpause", () => {
    it("ends the pause at once", async () => {
      const { contract, admin, pausedAt } = await networkHelpers.loadFixture(pausedFixture);
      await networkHelpers.time.setNextBlockTimestamp(pausedAt + HOUR);

      await expect(contract.connect(admin).unpause())
        .to.emit(contract, "Unpaused")
        .withArgs(pausedAt + HOUR);

      expect(await contract.paused()).to.equal(false);
      expect(await contract.pausedUntil()).to.equal(BigInt(pausedAt + HOUR));
      expect(await contract.pausable()).to.equal(true);
    });

    it("is refused to everybody but the admin, the guardian included", async () => {
      const { contract, guardian, stranger } = await networkHelpers.loadFixture(pausedFixture);

      for (const caller of [guardian, stranger]) {
        await expect(contract.connect(caller).unpause())
          .to.be.revertedWithCustomError(contract, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });

    it("is refused when no pause is in force: never paused, expired, or lifted", async () => {
      const { contract, admin, guardian } = await networkHelpers.loadFixture(fixture);
      const unpause = () => contract.connect(admin).unpause();

      await expect(unpause()).to.be.revertedWithCustomError(contract, "ExpiringPauseNotPaused");
      await contract.connect(guardian).pause();
      await unpause();
      await expect(unpause()).to.be.revertedWithCustomError(contract, "ExpiringPauseNotPaused");
      await networkHelpers.time.increase(7 * DAY);
      await contract.connect(guardian).pause();
      await networkHelpers.time.increase(72 * HOUR);
      await expect(unpause()).to.be.revertedWithCustomError(contract, "ExpiringPauseNotPaused");
    });
  });
});
