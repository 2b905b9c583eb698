import { expect } from "chai";
import { ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  admitValidator,
  deployRewardSystem,
  GPT,
  REASON,
  reportOf,
  revealScores,
  submitRoots,
  type Report,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

/** A pending root of epoch 1 among `count` validators. */
async function pendingAmong(count: number) {
  const system = await deployRewardSystem(connection, count);
  await revealScores(system, 1n);
  const report: Report = reportOf(
    [
      [system.alice.address, 100n * GPT],
      [system.bob.address, 50n * GPT],
    ],
    { filesBitmap: (1n << BigInt(count)) - 1n },
  );
  await submitRoots(system, 1n, report);
  return { ...system, report };
}

const four = () => pendingAmong(4);
const six = () => pendingAmong(6);
const seven = () => pendingAmong(7);

describe("RewardDistributor.veto", () => {
  it("is recorded, and one of four is not enough to cancel", async () => {
    const { distributor, validators } = await networkHelpers.loadFixture(four);

    await expect(distributor.connect(validators[3]).veto(1n))
      .to.emit(distributor, "RootVetoed")
      .withArgs(1n, 1n, validators[3]!.address, 0b1000n);

    expect((await distributor.pendingRoot()).vetoes).to.equal(0b1000n);
    expect((await distributor.pendingRoot()).root).not.to.equal(ZeroHash);
  });

  it("cancels at two of four, a supporter of the root included", async () => {
    const { distributor, validators, report } = await networkHelpers.loadFixture(four);
    await distributor.connect(validators[3]).veto(1n);

    await expect(distributor.connect(validators[0]).veto(1n))
      .to.emit(distributor, "RootVetoed")
      .withArgs(1n, 1n, validators[0]!.address, 0b1001n)
      .and.to.emit(distributor, "RootCancelled")
      .withArgs(1n, 1n, report.root, REASON.Veto, 0b0111n, validators[0]!.address);

    expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
    expect(await distributor.attemptOf(1n)).to.equal(2n);
  });

  it("needs more than a third: two of six do not cancel, three do", async () => {
    const { distributor, validators } = await networkHelpers.loadFixture(six);

    await distributor.connect(validators[0]).veto(1n);
    await distributor.connect(validators[1]).veto(1n);
    expect((await distributor.pendingRoot()).root).not.to.equal(ZeroHash);
    await expect(distributor.connect(validators[2]).veto(1n)).to.emit(distributor, "RootCancelled");
  });

  it("needs three of seven", async () => {
    const { distributor, validators } = await networkHelpers.loadFixture(seven);

    await distributor.connect(validators[4]).veto(1n);
    await distributor.connect(validators[5]).veto(1n);
    expect((await distributor.pendingRoot()).root).not.to.equal(ZeroHash);
    await expect(distributor.connect(validators[6]).veto(1n)).to.emit(distributor, "RootCancelled");
  });

  it("of a validator that was removed afterwards no longer counts", async () => {
    const { distributor, registry, validators } = await networkHelpers.loadFixture(four);
    await distributor.connect(validators[3]).veto(1n);
    await registry.remove(validators[3]!);

    await distributor.connect(validators[2]).veto(1n);
    expect((await distributor.pendingRoot()).root).not.to.equal(ZeroHash);
    await expect(distributor.connect(validators[1]).veto(1n)).to.emit(distributor, "RootCancelled");
  });

  it("counts once per validator", async () => {
    const { distributor, validators } = await networkHelpers.loadFixture(four);
    await distributor.connect(validators[3]).veto(1n);

    await expect(distributor.connect(validators[3]).veto(1n))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorAlreadyVetoed")
      .withArgs(validators[3]!.address, 1n);
  });

  it("starts from nothing in the next attempt", async () => {
    const system = await networkHelpers.loadFixture(four);
    const { distributor, validators, report } = system;
    await distributor.connect(validators[3]).veto(1n);
    await distributor.connect(validators[0]).veto(1n);
    await submitRoots(system, 1n, report);

    expect((await distributor.pendingRoot()).vetoes).to.equal(0n);
    await expect(distributor.connect(validators[3]).veto(1n))
      .to.emit(distributor, "RootVetoed")
      .withArgs(1n, 2n, validators[3]!.address, 0b1000n);
    expect((await distributor.pendingRoot()).root).to.equal(report.root);
  });

  it("belongs to validators that were active at the epoch's end", async () => {
    const { distributor, registry, stranger } = await networkHelpers.loadFixture(four);
    const late = await admitValidator(connection, registry, 9);

    for (const caller of [stranger, late]) {
      await expect(distributor.connect(caller).veto(1n))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNotEligible")
        .withArgs(caller.address, 1n);
    }
  });

  it("needs a pending root of that epoch", async () => {
    const { distributor, validators } = await networkHelpers.loadFixture(four);

    for (const epoch of [0n, 2n]) {
      await expect(distributor.connect(validators[3]).veto(epoch))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
        .withArgs(epoch);
    }
  });
});
