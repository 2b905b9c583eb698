import { expect } from "chai";
import { id, MaxUint256, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  admitValidator,
  BUDGET_WEI,
  deployRewardSystem,
  GPT,
  reportOf,
  revealScores,
  RULESET,
  settleEpoch,
  submitRoots,
  URI,
  type RewardSystem,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;
const { time } = networkHelpers;

/** Epoch 1 with four files revealed and no report yet; quorum is 3. */
async function revealed() {
  const system = await deployRewardSystem(connection);
  await revealScores(system, 1n);
  return system;
}

/** Epoch 1 settled, epoch 2 with four files revealed. */
async function secondEpoch() {
  const system = await deployRewardSystem(connection);
  const tree = await settleEpoch(system, 1n, rowsOf(system));
  await revealScores(system, 2n);
  return { ...system, tree };
}

const rowsOf = ({ alice, bob }: Pick<RewardSystem, "alice" | "bob">) =>
  [
    [alice.address, 100n * GPT],
    [bob.address, 50n * GPT],
  ] as const;

describe("RewardDistributor.submitRoot", () => {
  describe("a vote", () => {
    it("is recorded and announced with everything it states", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const report = reportOf(rowsOf(system));
      const digest = await distributor.reportHash(1n, 1n, report);

      await expect(distributor.connect(validators[2]).submitRoot(1n, report, URI))
        .to.emit(distributor, "RootSubmitted")
        .withArgs(1n, 1n, validators[2]!.address, digest, Object.values(report), URI);

      expect(await distributor.voteOf(1n, 1n, validators[2]!)).to.equal(digest);
      expect(await distributor.supportOf(digest)).to.equal(0b100n);
      expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
    });

    it("does not depend on the URI, which is a hint", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const report = reportOf(rowsOf(system));

      await distributor.connect(validators[0]).submitRoot(1n, report, "https://a.example/");
      await distributor.connect(validators[1]).submitRoot(1n, report, "ipfs://b");

      expect(await distributor.supportOf(await distributor.reportHash(1n, 1n, report))).to.equal(0b11n);
    });

    it("can change until a root is pending, and then supports only the new report", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const wrong = reportOf(rowsOf(system), { inputsHash: id("other inputs") });
      const right = reportOf(rowsOf(system));
      const [wrongHash, rightHash] = await Promise.all([
        distributor.reportHash(1n, 1n, wrong),
        distributor.reportHash(1n, 1n, right),
      ]);
      await submitRoots(system, 1n, wrong, validators.slice(0, 2));

      await distributor.connect(validators[0]).submitRoot(1n, right, URI);

      expect(await distributor.voteOf(1n, 1n, validators[0]!)).to.equal(rightHash);
      expect(await distributor.supportOf(wrongHash)).to.equal(0b10n);
      expect(await distributor.supportOf(rightHash)).to.equal(0b01n);
    });

    it("T22: that was changed away no longer completes a quorum (VOT1)", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const a = reportOf(rowsOf(system));
      const b = reportOf(rowsOf(system), { artifactHash: id("b") });
      await submitRoots(system, 1n, a, validators.slice(0, 2));
      await distributor.connect(validators[0]).submitRoot(1n, b, URI);

      await distributor.connect(validators[2]).submitRoot(1n, a, URI);

      expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
    });

    it("T22: cannot be repeated", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const report = reportOf(rowsOf(system));
      await submitRoots(system, 1n, report, validators.slice(0, 1));

      await expect(distributor.connect(validators[0]).submitRoot(1n, report, URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorAlreadyVoted")
        .withArgs(validators[0]!.address, await distributor.reportHash(1n, 1n, report));
    });
  });

  describe("quorum", () => {
    it("of 3 of 4 equal votes makes the root pending and fixes when it can be activated (VOT2)", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const report = reportOf(rowsOf(system));
      await submitRoots(system, 1n, report, validators.slice(0, 2));
      const now = BigInt(await time.latest()) + 100n;
      await time.setNextBlockTimestamp(now);

      await expect(distributor.connect(validators[3]).submitRoot(1n, report, URI))
        .to.emit(distributor, "RootProposed")
        .withArgs(1n, 1n, report.root, 150n * GPT, now + 86_400n, 0b1011n);

      const pending = await distributor.pendingRoot();
      expect(pending.epoch).to.equal(1n);
      expect(pending.root).to.equal(report.root);
      expect(pending.reportHash).to.equal(await distributor.reportHash(1n, 1n, report));
      expect(pending.totalCumulative).to.equal(150n * GPT);
      expect(pending.activatesAt).to.equal(now + 86_400n);
      expect(pending.supporters).to.equal(0b1011n);
      expect(pending.vetoes).to.equal(0n);
    });

    it("is not reached by a wrong root of one validator; the honest three win", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators, carol } = system;
      const honest = reportOf(rowsOf(system));
      const stolen = reportOf([...rowsOf(system), [carol.address, 1_000n * GPT]]);
      await distributor.connect(validators[0]).submitRoot(1n, stolen, URI);
      await submitRoots(system, 1n, honest, validators.slice(1, 3));
      expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);

      await distributor.connect(validators[3]).submitRoot(1n, honest, URI);

      expect((await distributor.pendingRoot()).root).to.equal(honest.root);
      expect((await distributor.pendingRoot()).supporters).to.equal(0b1110n);
    });

    it("is not reached by two against two", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      await submitRoots(system, 1n, reportOf(rowsOf(system)), validators.slice(0, 2));
      await submitRoots(system, 1n, reportOf(rowsOf(system), { inputsHash: id("x") }), validators.slice(2));

      expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
    });

    it("T23: does not count a vote cast before its validator was removed, nor lowers N for the removal", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, registry, validators } = system;
      const report = reportOf(rowsOf(system), { filesBitmap: 0b1110n });
      await submitRoots(system, 1n, report, validators.slice(0, 2));
      await registry.remove(validators[0]!);

      await distributor.connect(validators[2]).submitRoot(1n, report, URI);
      expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);

      await distributor.connect(validators[3]).submitRoot(1n, report, URI);
      expect((await distributor.pendingRoot()).supporters).to.equal(0b1110n);
      expect(await distributor.supportOf(await distributor.reportHash(1n, 1n, report))).to.equal(0b1111n);
    });

    it("counts an earlier vote again once its validator is admitted again and has bonded again", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, registry, validators } = system;
      const report = reportOf(rowsOf(system));
      await submitRoots(system, 1n, report, validators.slice(0, 2));
      await registry.remove(validators[0]!);
      await registry.admit(validators[0]!, `age1${"q".repeat(58)}`, "");
      await registry.connect(validators[0]).activate();

      await distributor.connect(validators[2]).submitRoot(1n, report, URI);

      expect((await distributor.pendingRoot()).supporters).to.equal(0b0111n);
    });

    it("counts a validator that left after the epoch's end", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, registry, validators } = system;
      await registry.connect(validators[0]).startLeaving();

      await submitRoots(system, 1n, reportOf(rowsOf(system)));

      expect((await distributor.pendingRoot()).supporters).to.equal(0b0111n);
    });

    it("T27: hears nobody who has taken its bond back, however late the epoch is settled", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, registry, validators, connection: at } = system;
      for (const validator of validators) await registry.connect(validator).startLeaving();
      const endsAt = await registry.unbondingEndsAt(validators[3]!);
      await submitRoots(system, 1n, reportOf(rowsOf(system)), validators.slice(0, 2));
      await at.networkHelpers.time.increaseTo(endsAt);
      for (const validator of validators.slice(0, 3)) await registry.connect(validator).withdrawBond();

      for (const validator of validators.slice(0, 3)) {
        await expect(distributor.connect(validator).submitRoot(1n, reportOf(rowsOf(system)), URI))
          .to.be.revertedWithCustomError(distributor, "RewardDistributorNotEligible")
          .withArgs(validator.address, 1n);
      }
      await expect(distributor.connect(validators[3]).submitRoot(1n, reportOf(rowsOf(system)), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorFileNotRevealed")
        .withArgs(0b1111n, 0b1000n);
    });

    it("grows with N: 5 of 6", async () => {
      const system = await deployRewardSystem(connection, 6);
      await revealScores(system, 1n);
      const { distributor, validators } = system;
      const report = reportOf(rowsOf(system), { filesBitmap: 0b111110n });

      await submitRoots(system, 1n, report, validators.slice(0, 4));
      expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
      await submitRoots(system, 1n, report, validators.slice(4, 5));
      expect((await distributor.pendingRoot()).supporters).to.equal(0b011111n);
    });
  });

  describe("the caller", () => {
    it("must be a validator", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, stranger } = system;

      await expect(distributor.connect(stranger).submitRoot(1n, reportOf(rowsOf(system)), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNotEligible")
        .withArgs(stranger.address, 1n);
    });

    it("must have been active at the epoch's end", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, registry } = system;
      const late = await admitValidator(connection, registry, 9);

      await expect(distributor.connect(late).submitRoot(1n, reportOf(rowsOf(system)), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNotEligible")
        .withArgs(late.address, 1n);
    });

    it("T25: must have revealed scores of its own, so that copying a report earns nothing", async () => {
      const system = await deployRewardSystem(connection);
      const { distributor, validators } = system;
      await revealScores(system, 1n, validators.slice(0, 3));
      const report = reportOf(rowsOf(system), { filesBitmap: 0b0111n });

      await expect(distributor.connect(validators[3]).submitRoot(1n, report, URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNotRevealed")
        .withArgs(validators[3]!.address, 1n);
    });

    it("must not have been removed since", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, registry, validators } = system;
      await registry.remove(validators[1]!);

      await expect(distributor.connect(validators[1]).submitRoot(1n, reportOf(rowsOf(system)), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorNotEligible")
        .withArgs(validators[1]!.address, 1n);
    });
  });

  describe("the epoch", () => {
    it("T8: must be the next one to settle", async () => {
      const system = await networkHelpers.loadFixture(secondEpoch);
      const { distributor, validators } = system;

      for (const epoch of [0n, 1n, 3n, MaxUint256]) {
        await expect(distributor.connect(validators[0]).submitRoot(epoch, reportOf(rowsOf(system)), URI))
          .to.be.revertedWithCustomError(distributor, "RewardDistributorEpochNotNext")
          .withArgs(epoch, 2n);
      }
    });

    it("opens at the second its reveal window closes, not before", async () => {
      const system = await deployRewardSystem(connection);
      const { distributor, schedule, validators, commitments } = system;
      const [commitEnds, revealEnds] = [await schedule.commitEndsAt(1n), await schedule.revealEndsAt(1n)];
      await time.increaseTo((await schedule.endOf(1n)) + 1n);
      for (const validator of validators) await commitments.connect(validator).commitScores(1n, id("hash"));
      await time.increaseTo(commitEnds);
      for (const validator of validators) await commitments.connect(validator).revealScores(1n, URI);

      await time.setNextBlockTimestamp(revealEnds - 1n);
      await expect(distributor.connect(validators[0]).submitRoot(1n, reportOf(rowsOf(system)), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorRevealOpen")
        .withArgs(1n, revealEnds);
      await time.setNextBlockTimestamp(revealEnds);
      await expect(distributor.connect(validators[0]).submitRoot(1n, reportOf(rowsOf(system)), URI)).to.emit(
        distributor,
        "RootSubmitted",
      );
    });

    it("T8: must not have a pending root, which is never overwritten (VOT3)", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const report = reportOf(rowsOf(system));
      await submitRoots(system, 1n, report);

      await expect(distributor.connect(validators[3]).submitRoot(1n, report, URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorRootPending")
        .withArgs(1n, report.root);
    });

    it("T21: must have had at least four validators at its end", async () => {
      const system = await deployRewardSystem(connection, 3);
      await revealScores(system, 1n);
      const { distributor, validators } = system;

      await expect(
        distributor.connect(validators[0]).submitRoot(1n, reportOf(rowsOf(system), { filesBitmap: 0b111n }), URI),
      )
        .to.be.revertedWithCustomError(distributor, "RewardDistributorTooFewValidators")
        .withArgs(3n, 4n);
    });
  });

  describe("the report", () => {
    it("T3: must have a root", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const report = reportOf(rowsOf(system), { root: ZeroHash });

      await expect(distributor.connect(validators[0]).submitRoot(1n, report, URI)).to.be.revertedWithCustomError(
        distributor,
        "RewardDistributorZeroRoot",
      );
    });

    it("must have two leaves", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;

      for (const leafCount of [0n, 1n]) {
        await expect(distributor.connect(validators[0]).submitRoot(1n, reportOf(rowsOf(system), { leafCount }), URI))
          .to.be.revertedWithCustomError(distributor, "RewardDistributorTooFewLeaves")
          .withArgs(leafCount, 2n);
      }
    });

    it("must build on no root at first", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const prevRoot = id("no such root");

      await expect(distributor.connect(validators[0]).submitRoot(1n, reportOf(rowsOf(system), { prevRoot }), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorWrongPreviousRoot")
        .withArgs(prevRoot, ZeroHash);
    });

    it("must build on the last active root later", async () => {
      const system = await networkHelpers.loadFixture(secondEpoch);
      const { distributor, validators, tree } = system;

      await expect(distributor.connect(validators[0]).submitRoot(2n, reportOf(rowsOf(system)), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorWrongPreviousRoot")
        .withArgs(ZeroHash, tree.root);
      await distributor.connect(validators[0]).submitRoot(2n, reportOf(rowsOf(system), { prevRoot: tree.root }), URI);
    });

    it("must follow the ruleset of its epoch", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const rulesetHash = id("ruleset-v2");

      await expect(distributor.connect(validators[0]).submitRoot(1n, reportOf(rowsOf(system), { rulesetHash }), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorWrongRuleset")
        .withArgs(rulesetHash, RULESET);
    });

    it("T8: must not take back what was earned", async () => {
      const system = await networkHelpers.loadFixture(secondEpoch);
      const { distributor, validators, tree } = system;
      const report = reportOf(rowsOf(system), { prevRoot: tree.root, totalCumulative: 150n * GPT - 1n });

      await expect(distributor.connect(validators[0]).submitRoot(2n, report, URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorTotalDecreased")
        .withArgs(150n * GPT - 1n, 150n * GPT);
    });

    it("T31: may pay exactly its epoch's budget and not a wei more", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const over = reportOf(rowsOf(system), { totalCumulative: BUDGET_WEI + 1n });

      await expect(distributor.connect(validators[0]).submitRoot(1n, over, URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorOverBudget")
        .withArgs(BUDGET_WEI + 1n, BUDGET_WEI);
      await distributor
        .connect(validators[0])
        .submitRoot(1n, reportOf(rowsOf(system), { totalCumulative: BUDGET_WEI }), URI);
    });

    it("may use only files that were revealed", async () => {
      const system = await deployRewardSystem(connection);
      const { distributor, validators } = system;
      await revealScores(system, 1n, validators.slice(0, 3));

      await expect(distributor.connect(validators[0]).submitRoot(1n, reportOf(rowsOf(system)), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorFileNotRevealed")
        .withArgs(0b1111n, 0b0111n);
      await distributor.connect(validators[0]).submitRoot(1n, reportOf(rowsOf(system), { filesBitmap: 0b0111n }), URI);
    });

    it("may not use the file of a validator that was removed since", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, registry, validators } = system;
      await registry.remove(validators[0]!);

      await expect(distributor.connect(validators[1]).submitRoot(1n, reportOf(rowsOf(system)), URI))
        .to.be.revertedWithCustomError(distributor, "RewardDistributorFileNotRevealed")
        .withArgs(0b1111n, 0b1110n);
    });

    it("must use a quorum of files", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;

      await expect(
        distributor.connect(validators[0]).submitRoot(1n, reportOf(rowsOf(system), { filesBitmap: 0b0101n }), URI),
      )
        .to.be.revertedWithCustomError(distributor, "RewardDistributorTooFewFiles")
        .withArgs(2n, 3n);
    });

    it("must come with a URI of 1 to 256 bytes", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, validators } = system;
      const report = reportOf(rowsOf(system));

      for (const length of [0, 257]) {
        await expect(distributor.connect(validators[0]).submitRoot(1n, report, "u".repeat(length)))
          .to.be.revertedWithCustomError(distributor, "RewardDistributorTextLengthOutOfBounds")
          .withArgs(length, 256);
      }
      await distributor.connect(validators[0]).submitRoot(1n, report, "u".repeat(256));
    });
  });

  describe("attempts", () => {
    it("start at 1 for every epoch", async () => {
      const { distributor } = await networkHelpers.loadFixture(revealed);

      expect(await distributor.attemptOf(1n)).to.equal(1n);
      expect(await distributor.attemptOf(7n)).to.equal(1n);
    });

    it("begin without any earlier vote, and the same report can win again (VOT6)", async () => {
      const system = await networkHelpers.loadFixture(revealed);
      const { distributor, guardian, validators } = system;
      const report = reportOf(rowsOf(system));
      await submitRoots(system, 1n, report);
      await distributor.connect(guardian).cancelRoot(1n, "second look");
      expect(await distributor.attemptOf(1n)).to.equal(2n);
      expect(await distributor.voteOf(1n, 2n, validators[0]!)).to.equal(ZeroHash);

      await submitRoots(system, 1n, report, validators.slice(2));
      expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);

      await expect(distributor.connect(validators[1]).submitRoot(1n, report, URI))
        .to.emit(distributor, "RootProposed")
        .withArgs(1n, 2n, report.root, 150n * GPT, (activatesAt: bigint) => activatesAt > 0n, 0b1110n);
    });
  });
});
