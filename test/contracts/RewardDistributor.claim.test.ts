import { expect } from "chai";
import { AbiCoder, keccak256, ZeroAddress } from "ethers";
import { network } from "hardhat";
import {
  deployRewardSystem,
  GPT,
  proofOf,
  reportOf,
  RESERVE_WEI,
  revealScores,
  settleEpoch,
  submitRoots,
  treeOf,
  type Row,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

/** Epoch 1: Alice 100, Bob 50. Epoch 2: Alice 130, Bob 50, Carol 20. */
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
  return { ...system, first, second };
}

describe("RewardDistributor.claim", () => {
  describe("pays", () => {
    it("the account what its leaf says", async () => {
      const { distributor, token, alice, second } = await networkHelpers.loadFixture(settledTwice);
      const proof = proofOf(second, alice.address);

      await expect(distributor.connect(alice).claim(2n, alice.address, 130n * GPT, proof))
        .to.emit(distributor, "Claimed")
        .withArgs(2n, alice.address, 130n * GPT, 130n * GPT);

      expect(await token.balanceOf(alice)).to.equal(130n * GPT);
      expect(await distributor.claimedOf(alice)).to.equal(130n * GPT);
    });

    it("T11: the account and not the caller, when somebody else claims (DIS3)", async () => {
      const { distributor, token, alice, stranger, second } = await networkHelpers.loadFixture(settledTwice);
      const claim = distributor.connect(stranger).claim(2n, alice.address, 130n * GPT, proofOf(second, alice.address));

      await expect(claim).to.changeTokenBalances(
        ethers,
        token,
        [distributor, alice, stranger],
        [-130n * GPT, 130n * GPT, 0n],
      );
      await expect(claim)
        .to.emit(distributor, "Claimed")
        .withArgs(2n, alice.address, 130n * GPT, 130n * GPT);
    });

    it("only the increase after an older root was claimed", async () => {
      const { distributor, token, alice, first, second } = await networkHelpers.loadFixture(settledTwice);
      await distributor.claim(1n, alice.address, 100n * GPT, proofOf(first, alice.address));

      await expect(distributor.connect(alice).claim(2n, alice.address, 130n * GPT, proofOf(second, alice.address)))
        .to.emit(distributor, "Claimed")
        .withArgs(2n, alice.address, 30n * GPT, 130n * GPT);

      expect(await token.balanceOf(alice)).to.equal(130n * GPT);
    });

    it("during a pause: nothing stops a claim (DIS5)", async () => {
      const { distributor, guardian, alice, second } = await networkHelpers.loadFixture(settledTwice);
      await distributor.connect(guardian).pause();

      await expect(distributor.claim(2n, alice.address, 130n * GPT, proofOf(second, alice.address)))
        .to.emit(distributor, "Claimed")
        .withArgs(2n, alice.address, 130n * GPT, 130n * GPT);
    });

    it("against an old root, for ever (DIS4)", async () => {
      const system = await networkHelpers.loadFixture(settledTwice);
      const { distributor, token, alice, first } = system;
      await networkHelpers.time.increase(20 * 365 * 86_400);

      await distributor.claim(1n, alice.address, 100n * GPT, proofOf(first, alice.address));

      expect(await token.balanceOf(alice)).to.equal(100n * GPT);
    });

    it("an account that a later root forgot", async () => {
      const system = await networkHelpers.loadFixture(settledTwice);
      const { distributor, token, alice, bob, carol, second } = system;
      await settleEpoch(system, 3n, [
        [alice.address, 150n * GPT],
        [bob.address, 50n * GPT],
      ]);

      await distributor.claim(2n, carol.address, 20n * GPT, proofOf(second, carol.address));

      expect(await token.balanceOf(carol)).to.equal(20n * GPT);
    });

    it("everybody everything: what is left is what nobody claimed (DIS2)", async () => {
      const { distributor, token, alice, bob, carol, second } = await networkHelpers.loadFixture(settledTwice);
      await distributor.claim(2n, alice.address, 130n * GPT, proofOf(second, alice.address));
      await distributor.claim(2n, bob.address, 50n * GPT, proofOf(second, bob.address));
      expect(await token.balanceOf(distributor)).to.equal(20n * GPT);

      await distributor.claim(2n, carol.address, 20n * GPT, proofOf(second, carol.address));

      expect(await token.balanceOf(distributor)).to.equal(0n);
      expect(await distributor.totalCumulative()).to.equal(200n * GPT);
    });
  });

  describe("pays nothing", () => {
    it("twice against one root", async () => {
      const { distributor, alice, second } = await networkHelpers.loadFixture(settledTwice);
      const proof = proofOf(second, alice.address);
      await distributor.claim(2n, alice.address, 130n * GPT, proof);

      await expect(distributor.claim(2n, alice.address, 130n * GPT, proof))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNothingToClaim")
        .withArgs(alice.address, 130n * GPT, 130n * GPT);
    });

    it("T7: for an older root after a newer one, nor for the newer one after that (DIS1)", async () => {
      const { distributor, token, alice, first, second } = await networkHelpers.loadFixture(settledTwice);
      await distributor.claim(2n, alice.address, 130n * GPT, proofOf(second, alice.address));

      await expect(distributor.claim(1n, alice.address, 100n * GPT, proofOf(first, alice.address)))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNothingToClaim")
        .withArgs(alice.address, 100n * GPT, 130n * GPT);
      await expect(distributor.claim(2n, alice.address, 130n * GPT, proofOf(second, alice.address)))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNothingToClaim")
        .withArgs(alice.address, 130n * GPT, 130n * GPT);
      expect(await token.balanceOf(alice)).to.equal(130n * GPT);
    });

    it("T7: again what it was paid by claims against several roots, in any order (DIS1)", async () => {
      const { distributor, token, alice, first, second } = await networkHelpers.loadFixture(settledTwice);
      await distributor.claim(1n, alice.address, 100n * GPT, proofOf(first, alice.address));
      await distributor.claim(2n, alice.address, 130n * GPT, proofOf(second, alice.address));

      for (const [epoch, amount, tree] of [
        [2n, 130n * GPT, second],
        [1n, 100n * GPT, first],
      ] as const) {
        await expect(distributor.claim(epoch, alice.address, amount, proofOf(tree, alice.address)))
          .to.be.revertedWithCustomError(distributor, "RewardDistributorNothingToClaim")
          .withArgs(alice.address, amount, 130n * GPT);
      }
      expect(await distributor.claimedOf(alice)).to.equal(130n * GPT);
      expect(await token.balanceOf(alice)).to.equal(130n * GPT);
    });

    it("T11: to the victim of a front-runner, who was paid already", async () => {
      const { distributor, token, alice, stranger, second } = await networkHelpers.loadFixture(settledTwice);
      const proof = proofOf(second, alice.address);
      await distributor.connect(stranger).claim(2n, alice.address, 130n * GPT, proof);

      await expect(
        distributor.connect(alice).claim(2n, alice.address, 130n * GPT, proof),
      ).to.be.revertedWithCustomError(distributor, "RewardDistributorNothingToClaim");
      expect(await token.balanceOf(alice)).to.equal(130n * GPT);
    });

    it("for a leaf of zero", async () => {
      const system = await deployRewardSystem(connection);
      const { distributor, alice, bob } = system;
      const tree = await settleEpoch(system, 1n, [
        [alice.address, 0n],
        [bob.address, 50n * GPT],
      ]);

      await expect(distributor.claim(1n, alice.address, 0n, proofOf(tree, alice.address)))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNothingToClaim")
        .withArgs(alice.address, 0n, 0n);
    });

    it("T3: against an epoch without an active root", async () => {
      const { distributor, alice, second } = await networkHelpers.loadFixture(settledTwice);

      for (const epoch of [0n, 3n, 2n ** 256n - 1n]) {
        await expect(distributor.claim(epoch, alice.address, 130n * GPT, proofOf(second, alice.address)))
          .to.be.revertedWithCustomError(distributor, "RewardDistributorRootNotActive")
          .withArgs(epoch);
      }
    });

    it("T10: against a root that is only pending", async () => {
      const system = await networkHelpers.loadFixture(settledTwice);
      const { distributor, alice, bob, second } = system;
      const rows: Row[] = [
        [alice.address, 200n * GPT],
        [bob.address, 50n * GPT],
      ];
      await revealScores(system, 3n);
      await submitRoots(system, 3n, reportOf(rows, { prevRoot: second.root }));

      await expect(distributor.claim(3n, alice.address, 200n * GPT, proofOf(treeOf(rows), alice.address)))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorRootNotActive")
        .withArgs(3n);
    });

    it("T3: with nothing but a root that was never set: empty proof, zero account, zero amount", async () => {
      const { distributor } = await networkHelpers.loadFixture(settledTwice);

      await expect(distributor.claim(9n, ZeroAddress, 0n, []))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorRootNotActive")
        .withArgs(9n);
    });
  });

  describe("refuses", () => {
    it("another amount, another account, another epoch and another proof", async () => {
      const system = await networkHelpers.loadFixture(settledTwice);
      const { distributor, alice, bob, stranger, first, second } = system;
      const proof = proofOf(second, alice.address);
      const cases = [
        [2n, alice.address, 130n * GPT + 1n, proof, second.root],
        [2n, stranger.address, 130n * GPT, proof, second.root],
        [1n, alice.address, 130n * GPT, proof, first.root],
        [2n, alice.address, 130n * GPT, proofOf(second, bob.address), second.root],
        [2n, alice.address, 130n * GPT, proof.slice(1), second.root],
        [2n, alice.address, 130n * GPT, [...proof, second.root], second.root],
      ] as const;

      for (const [epoch, account, cumulative, siblings, root] of cases) {
        await expect(distributor.claim(epoch, account, cumulative, [...siblings]))
          .to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof")
          .withArgs(root, account, cumulative);
      }
    });

    it("an empty proof, even where the root is the leaf", async () => {
      const system = await deployRewardSystem(connection);
      const { distributor, alice } = system;
      await revealScores(system, 1n);
      const leaf = treeOf([[alice.address, 100n * GPT]]).root;
      await submitRoots(system, 1n, reportOf([[alice.address, 100n * GPT]], { root: leaf, leafCount: 2n }));
      await networkHelpers.time.increase(86_400);
      await distributor.activate(1n);

      await expect(distributor.claim(1n, alice.address, 100n * GPT, []))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorInvalidProof")
        .withArgs(leaf, alice.address, 100n * GPT);
    });

    it("T4: the 64 bytes of an inner node as a leaf", async () => {
      const system = await deployRewardSystem(connection);
      const { distributor, alice, bob, carol, stranger } = system;
      const rows: Row[] = [alice, bob, carol, stranger].map(({ address }, index) => [address, BigInt(index + 1) * GPT]);
      const tree = await settleEpoch(system, 1n, rows);
      const nodes = tree.dump().tree;
      // Node 1 hashes nodes 3 and 4; node 2 is its sibling. The left half would have to pass for an account.
      const [low, high] = [nodes[3]!, nodes[4]!].sort();
      expect(keccak256(low! + high!.slice(2))).to.equal(nodes[1]);
      const account = ethers.getAddress(`0x${low!.slice(26)}`);

      await expect(distributor.claim(1n, account, BigInt(high!), [nodes[2]!])).to.be.revertedWithCustomError(
        distributor,
        "RewardDistributorInvalidProof",
      );
      const data = distributor.interface.encodeFunctionData("claim", [1n, account, BigInt(high!), [nodes[2]!]]);
      const dirty = data.slice(0, 74) + low!.slice(2) + data.slice(138);
      expect(AbiCoder.defaultAbiCoder().decode(["bytes32", "bytes32", "uint256"], `0x${dirty.slice(10)}`)[1]).to.equal(
        low,
      );
      await expect(alice.sendTransaction({ to: distributor, data: dirty })).to.be.revertedWithoutReason(ethers);
    });

    it("an amount that the token cannot hold, without touching the account", async () => {
      const system = await deployRewardSystem(connection);
      const { distributor, token, alice, bob } = system;
      const huge = 2n ** 255n + 1n;
      await revealScores(system, 1n);
      const rows: Row[] = [
        [alice.address, huge],
        [bob.address, 50n * GPT],
      ];
      await submitRoots(system, 1n, reportOf(rows, { totalCumulative: 50n * GPT }));
      await networkHelpers.time.increase(86_400);
      await distributor.activate(1n);

      await expect(distributor.claim(1n, alice.address, huge, proofOf(treeOf(rows), alice.address)))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(distributor, 50n * GPT, huge);
      expect(await distributor.claimedOf(alice)).to.equal(0n);
      await distributor.claim(1n, bob.address, 50n * GPT, proofOf(treeOf(rows), bob.address));
    });
  });

  it("T9: can never pay more than the reserve released, even for a root whose leaves exceed its total", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, token, reserve, alice, bob } = system;
    const rows: Row[] = [
      [alice.address, 100n * GPT],
      [bob.address, 50n * GPT],
    ];
    await revealScores(system, 1n);
    await submitRoots(system, 1n, reportOf(rows, { totalCumulative: 120n * GPT }));
    await networkHelpers.time.increase(86_400);
    await distributor.activate(1n);
    const tree = treeOf(rows);
    await distributor.claim(1n, alice.address, 100n * GPT, proofOf(tree, alice.address));

    await expect(distributor.claim(1n, bob.address, 50n * GPT, proofOf(tree, bob.address)))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(await distributor.getAddress(), 20n * GPT, 50n * GPT);
    expect(await reserve.remaining()).to.equal(RESERVE_WEI - 120n * GPT);
    expect(await distributor.claimedOf(bob)).to.equal(0n);
  });

  it("T9: lets such a root take what was earned before and not claimed, and nothing that was claimed", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, token, reserve, alice, bob, carol, stranger } = system;
    const honest: Row[] = [
      [alice.address, 100n * GPT],
      [bob.address, 50n * GPT],
    ];
    const first = await settleEpoch(system, 1n, honest);
    await distributor.connect(stranger).claim(1n, bob.address, 50n * GPT, proofOf(first, bob.address));
    // No leaf is smaller, and the total is the same: nothing that a proof could show.
    const invented: Row[] = [...honest, [carol.address, 100n * GPT]];
    await revealScores(system, 2n);
    const report = reportOf(invented, { prevRoot: first.root, totalCumulative: 150n * GPT });
    await submitRoots(system, 2n, report);
    await networkHelpers.time.increase(86_400);
    await distributor.activate(2n);
    const second = treeOf(invented);
    await distributor.claim(2n, carol.address, 100n * GPT, proofOf(second, carol.address));

    await expect(distributor.claim(1n, alice.address, 100n * GPT, proofOf(first, alice.address)))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(distributor, 0n, 100n * GPT);
    expect(await token.balanceOf(bob)).to.equal(50n * GPT);
    expect(await reserve.remaining()).to.equal(RESERVE_WEI - 150n * GPT);
  });

  it("T13: does not touch tokens that were merely sent to the distributor", async () => {
    const { distributor, token, alice, first } = await networkHelpers.loadFixture(settledTwice);
    await token.transfer(distributor, 5n * GPT);

    await distributor.claim(1n, alice.address, 100n * GPT, proofOf(first, alice.address));

    expect(await distributor.totalCumulative()).to.equal(200n * GPT);
    expect(await token.balanceOf(distributor)).to.equal(105n * GPT);
  });
});
