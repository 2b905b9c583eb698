import { expect } from "chai";
import { network } from "hardhat";
import { deployRewardSystem, GPT, proofOf, settleEpoch } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

/** Epoch 1: Alice 100, Bob 50. Epoch 2: Alice 130, Bob 50, Carol 20; and the claims of all. */
async function settledTwice() {
  const system = await deployRewardSystem(connection);
  const [alice, bob, carol] = [system.alice.address, system.bob.address, system.carol.address];
  const first = await settleEpoch(system, 1n, [
    [alice, 100n * GPT],
    [bob, 50n * GPT],
  ]);
  const second = await settleEpoch(system, 2n, [
    [alice, 130n * GPT],
    [bob, 50n * GPT],
    [carol, 20n * GPT],
  ]);
  const claims = {
    aliceOld: { epoch: 1n, account: alice, cumulative: 100n * GPT, proof: proofOf(first, alice) },
    alice: { epoch: 2n, account: alice, cumulative: 130n * GPT, proof: proofOf(second, alice) },
    bob: { epoch: 2n, account: bob, cumulative: 50n * GPT, proof: proofOf(second, bob) },
    carol: { epoch: 2n, account: carol, cumulative: 20n * GPT, proof: proofOf(second, carol) },
  };
  return { ...system, first, second, claims };
}

describe("RewardDistributor.claimMany", () => {
  it("pays every account of the batch", async () => {
    const { distributor, token, stranger, alice, bob, carol, claims } = await networkHelpers.loadFixture(settledTwice);
    const batch = distributor.connect(stranger).claimMany([claims.alice, claims.bob, claims.carol]);

    await expect(batch).to.changeTokenBalances(
      ethers,
      token,
      [distributor, alice, bob, carol, stranger],
      [-200n * GPT, 130n * GPT, 50n * GPT, 20n * GPT, 0n],
    );
    await expect(batch)
      .to.emit(distributor, "Claimed")
      .withArgs(2n, carol.address, 20n * GPT, 20n * GPT);
  });

  it("T7: pays an account once, however often the batch names it", async () => {
    const { distributor, token, alice, claims } = await networkHelpers.loadFixture(settledTwice);

    await distributor.claimMany([claims.alice, claims.alice, claims.aliceOld, claims.alice]);

    expect(await distributor.queryFilter(distributor.filters.Claimed())).to.have.length(1);
    expect(await token.balanceOf(alice)).to.equal(130n * GPT);
    expect(await distributor.claimedOf(alice)).to.equal(130n * GPT);
  });

  it("pays an older root and then the increase of a newer one", async () => {
    const { distributor, token, alice, claims } = await networkHelpers.loadFixture(settledTwice);

    await expect(distributor.connect(alice).claimMany([claims.aliceOld, claims.alice]))
      .to.emit(distributor, "Claimed")
      .withArgs(1n, alice.address, 100n * GPT, 100n * GPT)
      .and.to.emit(distributor, "Claimed")
      .withArgs(2n, alice.address, 30n * GPT, 130n * GPT);

    expect(await token.balanceOf(alice)).to.equal(130n * GPT);
  });

  it("T11: skips what somebody else claimed first, so that nobody can make it fail", async () => {
    const { distributor, token, bob, claims } = await networkHelpers.loadFixture(settledTwice);
    await distributor.claim(2n, claims.alice.account, claims.alice.cumulative, claims.alice.proof);

    await distributor.claimMany([claims.alice, claims.bob]);

    expect(await token.balanceOf(bob)).to.equal(50n * GPT);
  });

  it("skips accounts that opted out, unless they call themselves", async () => {
    const { distributor, token, alice, bob, stranger, claims } = await networkHelpers.loadFixture(settledTwice);
    await distributor.connect(alice).setClaimOptOut(true);

    await distributor.connect(stranger).claimMany([claims.alice, claims.bob]);
    expect(await token.balanceOf(alice)).to.equal(0n);
    expect(await token.balanceOf(bob)).to.equal(50n * GPT);

    await distributor.connect(alice).claimMany([claims.alice]);
    expect(await token.balanceOf(alice)).to.equal(130n * GPT);
  });

  it("accepts an empty batch, which does nothing", async () => {
    const { distributor } = await networkHelpers.loadFixture(settledTwice);

    await expect(distributor.claimMany([])).not.to.emit(distributor, "Claimed");
  });

  it("refuses the whole batch for one false proof, even of an account with nothing to claim", async () => {
    const { distributor, alice, second, claims } = await networkHelpers.loadFixture(settledTwice);
    await distributor.claimMany([claims.alice]);

    await expect(distributor.claimMany([claims.bob, { ...claims.alice, cumulative: 1n }]))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof")
      .withArgs(second.root, alice.address, 1n);
  });

  it("refuses the whole batch for an epoch without an active root", async () => {
    const { distributor, claims } = await networkHelpers.loadFixture(settledTwice);

    await expect(distributor.claimMany([claims.bob, { ...claims.alice, epoch: 3n }]))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorRootNotActive")
      .withArgs(3n);
  });

  it("takes 256 claims and not 257", async () => {
    const { distributor, token, bob, claims } = await networkHelpers.loadFixture(settledTwice);

    await expect(distributor.claimMany(Array(257).fill(claims.bob)))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorTooManyClaims")
      .withArgs(257, 256);
    await distributor.claimMany(Array(256).fill(claims.bob));
    expect(await token.balanceOf(bob)).to.equal(50n * GPT);
  });

  it("pays during a pause (DIS5)", async () => {
    const { distributor, guardian, claims, bob, token } = await networkHelpers.loadFixture(settledTwice);
    await distributor.connect(guardian).pause();

    await distributor.claimMany([claims.bob]);

    expect(await token.balanceOf(bob)).to.equal(50n * GPT);
  });
});
