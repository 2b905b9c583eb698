import { expect } from "chai";
import { network } from "hardhat";
import { AGE_RECIPIENT, BOND, ENDPOINT, registryStates, STATUS, UNBONDING_DELAY } from "./validators-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const DAY = 86_400n;
const REASON = ethers.id("evidence");

const { fixture, admittedFixture, activeFixture, leavingFixture, removedFixture } = registryStates(connection);

/** Lets the next transaction happen `seconds` from now, and returns when that is. */
async function nextIn(seconds: bigint) {
  const timestamp = BigInt(await time.latest()) + seconds;
  await time.setNextBlockTimestamp(timestamp);
  return timestamp;
}

describe("ValidatorRegistry: activity and bonds", () => {
  describe("activate", () => {
    it("takes the bond and makes the validator active", async () => {
      const { registry, token, asValidator, validator } = await networkHelpers.loadFixture(admittedFixture);

      const activation = asValidator.activate();
      await expect(activation).to.emit(registry, "ValidatorActivated").withArgs(validator.address, 0, BOND);
      await expect(activation).to.changeTokenBalances(ethers, token, [validator, registry], [-BOND, BOND]);
      expect(await registry.statusOf(validator)).to.equal(STATUS.Active);
      expect(await registry.bondOf(validator)).to.equal(BOND);
      expect(await registry.unbondingEndsAt(validator)).to.equal(0n);
    });

    it("needs no tokens while no bond is asked for", async () => {
      const { registry, token, admin, asValidator, validator } = await networkHelpers.loadFixture(admittedFixture);
      await registry.connect(admin).setBondRequired(0);
      await token.connect(validator).approve(registry, 0);

      await expect(asValidator.activate())
        .to.emit(registry, "ValidatorActivated")
        .withArgs(validator.address, 0, 0n)
        .and.not.to.emit(token, "Transfer");
    });

    it("takes only what the bond left from before a removal lacks", async () => {
      const { registry, token, asCouncil, asValidator, validator } = await networkHelpers.loadFixture(removedFixture);
      await asCouncil.slash(validator, BOND / 4n, REASON);
      await asCouncil.admit(validator, AGE_RECIPIENT, ENDPOINT);

      const activation = asValidator.activate();
      await expect(activation).to.emit(registry, "ValidatorActivated").withArgs(validator.address, 0, BOND);
      await expect(activation).to.changeTokenBalance(ethers, token, validator, -BOND / 4n);
      expect(await registry.unbondingEndsAt(validator)).to.equal(0n);
    });

    it("keeps a bond that exceeds what is asked for now", async () => {
      const { registry, token, admin, asCouncil, asValidator, validator } =
        await networkHelpers.loadFixture(removedFixture);
      await registry.connect(admin).setBondRequired(1);
      await asCouncil.admit(validator, AGE_RECIPIENT, ENDPOINT);

      await expect(asValidator.activate()).not.to.emit(token, "Transfer");
      expect(await registry.bondOf(validator)).to.equal(BOND);
    });

    it("fails with the token's error when the bond is not approved", async () => {
      const { registry, token, asValidator, validator } = await networkHelpers.loadFixture(admittedFixture);
      await token.connect(validator).approve(registry, BOND - 1n);

      await expect(asValidator.activate())
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(await registry.getAddress(), BOND - 1n, BOND);
    });

    for (const [name, state] of Object.entries({ fixture, activeFixture, leavingFixture, removedFixture })) {
      it(`refuses a validator that is ${name.replace(/[fF]ixture/, "") || "unknown"}`, async () => {
        const { registry, asValidator, validator } = await networkHelpers.loadFixture(state);

        await expect(asValidator.activate())
          .to.be.revertedWithCustomError(registry, "ValidatorRegistryUnexpectedStatus")
          .withArgs(validator.address, await registry.statusOf(validator));
      });
    }
  });

  describe("startLeaving", () => {
    it("ends the activity and starts the unbonding", async () => {
      const { registry, asValidator, validator } = await networkHelpers.loadFixture(activeFixture);
      const now = await nextIn(1_000n);

      await expect(asValidator.startLeaving())
        .to.emit(registry, "ValidatorLeft")
        .withArgs(validator.address, 0, now + UNBONDING_DELAY);
      expect(await registry.statusOf(validator)).to.equal(STATUS.Leaving);
      expect(await registry.unbondingEndsAt(validator)).to.equal(now + UNBONDING_DELAY);
      expect(await registry.bondOf(validator)).to.equal(BOND);
    });

    for (const [name, state] of Object.entries({ fixture, admittedFixture, leavingFixture, removedFixture })) {
      it(`refuses a validator that is ${name.replace(/[fF]ixture/, "") || "unknown"}`, async () => {
        const { registry, asValidator, validator } = await networkHelpers.loadFixture(state);

        await expect(asValidator.startLeaving())
          .to.be.revertedWithCustomError(registry, "ValidatorRegistryUnexpectedStatus")
          .withArgs(validator.address, await registry.statusOf(validator));
      });
    }
  });

  describe("withdrawBond", () => {
    it("T27: refuses one second before the unbonding ends, and pays at that second", async () => {
      const { registry, token, asValidator, validator, endsAt } = await networkHelpers.loadFixture(leavingFixture);

      await time.setNextBlockTimestamp(endsAt - 1n);
      await expect(asValidator.withdrawBond())
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryStillUnbonding")
        .withArgs(endsAt, endsAt - 1n);
      await time.setNextBlockTimestamp(endsAt);
      const withdrawal = asValidator.withdrawBond();
      await expect(withdrawal).to.emit(registry, "BondWithdrawn").withArgs(validator.address, 0, BOND);
      await expect(withdrawal).to.changeTokenBalances(ethers, token, [registry, validator], [-BOND, BOND]);
    });

    it("lets a validator that left activate again, in its old slot", async () => {
      const { registry, asValidator, validator, endsAt } = await networkHelpers.loadFixture(leavingFixture);
      await time.increaseTo(endsAt);
      await asValidator.withdrawBond();

      expect(await registry.statusOf(validator)).to.equal(STATUS.Admitted);
      expect(await registry.bondOf(validator)).to.equal(0n);
      expect(await registry.unbondingEndsAt(validator)).to.equal(0n);
      await expect(asValidator.activate()).to.emit(registry, "ValidatorActivated").withArgs(validator.address, 0, BOND);
    });

    it("leaves a removed validator removed", async () => {
      const { registry, asValidator, validator, endsAt } = await networkHelpers.loadFixture(removedFixture);
      await time.increaseTo(endsAt);

      await expect(asValidator.withdrawBond()).to.emit(registry, "BondWithdrawn").withArgs(validator.address, 0, BOND);
      expect(await registry.statusOf(validator)).to.equal(STATUS.Removed);
    });

    it("pays a validator that was admitted again and did not activate", async () => {
      const { registry, token, asCouncil, asValidator, validator, endsAt } =
        await networkHelpers.loadFixture(removedFixture);
      await asCouncil.admit(validator, AGE_RECIPIENT, ENDPOINT);
      await time.increaseTo(endsAt);

      await expect(asValidator.withdrawBond()).to.changeTokenBalance(ethers, token, validator, BOND);
      expect(await registry.statusOf(validator)).to.equal(STATUS.Admitted);
    });

    it("moves no tokens for a bond of zero", async () => {
      const { registry, token, admin, asValidator, validator } = await networkHelpers.loadFixture(admittedFixture);
      await registry.connect(admin).setBondRequired(0);
      await asValidator.activate();
      await asValidator.startLeaving();
      await time.increase(UNBONDING_DELAY);

      await expect(asValidator.withdrawBond())
        .to.emit(registry, "BondWithdrawn")
        .withArgs(validator.address, 0, 0n)
        .and.not.to.emit(token, "Transfer");
      expect(await registry.statusOf(validator)).to.equal(STATUS.Admitted);
    });

    it("VAL6: pays once", async () => {
      const { registry, asValidator, validator, endsAt } = await networkHelpers.loadFixture(leavingFixture);
      await time.increaseTo(endsAt);
      await asValidator.withdrawBond();

      await expect(asValidator.withdrawBond())
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryNotUnbonding")
        .withArgs(validator.address);
    });

    for (const [name, state] of Object.entries({ fixture, admittedFixture, activeFixture })) {
      it(`refuses a validator that is ${name.replace(/[fF]ixture/, "") || "unknown"}`, async () => {
        const { registry, asValidator, validator } = await networkHelpers.loadFixture(state);

        await expect(asValidator.withdrawBond())
          .to.be.revertedWithCustomError(registry, "ValidatorRegistryNotUnbonding")
          .withArgs(validator.address);
      });
    }
  });

  describe("remove", () => {
    for (const [name, state] of Object.entries({ admittedFixture, activeFixture, leavingFixture })) {
      it(`ejects a validator that is ${name.replace("Fixture", "")} and starts a whole unbonding`, async () => {
        const { registry, asCouncil, validator } = await networkHelpers.loadFixture(state);
        const bond = await registry.bondOf(validator);
        const now = await nextIn(DAY);

        await expect(asCouncil.remove(validator))
          .to.emit(registry, "ValidatorRemoved")
          .withArgs(validator.address, 0, now + UNBONDING_DELAY);
        expect(await registry.statusOf(validator)).to.equal(STATUS.Removed);
        expect(await registry.unbondingEndsAt(validator)).to.equal(now + UNBONDING_DELAY);
        expect(await registry.bondOf(validator)).to.equal(bond);
        expect(await registry.ejectedBitmap()).to.equal(1n);
      });
    }

    for (const [name, state] of Object.entries({ fixture, removedFixture })) {
      it(`refuses a validator that is ${name.replace(/[fF]ixture/, "") || "unknown"}`, async () => {
        const { registry, asCouncil, validator } = await networkHelpers.loadFixture(state);

        await expect(asCouncil.remove(validator))
          .to.be.revertedWithCustomError(registry, "ValidatorRegistryUnexpectedStatus")
          .withArgs(validator.address, await registry.statusOf(validator));
      });
    }
  });

  describe("slash", () => {
    for (const [name, state] of Object.entries({ activeFixture, leavingFixture })) {
      it(`T28: sends the amount to the treasury and ejects a validator that is ${name.replace("Fixture", "")}`, async () => {
        const { registry, token, asCouncil, treasury, validator } = await networkHelpers.loadFixture(state);
        const now = await nextIn(DAY);

        const slashing = asCouncil.slash(validator, 300n, REASON);
        await expect(slashing)
          .to.emit(registry, "ValidatorRemoved")
          .withArgs(validator.address, 0, now + UNBONDING_DELAY)
          .and.to.emit(registry, "ValidatorSlashed")
          .withArgs(validator.address, 0, 300n, BOND - 300n, REASON);
        await expect(slashing).to.changeTokenBalances(
          ethers,
          token,
          [registry, treasury, validator],
          [-300n, 300n, 0n],
        );
        expect(await registry.statusOf(validator)).to.equal(STATUS.Removed);
        expect(await registry.bondOf(validator)).to.equal(BOND - 300n);
      });
    }

    it("T27: takes from a removed validator until it withdraws, without a new unbonding", async () => {
      const { registry, asCouncil, asValidator, validator, endsAt } = await networkHelpers.loadFixture(removedFixture);
      await time.setNextBlockTimestamp(endsAt + 5n);

      await expect(asCouncil.slash(validator, BOND - 1n, REASON))
        .to.emit(registry, "ValidatorSlashed")
        .withArgs(validator.address, 0, BOND - 1n, 1n, REASON)
        .and.not.to.emit(registry, "ValidatorRemoved");
      expect(await registry.unbondingEndsAt(validator)).to.equal(endsAt);
      await expect(asValidator.withdrawBond()).to.emit(registry, "BondWithdrawn").withArgs(validator.address, 0, 1n);
      await expect(asCouncil.slash(validator, 1n, REASON))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistrySlashExceedsBond")
        .withArgs(1n, 0n);
    });

    it("takes the whole bond, and not one wei more", async () => {
      const { registry, token, asCouncil, treasury, validator } = await networkHelpers.loadFixture(activeFixture);

      await expect(asCouncil.slash(validator, BOND + 1n, REASON))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistrySlashExceedsBond")
        .withArgs(BOND + 1n, BOND);
      await expect(asCouncil.slash(validator, BOND, REASON)).to.changeTokenBalance(ethers, token, treasury, BOND);
    });

    it("refuses an amount that would wrap around", async () => {
      const { registry, asCouncil, validator } = await networkHelpers.loadFixture(activeFixture);

      await expect(asCouncil.slash(validator, 2n ** 128n, REASON))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistrySlashExceedsBond")
        .withArgs(2n ** 128n, BOND);
    });

    it("records the reason against a validator without a bond", async () => {
      const { registry, token, asCouncil, validator } = await networkHelpers.loadFixture(admittedFixture);

      await expect(asCouncil.slash(validator, 0, REASON))
        .to.emit(registry, "ValidatorSlashed")
        .withArgs(validator.address, 0, 0n, 0n, REASON)
        .and.not.to.emit(token, "Transfer");
      expect(await registry.statusOf(validator)).to.equal(STATUS.Removed);
    });

    it("refuses an address that was never admitted", async () => {
      const { registry, asCouncil, stranger } = await networkHelpers.loadFixture(activeFixture);

      await expect(asCouncil.slash(stranger, 0, REASON))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryUnexpectedStatus")
        .withArgs(stranger.address, STATUS.None);
    });
  });

  it("T13: ignores tokens sent to it", async () => {
    const { registry, token, admin, asValidator, validator, endsAt } = await networkHelpers.loadFixture(leavingFixture);
    await token.connect(admin).transfer(registry, 12_345n);
    await time.increaseTo(endsAt);

    await expect(asValidator.withdrawBond()).to.changeTokenBalance(ethers, token, validator, BOND);
    expect(await token.balanceOf(registry)).to.equal(12_345n);
  });
});
