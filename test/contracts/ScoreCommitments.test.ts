import { expect } from "chai";
import { network } from "hardhat";
import { activateValidators, AGE_RECIPIENT, BOND, deployValidators, ENDPOINT } from "./validators-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const HASH = ethers.sha256("0xaaaa");
const OTHER_HASH = ethers.sha256("0xbbbb");
const URI = "https://validator.example/epochs/1/scores.json";
const EPOCH_LENGTH = 600n;
const COMMIT_WINDOW = 120n;
const REVEAL_WINDOW = 60n;

/** Four active validators during epoch 1, whose end and windows are given. */
async function fixture() {
  const deployed = await deployValidators(connection, BOND);
  await activateValidators(deployed, 4);
  const genesis = BigInt(await time.latest()) + 100n;
  const schedule = await ethers.deployContract("EpochSchedule", [
    {
      genesis,
      epochLength: EPOCH_LENGTH,
      commitWindow: COMMIT_WINDOW,
      revealWindow: REVEAL_WINDOW,
      activationDelay: 10n,
    },
  ]);
  const commitments = await ethers.deployContract("ScoreCommitments", [schedule, deployed.registry]);
  const end = genesis + EPOCH_LENGTH;
  const commitEnd = end + COMMIT_WINDOW;
  const revealEnd = commitEnd + REVEAL_WINDOW;
  const validator = deployed.validators[0]!;
  return {
    ...deployed,
    schedule,
    commitments,
    validator,
    asValidator: commitments.connect(validator),
    asCouncil: deployed.registry.connect(deployed.council),
    end,
    commitEnd,
    revealEnd,
  };
}

/** The commit window of epoch 1 is open. */
async function endedFixture() {
  const base = await fixture();
  await time.increaseTo(base.end + 10n);
  return base;
}

/** `validator` has committed, and the reveal window of epoch 1 is open. */
async function committedFixture() {
  const base = await endedFixture();
  await base.asValidator.commitScores(1, HASH);
  await time.increaseTo(base.commitEnd);
  return base;
}

describe("ScoreCommitments", () => {
  it("keeps the schedule and the registry it was given", async () => {
    const { commitments, schedule, registry } = await networkHelpers.loadFixture(fixture);

    expect(await commitments.SCHEDULE()).to.equal(await schedule.getAddress());
    expect(await commitments.VALIDATORS()).to.equal(await registry.getAddress());
    expect(await commitments.MAX_URI_LENGTH()).to.equal(256n);
  });

  it("refuses the zero address as schedule or registry", async () => {
    const { commitments, schedule, registry } = await networkHelpers.loadFixture(fixture);

    for (const parts of [
      [ethers.ZeroAddress, registry],
      [schedule, ethers.ZeroAddress],
    ] as const) {
      await expect(ethers.deployContract("ScoreCommitments", [...parts])).to.be.revertedWithCustomError(
        commitments,
        "ScoreCommitmentsZeroAddress",
      );
    }
  });

  it("COM3: has no function but the validators' two that changes anything", async () => {
    const { commitments } = await networkHelpers.loadFixture(fixture);

    const writers: string[] = [];
    commitments.interface.forEachFunction((fragment) => {
      if (fragment.stateMutability !== "view") writers.push(fragment.name);
    });
    expect(writers).to.have.members(["commitScores", "revealScores"]);
  });

  describe("commitScores", () => {
    it("records the hash and announces it", async () => {
      const { commitments, asValidator, validator, validators } = await networkHelpers.loadFixture(endedFixture);

      await expect(asValidator.commitScores(1, HASH))
        .to.emit(commitments, "ScoresCommitted")
        .withArgs(1n, validator.address, HASH);
      expect(await commitments.commitmentOf(1, validator)).to.equal(HASH);
      expect(await commitments.commitmentOf(1, validators[1]!)).to.equal(ethers.ZeroHash);
      expect(await commitments.commitmentOf(2, validator)).to.equal(ethers.ZeroHash);
      expect(await commitments.hasRevealed(1, validator)).to.equal(false);
      expect(await commitments.revealedBitmap(1)).to.equal(0n);
    });

    const edges = [
      ["one second before the epoch's end", -1n, false],
      ["at the epoch's end", 0n, false],
      ["one second after the epoch's end", 1n, true],
      ["one second before the window closes", COMMIT_WINDOW - 1n, true],
      ["when the window closes", COMMIT_WINDOW, false],
      ["one second after the window closed", COMMIT_WINDOW + 1n, false],
    ] as const;
    for (const [moment, offset, isOpen] of edges) {
      it(`${isOpen ? "accepts" : "refuses"} a commitment ${moment}`, async () => {
        const { commitments, asValidator, end, commitEnd } = await networkHelpers.loadFixture(fixture);
        await time.setNextBlockTimestamp(end + offset);

        if (isOpen) await expect(asValidator.commitScores(1, HASH)).to.emit(commitments, "ScoresCommitted");
        else
          await expect(asValidator.commitScores(1, HASH))
            .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsOutsideCommitWindow")
            .withArgs(end + offset, end, commitEnd);
      });
    }

    it("refuses the zero hash", async () => {
      const { commitments, asValidator } = await networkHelpers.loadFixture(endedFixture);

      await expect(asValidator.commitScores(1, ethers.ZeroHash)).to.be.revertedWithCustomError(
        commitments,
        "ScoreCommitmentsZeroHash",
      );
    });

    it("COM1: refuses a second commitment, the same or another", async () => {
      const { commitments, asValidator, validator } = await networkHelpers.loadFixture(endedFixture);
      await asValidator.commitScores(1, HASH);

      for (const hash of [HASH, OTHER_HASH]) {
        await expect(asValidator.commitScores(1, hash))
          .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsAlreadyCommitted")
          .withArgs(validator.address, 1n);
      }
      expect(await commitments.commitmentOf(1, validator)).to.equal(HASH);
    });

    it("T25: lets two validators commit the same hash, which helps neither", async () => {
      const { commitments, asValidator, validators } = await networkHelpers.loadFixture(endedFixture);
      await asValidator.commitScores(1, HASH);

      await expect(commitments.connect(validators[1]).commitScores(1, HASH))
        .to.emit(commitments, "ScoresCommitted")
        .withArgs(1n, validators[1]!.address, HASH);
    });

    it("refuses strangers and validators that were not active at the epoch's end", async () => {
      const { commitments, registry, asCouncil, stranger, validators } = await networkHelpers.loadFixture(endedFixture);
      const late = validators[4]!;
      await asCouncil.admit(late, AGE_RECIPIENT, ENDPOINT);
      await registry.connect(late).activate();

      for (const caller of [stranger, late]) {
        await expect(commitments.connect(caller).commitScores(1, HASH))
          .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsNotEligible")
          .withArgs(caller.address, 1n);
      }
    });

    it("accepts a validator that left after the epoch's end, and refuses one that left before", async () => {
      const { commitments, registry, validators, end } = await networkHelpers.loadFixture(fixture);
      await registry.connect(validators[0]).startLeaving();
      await time.increaseTo(end + 10n);
      await registry.connect(validators[1]).startLeaving();

      await expect(commitments.connect(validators[0]).commitScores(1, HASH))
        .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsNotEligible")
        .withArgs(validators[0]!.address, 1n);
      await expect(commitments.connect(validators[1]).commitScores(1, HASH)).to.emit(commitments, "ScoresCommitted");
    });

    it("counts a validator that activates in the very second of the epoch's end", async () => {
      const { commitments, registry, asCouncil, validators, end } = await networkHelpers.loadFixture(fixture);
      await asCouncil.admit(validators[4]!, AGE_RECIPIENT, ENDPOINT);
      await asCouncil.admit(validators[5]!, AGE_RECIPIENT, ENDPOINT);
      await time.setNextBlockTimestamp(end);
      await registry.connect(validators[4]).activate();
      await time.setNextBlockTimestamp(end + 1n);
      await registry.connect(validators[5]).activate();

      await expect(commitments.connect(validators[4]).commitScores(1, HASH)).to.emit(commitments, "ScoresCommitted");
      await expect(commitments.connect(validators[5]).commitScores(1, HASH))
        .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsNotEligible")
        .withArgs(validators[5]!.address, 1n);
    });

    it("T23: refuses a validator that was removed after the epoch's end", async () => {
      const { commitments, asCouncil, asValidator, validator } = await networkHelpers.loadFixture(endedFixture);
      await asCouncil.remove(validator);

      await expect(asValidator.commitScores(1, HASH))
        .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsNotEligible")
        .withArgs(validator.address, 1n);
    });

    it("refuses epoch 0", async () => {
      const { schedule, asValidator } = await networkHelpers.loadFixture(endedFixture);

      await expect(asValidator.commitScores(0, HASH)).to.be.revertedWithCustomError(
        schedule,
        "EpochScheduleUnknownEpoch",
      );
    });

    it("keeps the epochs apart", async () => {
      const { commitments, asValidator, validator, end } = await networkHelpers.loadFixture(committedFixture);
      await time.increaseTo(end + EPOCH_LENGTH + 1n);

      await expect(asValidator.commitScores(2, OTHER_HASH))
        .to.emit(commitments, "ScoresCommitted")
        .withArgs(2n, validator.address, OTHER_HASH);
      expect(await commitments.commitmentOf(1, validator)).to.equal(HASH);
    });
  });

  describe("revealScores", () => {
    it("announces the file and sets the bit of the validator's slot", async () => {
      const { commitments, validators, end, commitEnd } = await networkHelpers.loadFixture(endedFixture);
      for (const validator of validators.slice(0, 4)) await commitments.connect(validator).commitScores(1, HASH);
      await time.increaseTo(commitEnd);
      expect(commitEnd - end).to.equal(120n);

      await expect(commitments.connect(validators[2]).revealScores(1, URI))
        .to.emit(commitments, "ScoresRevealed")
        .withArgs(1n, validators[2]!.address, HASH, URI);
      expect(await commitments.revealedBitmap(1)).to.equal(0b0100n);
      await commitments.connect(validators[0]).revealScores(1, "x".repeat(256));
      expect(await commitments.revealedBitmap(1)).to.equal(0b0101n);
      expect(await commitments.revealedBitmap(2)).to.equal(0n);
      expect(await commitments.hasRevealed(1, validators[0]!)).to.equal(true);
      expect(await commitments.hasRevealed(1, validators[1]!)).to.equal(false);
      expect(await commitments.hasRevealed(2, validators[0]!)).to.equal(false);
    });

    const edges = [
      ["one second before the commit window closes", -1n, false],
      ["when the commit window closes", 0n, true],
      ["one second after the commit window closed", 1n, true],
      ["one second before the reveal window closes", REVEAL_WINDOW - 1n, true],
      ["when the reveal window closes", REVEAL_WINDOW, false],
      ["one second after the reveal window closed", REVEAL_WINDOW + 1n, false],
    ] as const;
    for (const [moment, offset, isOpen] of edges) {
      it(`${isOpen ? "accepts" : "refuses"} a reveal ${moment}`, async () => {
        const { commitments, asValidator, commitEnd, revealEnd } = await networkHelpers.loadFixture(endedFixture);
        await asValidator.commitScores(1, HASH);
        await time.setNextBlockTimestamp(commitEnd + offset);

        if (isOpen) await expect(asValidator.revealScores(1, URI)).to.emit(commitments, "ScoresRevealed");
        else
          await expect(asValidator.revealScores(1, URI))
            .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsOutsideRevealWindow")
            .withArgs(commitEnd + offset, commitEnd, revealEnd);
      });
    }

    it("COM2: refuses a validator that has not committed, and a stranger", async () => {
      const { commitments, validators, stranger } = await networkHelpers.loadFixture(committedFixture);

      for (const caller of [validators[1]!, stranger]) {
        await expect(commitments.connect(caller).revealScores(1, URI))
          .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsNotCommitted")
          .withArgs(caller.address, 1n);
        expect(await commitments.hasRevealed(1, caller)).to.equal(false);
      }
    });

    it("refuses a second reveal", async () => {
      const { commitments, asValidator, validator } = await networkHelpers.loadFixture(committedFixture);
      await asValidator.revealScores(1, URI);

      await expect(asValidator.revealScores(1, "ipfs://elsewhere"))
        .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsAlreadyRevealed")
        .withArgs(validator.address, 1n);
    });

    it("refuses a URI of 0 and of 257 bytes", async () => {
      const { commitments, asValidator } = await networkHelpers.loadFixture(committedFixture);

      for (const length of [0, 257]) {
        await expect(asValidator.revealScores(1, "x".repeat(length)))
          .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsInvalidUri")
          .withArgs(length, 256n);
      }
    });

    it("counts bytes, not characters", async () => {
      const { commitments, asValidator } = await networkHelpers.loadFixture(committedFixture);

      await expect(asValidator.revealScores(1, "é".repeat(129)))
        .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsInvalidUri")
        .withArgs(258n, 256n);
    });

    it("T23: refuses a validator that was slashed after it committed", async () => {
      const { commitments, asCouncil, asValidator, validator } = await networkHelpers.loadFixture(committedFixture);
      await asCouncil.slash(validator, 1n, ethers.id("evidence"));

      await expect(asValidator.revealScores(1, URI))
        .to.be.revertedWithCustomError(commitments, "ScoreCommitmentsNotEligible")
        .withArgs(validator.address, 1n);
    });

    it("COM2: keeps the bit of a validator that is removed after its reveal; the eligible bitmap drops it", async () => {
      const { commitments, registry, asCouncil, asValidator, validator, end } =
        await networkHelpers.loadFixture(committedFixture);
      await asValidator.revealScores(1, URI);
      await asCouncil.remove(validator);

      expect(await commitments.revealedBitmap(1)).to.equal(0b0001n);
      expect(await commitments.hasRevealed(1, validator)).to.equal(true);
      expect((await commitments.revealedBitmap(1)) & (await registry.eligibleBitmapAt(end))).to.equal(0n);
    });

    it("accepts a validator that left after it committed", async () => {
      const { commitments, registry, asValidator, validator } = await networkHelpers.loadFixture(committedFixture);
      await registry.connect(validator).startLeaving();

      await expect(asValidator.revealScores(1, URI)).to.emit(commitments, "ScoresRevealed");
    });

    it("refuses epoch 0", async () => {
      const { schedule, asValidator } = await networkHelpers.loadFixture(committedFixture);

      await expect(asValidator.revealScores(0, URI)).to.be.revertedWithCustomError(
        schedule,
        "EpochScheduleUnknownEpoch",
      );
    });
  });

  it("T15: costs little gas", async () => {
    const { asValidator, commitEnd } = await networkHelpers.loadFixture(endedFixture);

    const commitment = await (await asValidator.commitScores(1, HASH)).wait();
    await time.increaseTo(commitEnd);
    const reveal = await (await asValidator.revealScores(1, URI)).wait();
    expect(commitment!.gasUsed).to.be.lessThan(75_000n);
    expect(reveal!.gasUsed).to.be.lessThan(85_000n);
  });
});
