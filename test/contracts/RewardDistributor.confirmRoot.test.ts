import { expect } from "chai";
import { id } from "ethers";
import { network } from "hardhat";
import {
  admitValidator,
  DAY,
  deployRewardSystem,
  GPT,
  reportOf,
  revealScores,
  submitRoots,
  URI,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

/** A root of epoch 1 that the validators 0 to 2 of four made pending. */
async function pending() {
  const system = await deployRewardSystem(connection);
  await revealScores(system, 1n);
  const report = reportOf([
    [system.alice.address, 100n * GPT],
    [system.bob.address, 50n * GPT],
  ]);
  await submitRoots(system, 1n, report);
  return { ...system, report, digest: await system.distributor.reportHash(1n, 1n, report) };
}

/** The same, after validator 3 had voted for another report. */
async function pendingAgainstOne() {
  const system = await deployRewardSystem(connection);
  await revealScores(system, 1n);
  const report = reportOf([
    [system.alice.address, 100n * GPT],
    [system.bob.address, 50n * GPT],
  ]);
  const other = { ...report, inputsHash: id("other inputs") };
  await submitRoots(system, 1n, other, system.validators.slice(3));
  await submitRoots(system, 1n, report);
  const { distributor } = system;
  const [digest, otherDigest] = await Promise.all([
    distributor.reportHash(1n, 1n, report),
    distributor.reportHash(1n, 1n, other),
  ]);
  return { ...system, digest, otherDigest };
}

describe("RewardDistributor.confirmRoot", () => {
  it("adds a validator that came after the quorum to the supporters", async () => {
    const { distributor, validators, digest } = await networkHelpers.loadFixture(pending);

    await expect(distributor.connect(validators[3]).confirmRoot(1n, digest))
      .to.emit(distributor, "RootConfirmed")
      .withArgs(1n, 1n, validators[3]!.address, digest, 0b1111n);

    expect((await distributor.pendingRoot()).supporters).to.equal(0b1111n);
    expect(await distributor.supportOf(digest)).to.equal(0b1111n);
    expect(await distributor.voteOf(1n, 1n, validators[3]!)).to.equal(digest);
  });

  it("changes nothing else about the pending root (VOT3)", async () => {
    const { distributor, validators, digest } = await networkHelpers.loadFixture(pending);
    const { reportHash, root, totalCumulative, activatesAt, vetoes } = await distributor.pendingRoot();

    await distributor.connect(validators[3]).confirmRoot(1n, digest);

    const after = [reportHash, root, totalCumulative, 0b1111n, activatesAt, vetoes, 1n];
    expect(await distributor.pendingRoot()).to.deep.equal(after);
  });

  it("is named among the supporters when the root becomes active", async () => {
    const { distributor, validators, report, digest } = await networkHelpers.loadFixture(pending);
    await distributor.connect(validators[3]).confirmRoot(1n, digest);
    await networkHelpers.time.increase(DAY);

    await expect(distributor.activate(1n))
      .to.emit(distributor, "RootActivated")
      .withArgs(1n, report.root, 150n * GPT, 150n * GPT, digest, 0b1111n);
  });

  it("moves an earlier vote for another report (VOT1)", async () => {
    const { distributor, validators, digest, otherDigest } = await networkHelpers.loadFixture(pendingAgainstOne);

    await distributor.connect(validators[3]).confirmRoot(1n, digest);

    expect(await distributor.supportOf(otherDigest)).to.equal(0n);
    expect(await distributor.voteOf(1n, 1n, validators[3]!)).to.equal(digest);
  });

  it("does not carry over to the next attempt", async () => {
    const { distributor, guardian, validators, report, digest } = await networkHelpers.loadFixture(pending);
    await distributor.connect(validators[3]).confirmRoot(1n, digest);
    await distributor.connect(guardian).cancelRoot(1n, "again");

    expect(await distributor.supportOf(await distributor.reportHash(1n, 2n, report))).to.equal(0n);
    await expect(distributor.connect(validators[3]).confirmRoot(1n, digest))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
      .withArgs(1n);
    await distributor.connect(validators[3]).submitRoot(1n, report, URI);
  });

  it("is refused for another report than the pending one", async () => {
    const { distributor, validators, digest, otherDigest } = await networkHelpers.loadFixture(pendingAgainstOne);

    await expect(distributor.connect(validators[3]).confirmRoot(1n, otherDigest))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorDifferentReport")
      .withArgs(otherDigest, digest);
  });

  it("is refused to a validator that supports the root already", async () => {
    const { distributor, validators, digest } = await networkHelpers.loadFixture(pending);

    await expect(distributor.connect(validators[0]).confirmRoot(1n, digest))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorAlreadyVoted")
      .withArgs(validators[0]!.address, digest);
  });

  it("belongs to eligible validators", async () => {
    const { distributor, registry, stranger, validators, digest } = await networkHelpers.loadFixture(pending);
    const late = await admitValidator(connection, registry, 9);
    await registry.remove(validators[3]!);

    for (const caller of [stranger, late, validators[3]!]) {
      await expect(distributor.connect(caller).confirmRoot(1n, digest))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNotEligible")
        .withArgs(caller.address, 1n);
    }
  });

  it("needs a pending root of that epoch", async () => {
    const { distributor, validators, digest } = await networkHelpers.loadFixture(pending);

    for (const epoch of [0n, 2n]) {
      await expect(distributor.connect(validators[3]).confirmRoot(epoch, digest))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
        .withArgs(epoch);
    }
  });

  it("T25: is for validators that revealed scores of their own", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, validators, alice, bob } = system;
    await revealScores(system, 1n, validators.slice(0, 3));
    const rows = [
      [alice.address, 100n * GPT],
      [bob.address, 50n * GPT],
    ] as const;
    const report = reportOf(rows, { filesBitmap: 0b0111n });
    await submitRoots(system, 1n, report);

    await expect(distributor.connect(validators[3]).confirmRoot(1n, await distributor.reportHash(1n, 1n, report)))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorNotRevealed")
      .withArgs(validators[3]!.address, 1n);
  });
});
