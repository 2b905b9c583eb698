import { expect } from "chai";
import { network } from "hardhat";
import { deployRewardSystem, GPT, proofOf, settleEpoch } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

async function settled() {
  const system = await deployRewardSystem(connection);
  const tree = await settleEpoch(system, 1n, [
    [system.alice.address, 100n * GPT],
    [system.bob.address, 50n * GPT],
  ]);
  return { ...system, proof: proofOf(tree, system.alice.address) };
}

describe("RewardDistributor.setClaimOptOut", () => {
  it("is off for everybody at first", async () => {
    const { distributor, alice } = await networkHelpers.loadFixture(settled);

    expect(await distributor.isClaimOptedOut(alice)).to.equal(false);
  });

  it("keeps others from claiming for the account", async () => {
    const { distributor, token, alice, stranger, proof } = await networkHelpers.loadFixture(settled);

    await expect(distributor.connect(alice).setClaimOptOut(true))
      .to.emit(distributor, "ClaimOptOutChanged")
      .withArgs(alice.address, true);

    expect(await distributor.isClaimOptedOut(alice)).to.equal(true);
    await expect(distributor.connect(stranger).claim(1n, alice.address, 100n * GPT, proof))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorClaimOptedOut")
      .withArgs(alice.address, stranger.address);
    expect(await token.balanceOf(alice)).to.equal(0n);
  });

  it("does not keep the account from claiming, and outlives the claim", async () => {
    const { distributor, token, alice, proof } = await networkHelpers.loadFixture(settled);
    await distributor.connect(alice).setClaimOptOut(true);

    await distributor.connect(alice).claim(1n, alice.address, 100n * GPT, proof);

    expect(await token.balanceOf(alice)).to.equal(100n * GPT);
    expect(await distributor.isClaimOptedOut(alice)).to.equal(true);
  });

  it("can be taken back, also while paused, and forgets nothing that was claimed", async () => {
    const { distributor, guardian, alice, stranger, proof } = await networkHelpers.loadFixture(settled);
    await distributor.connect(alice).claim(1n, alice.address, 100n * GPT, proof);
    await distributor.connect(alice).setClaimOptOut(true);
    await distributor.connect(guardian).pause();

    await expect(distributor.connect(alice).setClaimOptOut(false))
      .to.emit(distributor, "ClaimOptOutChanged")
      .withArgs(alice.address, false);

    expect(await distributor.claimedOf(alice)).to.equal(100n * GPT);
    expect(await distributor.isClaimOptedOut(alice)).to.equal(false);
    await expect(distributor.connect(stranger).claim(1n, alice.address, 100n * GPT, proof))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorNothingToClaim")
      .withArgs(alice.address, 100n * GPT, 100n * GPT);
  });
});
