import { expect } from "chai";
import { network } from "hardhat";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

const DAY = 86_400n;
const MAX_DELAY = 30n * DAY;

/** A timelock of two days whose one proposer and executor is an account, so that no governor is needed. */
async function deploy() {
  const [admin, proposer, stranger] = await ethers.getSigners();
  const timelock = await ethers.deployContract("CollectiveTimelock", [2n * DAY, [proposer!], [proposer!], admin!]);
  return { timelock, admin: admin!, proposer: proposer!, stranger: stranger! };
}

/** Lets the timelock call its own `updateDelay` once `wait` has passed; returns the execution. */
async function updateDelay({ timelock, proposer }: Awaited<ReturnType<typeof deploy>>, delay: bigint, wait = 2n * DAY) {
  const data = timelock.interface.encodeFunctionData("updateDelay", [delay]);
  const call = [await timelock.getAddress(), 0n, data, ethers.ZeroHash, ethers.id(String(delay))] as const;
  await timelock.connect(proposer).schedule(...call, wait);
  await networkHelpers.time.increase(wait);
  return timelock.connect(proposer).execute(...call);
}

describe("CollectiveTimelock", () => {
  it("starts with the delay it was given, which is the shortest for ever", async () => {
    const { timelock } = await networkHelpers.loadFixture(deploy);

    expect(await timelock.getMinDelay()).to.equal(2n * DAY);
    expect(await timelock.MIN_DELAY()).to.equal(2n * DAY);
    expect(await timelock.MAX_DELAY()).to.equal(MAX_DELAY);
  });

  it("takes roles as TimelockController does", async () => {
    const { timelock, admin, proposer, stranger } = await networkHelpers.loadFixture(deploy);

    for (const role of [timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE(), timelock.EXECUTOR_ROLE()]) {
      expect(await timelock.hasRole(await role, proposer)).to.equal(true);
      expect(await timelock.hasRole(await role, stranger)).to.equal(false);
    }
    expect(await timelock.hasRole(ethers.ZeroHash, admin)).to.equal(true);
    expect(await timelock.hasRole(ethers.ZeroHash, timelock)).to.equal(true);
  });

  it("can be deployed with a delay of 30 days and not a second more", async () => {
    const { admin, timelock } = await networkHelpers.loadFixture(deploy);

    await ethers.deployContract("CollectiveTimelock", [MAX_DELAY, [], [], admin]);
    await expect(ethers.deployContract("CollectiveTimelock", [MAX_DELAY + 1n, [], [], admin]))
      .to.be.revertedWithCustomError(timelock, "CollectiveTimelockDelayOutOfBounds")
      .withArgs(MAX_DELAY + 1n, 0n, MAX_DELAY);
  });

  it("T37: changes its delay for nobody but itself (TIM2)", async () => {
    const { timelock, admin, proposer, stranger } = await networkHelpers.loadFixture(deploy);

    for (const caller of [admin, proposer, stranger]) {
      await expect(timelock.connect(caller).updateDelay(3n * DAY))
        .to.be.revertedWithCustomError(timelock, "TimelockUnauthorizedCaller")
        .withArgs(caller.address);
    }
  });

  it("T40: sets both bounds and everything between, and waits for the new delay from then on (TIM1)", async () => {
    const deployment = await networkHelpers.loadFixture(deploy);
    const { timelock, proposer } = deployment;

    await expect(updateDelay(deployment, MAX_DELAY))
      .to.emit(timelock, "MinDelayChange")
      .withArgs(2n * DAY, MAX_DELAY);
    expect(await timelock.getMinDelay()).to.equal(MAX_DELAY);
    const early = [ethers.ZeroAddress, 0n, "0x", ethers.ZeroHash, ethers.ZeroHash, MAX_DELAY - 1n] as const;
    await expect(timelock.connect(proposer).schedule(...early))
      .to.be.revertedWithCustomError(timelock, "TimelockInsufficientDelay")
      .withArgs(MAX_DELAY - 1n, MAX_DELAY);

    await expect(updateDelay(deployment, 2n * DAY, MAX_DELAY))
      .to.emit(timelock, "MinDelayChange")
      .withArgs(MAX_DELAY, 2n * DAY);
    expect(await timelock.getMinDelay()).to.equal(2n * DAY);
  });

  for (const delay of [0n, 2n * DAY - 1n, MAX_DELAY + 1n, 2n ** 256n - 1n]) {
    it(`T40: refuses a delay of ${delay} seconds, though it was decided (TIM1)`, async () => {
      const deployment = await networkHelpers.loadFixture(deploy);
      const { timelock } = deployment;

      await expect(updateDelay(deployment, delay))
        .to.be.revertedWithCustomError(timelock, "CollectiveTimelockDelayOutOfBounds")
        .withArgs(delay, 2n * DAY, MAX_DELAY);
      expect(await timelock.getMinDelay()).to.equal(2n * DAY);
    });
  }
});
