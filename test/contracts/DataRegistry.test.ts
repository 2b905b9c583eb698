import { expect } from "chai";
import { network } from "hardhat";
import { deployRegistry } from "./data-registry-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const HASH = ethers.id("archive, version 1");
const NEXT_HASH = ethers.id("archive, version 2");
const URI = `sha256:${"0a".repeat(32)}`;
const NEXT_URI = `sha256:${"0b".repeat(32)}`;
const UNKNOWN_ID = ethers.id("never registered");
const MAX_MASK = 0xffffffff;

const ACTIVE = 1n;
const REMOVED = 2n;

async function fixture() {
  const deployed = await deployRegistry(connection);
  const registry = deployed.registry.connect(deployed.owner);
  return { ...deployed, registry, asStranger: deployed.registry.connect(deployed.stranger) };
}

/** One contribution that allows RESEARCH and TRAINING. */
async function contributedFixture() {
  const base = await fixture();
  const id = await base.registry.contributionIdOf(base.owner.address, 0);
  await base.registry.contribute(HASH, 0b101, URI);
  const contributedAt = BigInt(await time.latest());
  return { ...base, id, contributedAt };
}

async function removedFixture() {
  const base = await contributedFixture();
  await base.registry.remove(base.id);
  return base;
}

async function pausedFixture() {
  const base = await contributedFixture();
  await base.registry.connect(base.guardian).pause();
  return { ...base, until: await base.registry.pausedUntil() };
}

const word = (value: bigint) => ethers.toBeHex(value, 32);

/** The first of the storage slots that hold the contribution `id`, whose second one holds {@link HASH}. */
async function firstSlotOf(address: string, id: string): Promise<bigint> {
  const isBase = async (slot: bigint) => (await ethers.provider.getStorage(address, slot + 1n)) === HASH;
  const candidates = Array.from({ length: 8 }, (_, position) =>
    BigInt(ethers.keccak256(ethers.concat([id, word(BigInt(position))]))),
  );
  const found = await Promise.all(candidates.map(isBase));
  return candidates[found.indexOf(true)]!;
}

describe("DataRegistry", () => {
  it("answers to the authority it was given", async () => {
    const { registry, authority } = await networkHelpers.loadFixture(fixture);

    expect(await registry.authority()).to.equal(await authority.getAddress());
  });

  it("gives each purpose its own bit", async () => {
    const { registry } = await networkHelpers.loadFixture(fixture);

    expect(await registry.RESEARCH()).to.equal(1n);
    expect(await registry.EVALUATION()).to.equal(2n);
    expect(await registry.TRAINING()).to.equal(4n);
    expect(await registry.JOURNALING_TOOLS()).to.equal(8n);
    expect(await registry.MEMORY_ANALYSIS_TOOLS()).to.equal(16n);
    expect(await registry.REFLECTION_TOOLS()).to.equal(32n);
    expect(await registry.COMMERCIAL_ANALYTICS()).to.equal(64n);
  });

  it("keeps a contribution in three storage slots, all of an access check in the first", async () => {
    const { registry, id, owner, contributedAt } = await networkHelpers.loadFixture(contributedFixture);
    const address = await registry.getAddress();
    const base = await firstSlotOf(address, id);

    expect(await ethers.provider.getStorage(address, base)).to.equal(
      word((ACTIVE << 224n) | (0b101n << 192n) | (1n << 160n) | BigInt(owner.address)),
    );
    expect(await ethers.provider.getStorage(address, base + 2n)).to.equal(word((contributedAt << 48n) | contributedAt));
    expect(await ethers.provider.getStorage(address, base + 3n)).to.equal(ethers.ZeroHash);
  });

  describe("contribute", () => {
    it("registers version 1 for the caller", async () => {
      const { registry, owner } = await networkHelpers.loadFixture(fixture);
      const id = await registry.contributionIdOf(owner.address, 0);

      await expect(registry.contribute(HASH, 0b101, URI))
        .to.emit(registry, "Contributed")
        .withArgs(id, owner.address, HASH, 0b101, URI);

      const now = BigInt(await time.latest());
      expect(await registry.contributionOf(id)).to.deep.equal([owner.address, 1n, 5n, ACTIVE, HASH, now, now]);
      expect(await registry.contributionCount(owner.address)).to.equal(1n);
    });

    it("returns the id", async () => {
      const { registry, owner } = await networkHelpers.loadFixture(fixture);

      expect(await registry.contribute.staticCall(HASH, 0, URI)).to.equal(
        await registry.contributionIdOf(owner.address, 0),
      );
    });

    it("binds the id to chain, registry, owner and count", async () => {
      const { registry, owner } = await networkHelpers.loadFixture(contributedFixture);
      const encoded = ethers.AbiCoder.defaultAbiCoder().encode(
        ["uint256", "address", "address", "uint256"],
        [31_337n, await registry.getAddress(), owner.address, 1n],
      );

      await expect(registry.contribute(HASH, 0, URI))
        .to.emit(registry, "Contributed")
        .withArgs(ethers.keccak256(encoded), owner.address, HASH, 0, URI);
      expect(await registry.contributionCount(owner.address)).to.equal(2n);
    });

    it("T45: gives a copier of the call an id of its own and leaves the victim's free", async () => {
      const { registry, asStranger, owner, stranger } = await networkHelpers.loadFixture(fixture);

      await asStranger.contribute(HASH, 0b101, URI);
      await registry.contribute(HASH, 0b101, URI);

      const ownId = await registry.contributionIdOf(owner.address, 0);
      const copiedId = await registry.contributionIdOf(stranger.address, 0);
      expect(copiedId).not.to.equal(ownId);
      expect((await registry.contributionOf(ownId)).owner).to.equal(owner.address);
      expect((await registry.contributionOf(copiedId)).owner).to.equal(stranger.address);
    });

    it("accepts every bit of the mask, and none", async () => {
      const { registry, owner } = await networkHelpers.loadFixture(fixture);

      await registry.contribute(HASH, MAX_MASK, URI);
      await registry.contribute(HASH, 0, URI);

      const masks = await Promise.all(
        [0, 1].map(async (index) => registry.contributionOf(await registry.contributionIdOf(owner.address, index))),
      );
      expect(masks.map(({ consentMask }) => consentMask)).to.deep.equal([4_294_967_295n, 0n]);
    });

    it("refuses a zero hash", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);

      await expect(registry.contribute(ethers.ZeroHash, 0, URI)).to.be.revertedWithCustomError(
        registry,
        "DataRegistryZeroCiphertextHash",
      );
    });

    it("accepts a locator of 1 to 256 bytes and no other", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);

      for (const length of [1, 256]) await registry.contribute(HASH, 0, "x".repeat(length));
      for (const length of [0, 257]) {
        await expect(registry.contribute(HASH, 0, "x".repeat(length)))
          .to.be.revertedWithCustomError(registry, "DataRegistryInvalidUriLength")
          .withArgs(length, 256);
      }
      expect(await registry.MAX_URI_LENGTH()).to.equal(256n);
    });

    it("counts the bytes of a locator, not its characters", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);

      await expect(registry.contribute(HASH, 0, "€".repeat(86)))
        .to.be.revertedWithCustomError(registry, "DataRegistryInvalidUriLength")
        .withArgs(258, 256);
    });

    it("is refused during a pause", async () => {
      const { registry, until } = await networkHelpers.loadFixture(pausedFixture);

      await expect(registry.contribute(HASH, 0, URI))
        .to.be.revertedWithCustomError(registry, "ExpiringPausePaused")
        .withArgs(until);
    });

    it("works again after 72 hours although nobody lifted the pause", async () => {
      const { registry, owner, until } = await networkHelpers.loadFixture(pausedFixture);

      await time.setNextBlockTimestamp(until);
      await registry.contribute(HASH, 0, URI);

      expect(await registry.contributionCount(owner.address)).to.equal(2n);
    });
  });

  describe("update", () => {
    it("puts the next version in the place of the current one and keeps consent", async () => {
      const { registry, owner, id, contributedAt } = await networkHelpers.loadFixture(contributedFixture);

      await expect(registry.update(id, 1, NEXT_HASH, NEXT_URI))
        .to.emit(registry, "ContributionUpdated")
        .withArgs(id, owner.address, 2, NEXT_HASH, NEXT_URI);

      const now = BigInt(await time.latest());
      expect(await registry.contributionOf(id)).to.deep.equal([
        owner.address,
        2n,
        5n,
        ACTIVE,
        NEXT_HASH,
        contributedAt,
        now,
      ]);
    });

    it("may keep the hash when only the locator moves", async () => {
      const { registry, owner, id } = await networkHelpers.loadFixture(contributedFixture);

      await expect(registry.update(id, 1, HASH, NEXT_URI))
        .to.emit(registry, "ContributionUpdated")
        .withArgs(id, owner.address, 2, HASH, NEXT_URI);
    });

    it("refuses an update that starts from another version than the current one", async () => {
      const { registry, id } = await networkHelpers.loadFixture(contributedFixture);
      await registry.update(id, 1, NEXT_HASH, NEXT_URI);

      for (const expectedVersion of [0, 1, 3]) {
        await expect(registry.update(id, expectedVersion, HASH, URI))
          .to.be.revertedWithCustomError(registry, "DataRegistryStaleVersion")
          .withArgs(expectedVersion, 2);
      }
    });

    it("refuses a zero hash and a locator that is empty or too long", async () => {
      const { registry, id } = await networkHelpers.loadFixture(contributedFixture);

      await expect(registry.update(id, 1, ethers.ZeroHash, URI)).to.be.revertedWithCustomError(
        registry,
        "DataRegistryZeroCiphertextHash",
      );
      for (const length of [0, 257]) {
        await expect(registry.update(id, 1, HASH, "x".repeat(length)))
          .to.be.revertedWithCustomError(registry, "DataRegistryInvalidUriLength")
          .withArgs(length, 256);
      }
    });

    it("is refused during a pause", async () => {
      const { registry, id, until } = await networkHelpers.loadFixture(pausedFixture);

      await expect(registry.update(id, 1, NEXT_HASH, NEXT_URI))
        .to.be.revertedWithCustomError(registry, "ExpiringPausePaused")
        .withArgs(until);
    });
  });

  describe("setConsent", () => {
    it("replaces the mask as a whole", async () => {
      const { registry, owner, id, contributedAt } = await networkHelpers.loadFixture(contributedFixture);

      await expect(registry.setConsent(id, 0b1000))
        .to.emit(registry, "ConsentChanged")
        .withArgs(id, owner.address, 0b101, 0b1000);

      const now = BigInt(await time.latest());
      expect(await registry.contributionOf(id)).to.deep.equal([
        owner.address,
        1n,
        8n,
        ACTIVE,
        HASH,
        contributedAt,
        now,
      ]);
    });

    it("may state the same mask again", async () => {
      const { registry, owner, id } = await networkHelpers.loadFixture(contributedFixture);

      await expect(registry.setConsent(id, 0b101))
        .to.emit(registry, "ConsentChanged")
        .withArgs(id, owner.address, 0b101, 0b101);
    });

    it("cancels the signatures not delivered yet", async () => {
      const { registry, owner, id } = await networkHelpers.loadFixture(contributedFixture);

      await expect(registry.setConsent(id, 0))
        .to.emit(registry, "NonceAdvanced")
        .withArgs(owner.address, 1n << 64n);

      expect(await registry.nonces(owner.address)).to.equal(1n << 64n);
    });

    it("works during a pause", async () => {
      const { registry, id } = await networkHelpers.loadFixture(pausedFixture);

      await registry.setConsent(id, 0);

      expect((await registry.contributionOf(id)).consentMask).to.equal(0n);
    });
  });

  describe("remove", () => {
    it("leaves a tombstone without hash and consent", async () => {
      const { registry, owner, id, contributedAt } = await networkHelpers.loadFixture(contributedFixture);

      await expect(registry.remove(id)).to.emit(registry, "ContributionRemoved").withArgs(id, owner.address, 1);

      const now = BigInt(await time.latest());
      expect(await registry.contributionOf(id)).to.deep.equal([
        owner.address,
        1n,
        0n,
        REMOVED,
        ethers.ZeroHash,
        contributedAt,
        now,
      ]);
    });

    it("works during a pause", async () => {
      const { registry, id } = await networkHelpers.loadFixture(pausedFixture);

      await registry.remove(id);

      expect((await registry.contributionOf(id)).status).to.equal(REMOVED);
    });

    it("is final: nothing changes a removed contribution", async () => {
      const { registry, id } = await networkHelpers.loadFixture(removedFixture);

      const attempts = [
        () => registry.update(id, 1, NEXT_HASH, NEXT_URI),
        () => registry.setConsent(id, MAX_MASK),
        () => registry.remove(id),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).to.be.revertedWithCustomError(registry, "DataRegistryNotActive").withArgs(id, REMOVED);
      }
    });

    it("T44: gives the same data, registered again, a new id and leaves the old one removed", async () => {
      const { registry, owner, id } = await networkHelpers.loadFixture(removedFixture);

      await registry.contribute(HASH, 0b101, URI);

      const newId = await registry.contributionIdOf(owner.address, 1);
      expect(newId).not.to.equal(id);
      expect(await registry.hasConsent(newId, 0b101)).to.equal(true);
      expect(await registry.hasConsent(id, 0b101)).to.equal(false);
      expect(await registry.contributionCount(owner.address)).to.equal(2n);
    });

    it("touches no other contribution of the owner", async () => {
      const { registry, owner, id } = await networkHelpers.loadFixture(contributedFixture);
      await registry.contribute(NEXT_HASH, 0b1, NEXT_URI);
      const otherId = await registry.contributionIdOf(owner.address, 1);
      const before = await registry.contributionOf(otherId);

      await registry.remove(id);

      expect(await registry.contributionOf(otherId)).to.deep.equal(before);
    });
  });

  describe("when the caller is not the owner", () => {
    it("refuses every change, the admin's and the guardian's included", async () => {
      const { registry, owner, admin, guardian, stranger, id } = await networkHelpers.loadFixture(contributedFixture);

      for (const caller of [admin, guardian, stranger]) {
        const asCaller = registry.connect(caller);
        const attempts = [
          () => asCaller.update(id, 1, NEXT_HASH, NEXT_URI),
          () => asCaller.setConsent(id, MAX_MASK),
          () => asCaller.remove(id),
        ];
        for (const attempt of attempts) {
          await expect(attempt())
            .to.be.revertedWithCustomError(registry, "DataRegistryNotOwner")
            .withArgs(caller.address, owner.address);
        }
      }
    });
  });

  describe("when the id was never registered", () => {
    it("refuses every change", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);

      const attempts = [
        () => registry.update(UNKNOWN_ID, 0, HASH, URI),
        () => registry.setConsent(UNKNOWN_ID, 1),
        () => registry.remove(UNKNOWN_ID),
      ];
      for (const attempt of attempts) {
        await expect(attempt())
          .to.be.revertedWithCustomError(registry, "DataRegistryNotActive")
          .withArgs(UNKNOWN_ID, 0);
      }
    });

    it("reads as all zero", async () => {
      const { registry } = await networkHelpers.loadFixture(fixture);

      expect(await registry.contributionOf(UNKNOWN_ID)).to.deep.equal([
        ethers.ZeroAddress,
        0n,
        0n,
        0n,
        ethers.ZeroHash,
        0n,
        0n,
      ]);
    });
  });

  describe("hasConsent", () => {
    it("T47: holds for purposes within the mask only", async () => {
      const { registry, id } = await networkHelpers.loadFixture(contributedFixture);

      for (const within of [0b001, 0b100, 0b101]) expect(await registry.hasConsent(id, within)).to.equal(true);
      for (const beyond of [0b010, 0b011, 0b111, MAX_MASK]) {
        expect(await registry.hasConsent(id, beyond)).to.equal(false);
      }
    });

    it("is false when no purpose is asked for", async () => {
      const { registry, id } = await networkHelpers.loadFixture(contributedFixture);

      expect(await registry.hasConsent(id, 0)).to.equal(false);
    });

    it("follows setConsent at once", async () => {
      const { registry, id } = await networkHelpers.loadFixture(contributedFixture);

      await registry.setConsent(id, 0b010);

      expect(await registry.hasConsent(id, 0b001)).to.equal(false);
      expect(await registry.hasConsent(id, 0b010)).to.equal(true);
    });

    it("T43: is false from the moment of removal, and for an unknown id", async () => {
      const { registry, id } = await networkHelpers.loadFixture(removedFixture);

      expect(await registry.hasConsent(id, 0b001)).to.equal(false);
      expect(await registry.hasConsent(UNKNOWN_ID, 0b001)).to.equal(false);
    });

    it("T43: is false for a removed contribution whatever its mask says: it hangs on two facts, not on one", async () => {
      const { registry, id } = await networkHelpers.loadFixture(contributedFixture);
      const address = await registry.getAddress();
      const slot = await firstSlotOf(address, id);
      await registry.remove(id);
      const removed = BigInt(await ethers.provider.getStorage(address, slot));
      await networkHelpers.setStorageAt(address, slot, removed | (0b101n << 192n));

      const { status, consentMask } = await registry.contributionOf(id);
      expect({ status, consentMask }).to.deep.equal({ status: REMOVED, consentMask: 0b101n });
      expect(await registry.hasConsent(id, 0b001)).to.equal(false);
    });
  });

  describe("pause and unpause", () => {
    it("belong to the guardian and to the admin", async () => {
      const { registry, admin, guardian, owner } = await networkHelpers.loadFixture(fixture);

      await expect(registry.connect(owner).pause())
        .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
        .withArgs(owner.address);
      await registry.connect(guardian).pause();
      expect(await registry.paused()).to.equal(true);
      await expect(registry.connect(guardian).unpause())
        .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
        .withArgs(guardian.address);
      await registry.connect(admin).unpause();
      expect(await registry.paused()).to.equal(false);
    });
  });
});
