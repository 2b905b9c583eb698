import { expect } from "chai";
import { network } from "hardhat";
import { AGE_RECIPIENT, BOND, ENDPOINT, registryStates, STATUS, UNBONDING_DELAY } from "./validators-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

const DAY = 86_400n;
const MAX_BOND = 1_000_000n * 10n ** 18n;
const NEXT_RECIPIENT = `age1pq1${"z".repeat(1_952)}`;
const NEXT_ENDPOINT = "https://validator.example/next";

const { fixture, admittedFixture, activeFixture, leavingFixture, removedFixture } = registryStates(connection);

describe("ValidatorRegistry", () => {
  describe("constructor", () => {
    it("keeps what it was given", async () => {
      const { registry, token, treasury, authority } = await networkHelpers.loadFixture(fixture);

      expect(await registry.authority()).to.equal(await authority.getAddress());
      expect(await registry.TOKEN()).to.equal(await token.getAddress());
      expect(await registry.TREASURY()).to.equal(treasury.address);
      expect(await registry.UNBONDING_DELAY()).to.equal(1_814_400n);
      expect(await registry.bondRequired()).to.equal(BOND);
      expect(await registry.validatorCount()).to.equal(0n);
    });

    it("announces the first bond", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);

      await expect(registry.deploymentTransaction()).to.emit(registry, "BondRequiredChanged").withArgs(0n, BOND);
    });

    it("has limits that nobody can change", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);

      expect(await registry.MAX_SLOTS()).to.equal(208n);
      expect(await registry.MAX_ACTIVE()).to.equal(64n);
      expect(await registry.MAX_BOND()).to.equal(MAX_BOND);
      expect(await registry.MIN_UNBONDING_DELAY()).to.equal(60n);
      expect(await registry.MAX_UNBONDING_DELAY()).to.equal(90n * DAY);
      expect(await registry.MIN_AGE_RECIPIENT_LENGTH()).to.equal(62n);
      expect(await registry.MAX_AGE_RECIPIENT_LENGTH()).to.equal(2_048n);
      expect(await registry.MAX_ENDPOINT_LENGTH()).to.equal(256n);
    });

    it("refuses the zero address as authority, token or treasury", async () => {
      const { registry, token, treasury, authority } = await networkHelpers.loadFixture(fixture);
      const parts = [authority, token, treasury];

      for (const index of parts.keys()) {
        const [first, second, third] = parts.map((part, i) => (i === index ? ethers.ZeroAddress : part));
        await expect(
          ethers.deployContract("ValidatorRegistry", [first!, second!, third!, BOND, UNBONDING_DELAY]),
        ).to.be.revertedWithCustomError(registry, "ValidatorRegistryZeroAddress");
      }
    });

    it("accepts an unbonding delay of one minute to ninety days only", async () => {
      const { registry, token, treasury, authority } = await networkHelpers.loadFixture(fixture);
      const deploy = (delay: bigint) =>
        ethers.deployContract("ValidatorRegistry", [authority, token, treasury, BOND, delay]);

      for (const delay of [60n, 90n * DAY]) expect(await (await deploy(delay)).UNBONDING_DELAY()).to.equal(delay);
      for (const delay of [0n, 59n, 90n * DAY + 1n]) {
        await expect(deploy(delay))
          .to.be.revertedWithCustomError(registry, "ValidatorRegistryUnbondingDelayOutOfBounds")
          .withArgs(delay, 60n, 90n * DAY);
      }
    });

    it("refuses a first bond above the limit", async () => {
      const { registry, token, treasury, authority } = await networkHelpers.loadFixture(fixture);

      await expect(
        ethers.deployContract("ValidatorRegistry", [authority, token, treasury, MAX_BOND + 1n, UNBONDING_DELAY]),
      )
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryBondTooLarge")
        .withArgs(MAX_BOND + 1n, MAX_BOND);
    });
  });

  describe("who may call what", () => {
    const restricted = {
      admit: [ethers.ZeroAddress, "", ""],
      remove: [ethers.ZeroAddress],
      slash: [ethers.ZeroAddress, 0n, ethers.ZeroHash],
      setBondRequired: [0n],
      setAuthority: [ethers.ZeroAddress],
    };
    const open = ["activate", "startLeaving", "withdrawBond", "updateKeys"];

    it("classifies every function that changes something", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);

      const writers: string[] = [];
      registry.interface.forEachFunction((fragment) => {
        if (fragment.stateMutability !== "view") writers.push(fragment.name);
      });
      expect(writers.toSorted()).to.deep.equal([...Object.keys(restricted), ...open].toSorted());
    });

    for (const [name, args] of Object.entries(restricted)) {
      it(`T14: refuses ${name} from strangers and validators`, async () => {
        const { registry, stranger, validator } = await networkHelpers.loadFixture(activeFixture);

        for (const caller of [stranger, validator]) {
          await expect(
            caller.sendTransaction({
              to: registry,
              data: new ethers.Interface(registry.interface.fragments).encodeFunctionData(name, args),
            }),
          )
            .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
            .withArgs(caller.address);
        }
      });
    }

    it("keeps the validators' administrator away from the bond, and the administrator away from the validators", async () => {
      const { registry, admin, council, validator } = await networkHelpers.loadFixture(admittedFixture);

      await expect(registry.connect(council).setBondRequired(0))
        .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
        .withArgs(council.address);
      await expect(registry.connect(admin).remove(validator))
        .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
        .withArgs(admin.address);
    });
  });

  describe("admit", () => {
    it("gives a new validator the next slot", async () => {
      const { registry, asCouncil, validators } = await networkHelpers.loadFixture(fixture);

      for (const [slot, validator] of validators.slice(0, 3).entries()) {
        await expect(asCouncil.admit(validator, AGE_RECIPIENT, ENDPOINT))
          .to.emit(registry, "ValidatorAdmitted")
          .withArgs(validator.address, slot, AGE_RECIPIENT, ENDPOINT);
        expect(await registry.slotOf(validator)).to.equal(BigInt(slot));
        expect(await registry.validatorAt(slot)).to.equal(validator.address);
        expect(await registry.statusOf(validator)).to.equal(STATUS.Admitted);
      }
      expect(await registry.validatorCount()).to.equal(3n);
    });

    it("VAL1, VAL11: gives a removed validator its old slot back, and lifts the ejection when it activates", async () => {
      const { registry, asCouncil, asValidator, validators, validator } =
        await networkHelpers.loadFixture(removedFixture);
      await asCouncil.admit(validators[1]!, AGE_RECIPIENT, ENDPOINT);

      await expect(asCouncil.admit(validator, NEXT_RECIPIENT, ""))
        .to.emit(registry, "ValidatorAdmitted")
        .withArgs(validator.address, 0, NEXT_RECIPIENT, "");
      expect(await registry.statusOf(validator)).to.equal(STATUS.Admitted);
      expect(await registry.slotOf(validator)).to.equal(0n);
      expect(await registry.ejectedBitmap()).to.equal(1n);
      expect(await registry.validatorCount()).to.equal(2n);
      await asValidator.activate();
      expect(await registry.ejectedBitmap()).to.equal(0n);
    });

    it("accepts the longest texts", async () => {
      const { asCouncil, registry, validator } = await networkHelpers.loadFixture(fixture);

      await expect(asCouncil.admit(validator, `age1${"é".repeat(1_022)}`, "x".repeat(256))).to.emit(
        registry,
        "ValidatorAdmitted",
      );
    });

    it("refuses the zero address", async () => {
      const { registry, asCouncil } = await networkHelpers.loadFixture(fixture);

      await expect(asCouncil.admit(ethers.ZeroAddress, AGE_RECIPIENT, ENDPOINT)).to.be.revertedWithCustomError(
        registry,
        "ValidatorRegistryZeroAddress",
      );
    });

    it("refuses an age recipient of another length or form", async () => {
      const { registry, asCouncil, validator } = await networkHelpers.loadFixture(fixture);

      for (const recipient of ["", AGE_RECIPIENT.slice(0, 61), `${AGE_RECIPIENT}${"q".repeat(1_987)}`]) {
        await expect(asCouncil.admit(validator, recipient, ENDPOINT))
          .to.be.revertedWithCustomError(registry, "ValidatorRegistryAgeRecipientLengthOutOfBounds")
          .withArgs(recipient.length, 62n, 2_048n);
      }
      for (const recipient of ["x".repeat(62), `AGE1${"Q".repeat(58)}`]) {
        await expect(asCouncil.admit(validator, recipient, ENDPOINT))
          .to.be.revertedWithCustomError(registry, "ValidatorRegistryNotAnAgeRecipient")
          .withArgs(ethers.hexlify(ethers.toUtf8Bytes(recipient.slice(0, 4))));
      }
    });

    it("refuses an endpoint of more than 256 bytes", async () => {
      const { registry, asCouncil, validator } = await networkHelpers.loadFixture(fixture);

      await expect(asCouncil.admit(validator, AGE_RECIPIENT, "x".repeat(257)))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryEndpointTooLong")
        .withArgs(257n, 256n);
    });

    for (const [name, state] of Object.entries({ admittedFixture, activeFixture, leavingFixture })) {
      it(`refuses a validator that is ${name.replace("Fixture", "")}`, async () => {
        const { registry, asCouncil, validator } = await networkHelpers.loadFixture(state);

        await expect(asCouncil.admit(validator, AGE_RECIPIENT, ENDPOINT))
          .to.be.revertedWithCustomError(registry, "ValidatorRegistryUnexpectedStatus")
          .withArgs(validator.address, await registry.statusOf(validator));
      });
    }
  });

  describe("updateKeys", () => {
    for (const [name, state] of Object.entries({ admittedFixture, activeFixture })) {
      it(`publishes the new keys of a validator that is ${name.replace("Fixture", "")}`, async () => {
        const { registry, asValidator, validator } = await networkHelpers.loadFixture(state);

        await expect(asValidator.updateKeys(NEXT_RECIPIENT, NEXT_ENDPOINT))
          .to.emit(registry, "KeysUpdated")
          .withArgs(validator.address, 0, NEXT_RECIPIENT, NEXT_ENDPOINT);
      });
    }

    it("refuses malformed texts", async () => {
      const { registry, asValidator } = await networkHelpers.loadFixture(activeFixture);

      await expect(asValidator.updateKeys("age1", ENDPOINT))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryAgeRecipientLengthOutOfBounds")
        .withArgs(4n, 62n, 2_048n);
      await expect(asValidator.updateKeys(AGE_RECIPIENT, "x".repeat(300)))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryEndpointTooLong")
        .withArgs(300n, 256n);
    });

    for (const [name, state] of Object.entries({ fixture, leavingFixture, removedFixture })) {
      it(`refuses a validator that is ${name.replace(/[fF]ixture/, "") || "unknown"}`, async () => {
        const { registry, asValidator, validator } = await networkHelpers.loadFixture(state);

        await expect(asValidator.updateKeys(AGE_RECIPIENT, ENDPOINT))
          .to.be.revertedWithCustomError(registry, "ValidatorRegistryUnexpectedStatus")
          .withArgs(validator.address, await registry.statusOf(validator));
      });
    }
  });

  describe("setBondRequired", () => {
    it("applies to later activations only", async () => {
      const { registry, admin, asCouncil, validators, validator } = await networkHelpers.loadFixture(activeFixture);
      await asCouncil.admit(validators[1]!, AGE_RECIPIENT, ENDPOINT);

      await expect(registry.connect(admin).setBondRequired(2n * BOND))
        .to.emit(registry, "BondRequiredChanged")
        .withArgs(BOND, 2n * BOND);
      await registry.connect(validators[1]).activate();
      expect(await registry.bondOf(validator)).to.equal(BOND);
      expect(await registry.bondOf(validators[1]!)).to.equal(2n * BOND);
      expect(await registry.statusOf(validator)).to.equal(STATUS.Active);
    });

    it("accepts the limit and refuses one wei more", async () => {
      const { registry, admin } = await networkHelpers.loadFixture(fixture);

      await registry.connect(admin).setBondRequired(MAX_BOND);
      expect(await registry.bondRequired()).to.equal(MAX_BOND);
      await expect(registry.connect(admin).setBondRequired(MAX_BOND + 1n))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryBondTooLarge")
        .withArgs(MAX_BOND + 1n, MAX_BOND);
    });
  });

  describe("views of unknown validators and slots", () => {
    it("show an address that was never admitted as nobody", async () => {
      const { registry, stranger } = await networkHelpers.loadFixture(activeFixture);

      expect(await registry.statusOf(stranger)).to.equal(STATUS.None);
      expect(await registry.bondOf(stranger)).to.equal(0n);
      expect(await registry.unbondingEndsAt(stranger)).to.equal(0n);
      await expect(registry.slotOf(stranger))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryUnknownValidator")
        .withArgs(stranger.address);
    });

    it("refuse a slot without an owner", async () => {
      const { registry } = await networkHelpers.loadFixture(activeFixture);

      await expect(registry.validatorAt(1))
        .to.be.revertedWithCustomError(registry, "ValidatorRegistryUnknownSlot")
        .withArgs(1n, 1n);
    });
  });
});
