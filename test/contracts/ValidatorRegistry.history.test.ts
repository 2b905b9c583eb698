import { expect } from "chai";
import { network } from "hardhat";
import { activateValidators, AGE_RECIPIENT, BOND, deployValidators, ENDPOINT, STATUS } from "./validators-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const REASON = ethers.id("evidence");

/** Five active validators in the slots 0 to 4; `end` is a later second at which nothing happened. */
async function epochFixture() {
  const deployed = await deployValidators(connection, BOND);
  await activateValidators(deployed, 5);
  const end = BigInt(await time.latest()) + 100n;
  await time.increaseTo(end + 1n);
  const asCouncil = deployed.registry.connect(deployed.council);
  return { ...deployed, asCouncil, end };
}

async function now() {
  return BigInt(await time.latest());
}

describe("ValidatorRegistry: history", () => {
  describe("the past", () => {
    it("knows who was active, as a bitmap, a number and an answer per validator", async () => {
      const { registry, validators, stranger, end } = await networkHelpers.loadFixture(epochFixture);

      expect(await registry.activeBitmapAt(end)).to.equal(0b11111n);
      expect(await registry.activeCountAt(end)).to.equal(5n);
      expect(await registry.isActiveAt(validators[0]!, end)).to.equal(true);
      expect(await registry.isActiveAt(validators[5]!, end)).to.equal(false);
      expect(await registry.isActiveAt(stranger, end)).to.equal(false);
      expect(await registry.eligibleBitmapAt(end)).to.equal(0b11111n);
      expect(await registry.isEligibleAt(validators[4]!, end)).to.equal(true);
      expect(await registry.isEligibleAt(stranger, end)).to.equal(false);
    });

    it("is empty before the first activation", async () => {
      const { registry, validators } = await networkHelpers.loadFixture(epochFixture);

      expect(await registry.activeBitmapAt(0)).to.equal(0n);
      expect(await registry.activeCountAt(0)).to.equal(0n);
      expect(await registry.isEligibleAt(validators[0]!, 0)).to.equal(false);
    });

    it("counts a change from its very second on", async () => {
      const { registry, asCouncil, validators, end } = await networkHelpers.loadFixture(epochFixture);
      await asCouncil.admit(validators[5]!, AGE_RECIPIENT, ENDPOINT);
      await time.setNextBlockTimestamp(end + 1_000n);
      await registry.connect(validators[5]).activate();
      await time.setNextBlockTimestamp(end + 2_000n);
      await registry.connect(validators[0]).startLeaving();
      await time.increase(1);

      expect(await registry.activeBitmapAt(end + 999n)).to.equal(0b011111n);
      expect(await registry.activeBitmapAt(end + 1_000n)).to.equal(0b111111n);
      expect(await registry.activeBitmapAt(end + 1_999n)).to.equal(0b111111n);
      expect(await registry.activeBitmapAt(end + 2_000n)).to.equal(0b111110n);
    });

    it("keeps only the last state of a second", async () => {
      const { registry, asCouncil, validators } = await networkHelpers.loadFixture(epochFixture);
      await asCouncil.admit(validators[5]!, AGE_RECIPIENT, ENDPOINT);
      const asValidator = registry.connect(validators[5]);

      await ethers.provider.send("evm_setAutomine", [false]);
      await asValidator.activate({ gasLimit: 300_000 });
      await asValidator.startLeaving({ gasLimit: 300_000 });
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);
      const second = await now();
      await networkHelpers.mine();

      expect(await registry.statusOf(validators[5]!)).to.equal(STATUS.Leaving);
      expect(await registry.isActiveAt(validators[5]!, second)).to.equal(false);
      expect(await registry.isActiveAt(validators[5]!, second - 1n)).to.equal(false);
    });

    it("does not answer about the present and the future, which can still change", async () => {
      const { registry, validators } = await networkHelpers.loadFixture(epochFixture);
      const present = await now();
      const validator = validators[0]!;

      expect(await registry.activeCountAt(present - 1n)).to.equal(5n);
      for (const timepoint of [present, present + 1n, 2n ** 48n, ethers.MaxUint256]) {
        for (const look of [
          () => registry.activeBitmapAt(timepoint),
          () => registry.activeCountAt(timepoint),
          () => registry.isActiveAt(validator, timepoint),
          () => registry.eligibleBitmapAt(timepoint),
          () => registry.isEligibleAt(validator, timepoint),
        ]) {
          await expect(look())
            .to.be.revertedWithCustomError(registry, "ValidatorRegistryFutureLookup")
            .withArgs(timepoint, present);
        }
      }
    });
  });

  describe("who counts for an epoch that has ended", () => {
    it("T23: is not changed by joining after its end", async () => {
      const { registry, asCouncil, validators, end } = await networkHelpers.loadFixture(epochFixture);
      await asCouncil.admit(validators[5]!, AGE_RECIPIENT, ENDPOINT);
      await registry.connect(validators[5]).activate();

      expect(await registry.eligibleBitmapAt(end)).to.equal(0b11111n);
      expect(await registry.activeCountAt(end)).to.equal(5n);
      expect(await registry.isEligibleAt(validators[5]!, end)).to.equal(false);
    });

    it("T22: is not changed by leaving after its end, nor by joining again", async () => {
      const { registry, validators, end } = await networkHelpers.loadFixture(epochFixture);
      const validator = validators[0]!;
      await registry.connect(validator).startLeaving();
      expect(await registry.isEligibleAt(validator, end)).to.equal(true);

      await time.increaseTo(await registry.unbondingEndsAt(validator));
      await registry.connect(validator).withdrawBond();
      await registry.connect(validator).activate();

      expect(await registry.slotOf(validator)).to.equal(0n);
      expect(await registry.eligibleBitmapAt(end)).to.equal(0b11111n);
      expect(await registry.activeCountAt(end)).to.equal(5n);
    });

    it("T23: loses a removed validator at once, and N stays", async () => {
      const { registry, asCouncil, validators, end } = await networkHelpers.loadFixture(epochFixture);
      await asCouncil.remove(validators[1]!);

      expect(await registry.isEligibleAt(validators[1]!, end)).to.equal(false);
      expect(await registry.isActiveAt(validators[1]!, end)).to.equal(true);
      expect(await registry.eligibleBitmapAt(end)).to.equal(0b11101n);
      expect(await registry.activeBitmapAt(end)).to.equal(0b11111n);
      expect(await registry.activeCountAt(end)).to.equal(5n);
      expect(await registry.ejectedBitmap()).to.equal(0b00010n);
    });

    it("T23: loses a slashed validator at once, also when it had left", async () => {
      const { registry, asCouncil, validators, end } = await networkHelpers.loadFixture(epochFixture);
      await registry.connect(validators[2]).startLeaving();
      await asCouncil.slash(validators[2]!, 1n, REASON);
      await asCouncil.slash(validators[3]!, 1n, REASON);

      expect(await registry.eligibleBitmapAt(end)).to.equal(0b10011n);
      expect(await registry.activeCountAt(end)).to.equal(5n);
    });

    it("T27: loses a validator that has taken its bond back, and N stays", async () => {
      const { registry, validators, end } = await networkHelpers.loadFixture(epochFixture);
      await registry.connect(validators[4]).startLeaving();
      await time.increaseTo((await registry.unbondingEndsAt(validators[4]!)) - 1n);
      expect(await registry.isEligibleAt(validators[4]!, end)).to.equal(true);
      await registry.connect(validators[4]).withdrawBond();

      expect(await registry.isEligibleAt(validators[4]!, end)).to.equal(false);
      expect(await registry.isActiveAt(validators[4]!, end)).to.equal(true);
      expect(await registry.eligibleBitmapAt(end)).to.equal(0b01111n);
      expect(await registry.activeCountAt(end)).to.equal(5n);
      expect(await registry.ejectedBitmap()).to.equal(0b10000n);
    });

    it("regains a removed validator when it is admitted again and has bonded again", async () => {
      const { registry, asCouncil, validators, end } = await networkHelpers.loadFixture(epochFixture);
      await asCouncil.remove(validators[1]!);
      await asCouncil.admit(validators[1]!, AGE_RECIPIENT, ENDPOINT);
      expect(await registry.eligibleBitmapAt(end)).to.equal(0b11101n);
      await registry.connect(validators[1]).activate();

      expect(await registry.eligibleBitmapAt(end)).to.equal(0b11111n);
    });
  });
});
