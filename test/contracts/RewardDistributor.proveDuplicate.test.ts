import { expect } from "chai";
import { ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  deployRewardSystem,
  GPT,
  proofOf,
  REASON,
  reportOf,
  revealScores,
  submitRoots,
  treeOf,
  type Row,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

/** A pending root of epoch 1 that holds Alice twice: with 100 and with 30 $GPT. */
async function twice() {
  const system = await deployRewardSystem(connection);
  const rows: Row[] = [
    [system.alice.address, 100n * GPT],
    [system.alice.address, 30n * GPT],
    [system.bob.address, 50n * GPT],
  ];
  await revealScores(system, 1n);
  await submitRoots(system, 1n, reportOf(rows));
  return { ...system, tree: treeOf(rows) };
}

describe("RewardDistributor.proveDuplicate", () => {
  it("cancels a root that holds two amounts for one account, for anyone who shows it", async () => {
    const { distributor, stranger, alice, tree } = await networkHelpers.loadFixture(twice);
    const [more, less] = [proofOf(tree, alice.address, 100n * GPT), proofOf(tree, alice.address, 30n * GPT)];

    await expect(distributor.connect(stranger).proveDuplicate(alice.address, 100n * GPT, more, 30n * GPT, less))
      .to.emit(distributor, "RootCancelled")
      .withArgs(1n, 1n, tree.root, REASON.Duplicate, 0b0111n, stranger.address);

    expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
    expect(await distributor.attemptOf(1n)).to.equal(2n);
  });

  it("takes the two amounts in either order", async () => {
    const { distributor, alice, tree } = await networkHelpers.loadFixture(twice);
    const [more, less] = [proofOf(tree, alice.address, 100n * GPT), proofOf(tree, alice.address, 30n * GPT)];

    await expect(distributor.proveDuplicate(alice.address, 30n * GPT, less, 100n * GPT, more)).to.emit(
      distributor,
      "RootCancelled",
    );
  });

  it("cannot cancel an honest root with one leaf shown twice", async () => {
    const { distributor, bob, tree } = await networkHelpers.loadFixture(twice);
    const proof = proofOf(tree, bob.address);

    await expect(distributor.proveDuplicate(bob.address, 50n * GPT, proof, 50n * GPT, proof))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorNoDuplicate")
      .withArgs(50n * GPT);
  });

  it("cannot cancel an honest root with an amount that is not in it", async () => {
    const { distributor, bob, tree } = await networkHelpers.loadFixture(twice);
    const proof = proofOf(tree, bob.address);

    await expect(distributor.proveDuplicate(bob.address, 50n * GPT, proof, 51n * GPT, proof))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof")
      .withArgs(tree.root, bob.address, 51n * GPT);
    await expect(distributor.proveDuplicate(bob.address, 51n * GPT, proof, 50n * GPT, proof))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof")
      .withArgs(tree.root, bob.address, 51n * GPT);
  });

  it("refuses an empty proof", async () => {
    const { distributor, alice, tree } = await networkHelpers.loadFixture(twice);
    const more = proofOf(tree, alice.address, 100n * GPT);

    await expect(distributor.proveDuplicate(alice.address, 100n * GPT, more, 30n * GPT, []))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof")
      .withArgs(tree.root, alice.address, 30n * GPT);
  });

  it("needs a pending root", async () => {
    const { distributor, guardian, alice, tree } = await networkHelpers.loadFixture(twice);
    const [more, less] = [proofOf(tree, alice.address, 100n * GPT), proofOf(tree, alice.address, 30n * GPT)];
    await distributor.connect(guardian).cancelRoot(1n, "first");

    await expect(distributor.proveDuplicate(alice.address, 100n * GPT, more, 30n * GPT, less))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
      .withArgs(1n);
  });
});
