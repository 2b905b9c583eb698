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
  settleEpoch,
  submitRoots,
  treeOf,
  type Row,
  type RewardSystem,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;

/** Epochs 1 and 2 settled; `rows` pending for epoch 3. Alice has 100 $GPT since epoch 1, Bob 50 since 1 and 70 since 2. */
async function pendingThird(rowsOf: (system: RewardSystem) => readonly Row[]) {
  const system = await deployRewardSystem(connection);
  const [alice, bob] = [system.alice.address, system.bob.address];
  const first = await settleEpoch(system, 1n, [
    [alice, 100n * GPT],
    [bob, 50n * GPT],
  ]);
  const second = await settleEpoch(system, 2n, [
    [alice, 100n * GPT],
    [bob, 70n * GPT],
  ]);
  const rows = rowsOf(system);
  await revealScores(system, 3n);
  await submitRoots(system, 3n, reportOf(rows, { prevRoot: second.root }));
  return { ...system, first, second, third: treeOf(rows) };
}

const thief = () =>
  pendingThird(({ alice, bob, carol }) => [
    [alice.address, 100n * GPT - 1n],
    [bob.address, 70n * GPT],
    [carol.address, 40n * GPT],
  ]);

const honest = () =>
  pendingThird(({ alice, bob, carol }) => [
    [alice.address, 100n * GPT],
    [bob.address, 75n * GPT],
    [carol.address, 40n * GPT],
  ]);

describe("RewardDistributor.proveDecrease", () => {
  it("cancels a root in which an account has one wei less, for anyone who shows it", async () => {
    const { distributor, stranger, alice, second, third } = await networkHelpers.loadFixture(thief);

    await expect(
      distributor
        .connect(stranger)
        .proveDecrease(
          2n,
          alice.address,
          100n * GPT,
          proofOf(second, alice.address),
          100n * GPT - 1n,
          proofOf(third, alice.address),
        ),
    )
      .to.emit(distributor, "RootCancelled")
      .withArgs(3n, 1n, third.root, REASON.Decrease, 0b0111n, stranger.address);

    expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
    expect(await distributor.attemptOf(3n)).to.equal(2n);
  });

  it("accepts any active root as the witness, not only the last", async () => {
    const { distributor, alice, first, third } = await networkHelpers.loadFixture(thief);

    await expect(
      distributor.proveDecrease(
        1n,
        alice.address,
        100n * GPT,
        proofOf(first, alice.address),
        100n * GPT - 1n,
        proofOf(third, alice.address),
      ),
    ).to.emit(distributor, "RootCancelled");
  });

  it("still works when the delay has passed but nobody has activated the root", async () => {
    const { distributor, alice, second, third } = await networkHelpers.loadFixture(thief);
    await networkHelpers.time.increaseTo((await distributor.pendingRoot()).activatesAt + 1_000n);

    await expect(
      distributor.proveDecrease(
        2n,
        alice.address,
        100n * GPT,
        proofOf(second, alice.address),
        100n * GPT - 1n,
        proofOf(third, alice.address),
      ),
    ).to.emit(distributor, "RootCancelled");
  });

  it("leaves the epoch open for the honest root", async () => {
    const system = await networkHelpers.loadFixture(thief);
    const { distributor, alice, bob, second, third } = system;
    await distributor.proveDecrease(
      2n,
      alice.address,
      100n * GPT,
      proofOf(second, alice.address),
      100n * GPT - 1n,
      proofOf(third, alice.address),
    );
    const rows: Row[] = [
      [alice.address, 100n * GPT],
      [bob.address, 75n * GPT],
    ];

    await submitRoots(system, 3n, reportOf(rows, { prevRoot: second.root }));

    expect((await distributor.pendingRoot()).root).to.equal(treeOf(rows).root);
  });

  describe("cannot cancel an honest root", () => {
    it("with amounts that stayed equal or grew", async () => {
      const { distributor, alice, bob, second, third } = await networkHelpers.loadFixture(honest);

      for (const [account, before, after] of [
        [alice.address, 100n * GPT, 100n * GPT],
        [bob.address, 70n * GPT, 75n * GPT],
      ] as const) {
        await expect(
          distributor.proveDecrease(2n, account, before, proofOf(second, account), after, proofOf(third, account)),
        )
          .to.be.revertedWithCustomError(distributor, "RewardDistributorNoDecrease")
          .withArgs(before, after);
      }
    });

    it("with an amount that is not in the active root", async () => {
      const { distributor, bob, second, third } = await networkHelpers.loadFixture(honest);

      await expect(
        distributor.proveDecrease(
          2n,
          bob.address,
          76n * GPT,
          proofOf(second, bob.address),
          75n * GPT,
          proofOf(third, bob.address),
        ),
      )
        .to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof")
        .withArgs(second.root, bob.address, 76n * GPT);
    });

    it("with an amount that is not in the pending root", async () => {
      const { distributor, bob, second, third } = await networkHelpers.loadFixture(honest);

      await expect(
        distributor.proveDecrease(
          2n,
          bob.address,
          70n * GPT,
          proofOf(second, bob.address),
          69n * GPT,
          proofOf(third, bob.address),
        ),
      )
        .to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof")
        .withArgs(third.root, bob.address, 69n * GPT);
    });

    it("with an account that the pending root does not hold, by an empty proof", async () => {
      const { distributor, bob, second, third } = await networkHelpers.loadFixture(honest);

      await expect(distributor.proveDecrease(2n, bob.address, 70n * GPT, proofOf(second, bob.address), 0n, []))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof")
        .withArgs(third.root, bob.address, 0n);
    });

    it("with its own amount as if it were active", async () => {
      const { distributor, bob, third } = await networkHelpers.loadFixture(honest);

      await expect(
        distributor.proveDecrease(
          3n,
          bob.address,
          75n * GPT,
          proofOf(third, bob.address),
          70n * GPT,
          proofOf(third, bob.address),
        ),
      )
        .to.be.revertedWithCustomError(distributor, "RewardDistributorRootNotActive")
        .withArgs(3n);
    });
  });

  it("needs a pending root", async () => {
    const { distributor, guardian, alice, second, third } = await networkHelpers.loadFixture(thief);
    await distributor.connect(guardian).cancelRoot(3n, "first");

    await expect(
      distributor.proveDecrease(
        2n,
        alice.address,
        100n * GPT,
        proofOf(second, alice.address),
        100n * GPT - 1n,
        proofOf(third, alice.address),
      ),
    )
      .to.be.revertedWithCustomError(distributor, "RewardDistributorNoPendingRoot")
      .withArgs(3n);
  });
});
