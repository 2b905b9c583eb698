import { expect } from "chai";
import { id, keccak256, toBeHex, toUtf8Bytes, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  accessStates,
  ANONYMITY_FLOOR,
  COOLING_OFF,
  deployAccess,
  DURATION,
  GRANTEE_KEY,
  PRICE_WEI,
  PURPOSE,
  termsOf,
  TOOL,
  toolArguments,
} from "./dataset-access-fixture.ts";
import { DAY, ROLES } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;
const { toolFixture, grantedFixture, usableFixture } = accessStates(connection);

const UNKNOWN_GRANTS = [0n, 2n, 2n ** 256n - 1n];
const PAUSE = 3n * DAY;

const now = async () => BigInt(await time.latest());

async function bareFixture() {
  return deployAccess(connection, 0);
}

describe("DatasetAccess", () => {
  describe("constructor", () => {
    it("fixes what the contract is connected to", async () => {
      const { access, authority, token, data, tools, registry, reserve } =
        await networkHelpers.loadFixture(bareFixture);

      expect(await access.authority()).to.equal(await authority.getAddress());
      expect(await access.TOKEN()).to.equal(await token.getAddress());
      expect(await access.REGISTRY()).to.equal(await data.getAddress());
      expect(await access.TOOLS()).to.equal(await tools.getAddress());
      expect(await access.VALIDATORS()).to.equal(await registry.getAddress());
      expect(await access.RESERVE()).to.equal(await reserve.getAddress());
      expect(await access.grantCount()).to.equal(0n);
    });

    it("refuses a zero address in every place", async () => {
      const { access, authority, connections } = await networkHelpers.loadFixture(bareFixture);
      const nothing = [ZeroAddress, connections, COOLING_OFF, ANONYMITY_FLOOR] as const;
      const gaps = Object.keys(connections).map((key) => ({ ...connections, [key]: ZeroAddress }));
      const attempts = [nothing, ...gaps.map((gap) => [authority, gap, COOLING_OFF, ANONYMITY_FLOOR] as const)];

      for (const args of attempts) {
        await expect(ethers.deployContract("DatasetAccess", [...args])).to.be.revertedWithCustomError(
          access,
          "DatasetAccessZeroAddress",
        );
      }
      expect(attempts.length).to.equal(6);
    });

    it("ACC7: takes its two parameters as the lowest for ever", async () => {
      const { access } = await networkHelpers.loadFixture(bareFixture);

      expect(await access.coolingOff()).to.equal(COOLING_OFF);
      expect(await access.MIN_COOLING_OFF()).to.equal(COOLING_OFF);
      expect(await access.anonymityFloor()).to.equal(5n);
      expect(await access.MIN_ANONYMITY_FLOOR()).to.equal(5n);
      await expect(access.deploymentTransaction()).to.emit(access, "CoolingOffChanged").withArgs(0n, COOLING_OFF);
      await expect(access.deploymentTransaction()).to.emit(access, "AnonymityFloorChanged").withArgs(0n, 5n);
    });

    it("takes a cooling-off period of a minute to 30 days", async () => {
      const { access, authority, connections } = await networkHelpers.loadFixture(bareFixture);
      const deploy = (coolingOff: bigint) =>
        ethers.deployContract("DatasetAccess", [authority, connections, coolingOff, ANONYMITY_FLOOR]);

      for (const allowed of [60n, 30n * DAY]) expect(await (await deploy(allowed)).coolingOff()).to.equal(allowed);
      for (const refused of [0n, 59n, 30n * DAY + 1n]) {
        await expect(deploy(refused))
          .to.be.revertedWithCustomError(access, "DatasetAccessCoolingOffOutOfBounds")
          .withArgs(refused, 60n, 30n * DAY);
      }
    });

    it("takes an anonymity floor of two to a million", async () => {
      const { access, authority, connections } = await networkHelpers.loadFixture(bareFixture);
      const deploy = (floor: bigint) =>
        ethers.deployContract("DatasetAccess", [authority, connections, COOLING_OFF, floor]);

      for (const allowed of [2n, 1_000_000n]) expect(await (await deploy(allowed)).anonymityFloor()).to.equal(allowed);
      for (const refused of [0n, 1n, 1_000_001n]) {
        await expect(deploy(refused))
          .to.be.revertedWithCustomError(access, "DatasetAccessAnonymityFloorOutOfBounds")
          .withArgs(refused, 2n, 1_000_000n);
      }
    });

    it("states its bounds", async () => {
      const { access } = await networkHelpers.loadFixture(bareFixture);

      expect(await access.MAX_COOLING_OFF()).to.equal(30n * DAY);
      expect(await access.MAX_ANONYMITY_FLOOR()).to.equal(1_000_000n);
      expect(await access.MIN_DURATION()).to.equal(60n);
      expect(await access.MAX_DURATION()).to.equal(180n * DAY);
      expect(await access.MAX_KEY_LENGTH()).to.equal(2_048n);
      expect(await access.MAX_BATCH()).to.equal(200n);
    });
  });

  describe("createGrant", () => {
    it("keeps what was decided, to begin after the cooling-off period", async () => {
      const { access, grantee, toolId } = await networkHelpers.loadFixture(toolFixture);
      const creation = access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY);
      await creation;
      const startsAt = (await now()) + COOLING_OFF;
      const grant = [
        startsAt,
        startsAt + DURATION,
        0n,
        0n,
        PURPOSE.Research,
        grantee.address,
        PRICE_WEI,
        toolId,
        id("the conditions"),
        keccak256(toUtf8Bytes(GRANTEE_KEY)),
      ];

      await expect(creation).to.emit(access, "GrantCreated").withArgs(1n, grantee.address, toolId, grant, GRANTEE_KEY);
      expect(await access.grantOf(1n)).to.deep.equal(grant);
      expect(await access.grantCount()).to.equal(1n);
    });

    it("returns the number of the grant, counted from 1", async () => {
      const { access, grantee, toolId } = await networkHelpers.loadFixture(grantedFixture);

      expect(await access.createGrant.staticCall(termsOf(grantee, toolId), GRANTEE_KEY)).to.equal(2n);
    });

    it("counts a grant without a price as paid", async () => {
      const { access, grantee, toolId } = await networkHelpers.loadFixture(toolFixture);

      await access.createGrant(termsOf(grantee, toolId, { price: 0n }), GRANTEE_KEY);

      expect((await access.grantOf(1n)).fundedAt).to.equal(await now());
    });

    it("ACC3: counts the cooling-off period from the creation, however late a decision is carried out", async () => {
      const { access, grantee, toolId } = await networkHelpers.loadFixture(toolFixture);
      await time.increase(13n * DAY);

      await access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY);

      expect((await access.grantOf(1n)).startsAt).to.equal((await now()) + COOLING_OFF);
    });

    it("keeps a grant in five storage slots, all that changes and all times in the first", async () => {
      const { access, grantee, toolId, startsAt, expiresAt } = await networkHelpers.loadFixture(usableFixture);
      const { fundedAt } = await access.grantOf(1n);
      await access.setAnonymityFloor(6n);
      const address = await access.getAddress();
      const bases = Array.from({ length: 8 }, (_, position) =>
        BigInt(keccak256(ethers.concat([toBeHex(1n, 32), toBeHex(position, 32)]))),
      );
      const read = (slot: bigint) => ethers.provider.getStorage(address, slot);
      const thirds = await Promise.all(bases.map((base) => read(base + 2n)));
      const base = bases[thirds.indexOf(toolId)]!;

      expect(await read(base)).to.equal(
        toBeHex((PURPOSE.Research << 192n) | (fundedAt << 96n) | (expiresAt << 48n) | startsAt, 32),
      );
      expect(await read(base + 1n)).to.equal(toBeHex((PRICE_WEI << 160n) | BigInt(grantee.address), 32));
      expect(await read(base + 5n)).to.equal(ZeroHash);
    });

    it("takes a duration of a minute to 180 days", async () => {
      const { access, grantee, toolId } = await networkHelpers.loadFixture(toolFixture);
      for (const duration of [60n, 180n * DAY]) {
        await access.createGrant(termsOf(grantee, toolId, { duration }), GRANTEE_KEY);
      }

      for (const duration of [0n, 59n, 180n * DAY + 1n]) {
        await expect(access.createGrant(termsOf(grantee, toolId, { duration }), GRANTEE_KEY))
          .to.be.revertedWithCustomError(access, "DatasetAccessDurationOutOfBounds")
          .withArgs(duration, 60n, 180n * DAY);
      }
      expect(await access.grantCount()).to.equal(2n);
    });

    it("takes an age recipient of at most 2,048 bytes", async () => {
      const { access, grantee, toolId } = await networkHelpers.loadFixture(toolFixture);
      const terms = termsOf(grantee, toolId);
      await access.createGrant(terms, `age1${"q".repeat(2_044)}`);

      for (const length of [0, 2_049]) {
        await expect(access.createGrant(terms, "a".repeat(length)))
          .to.be.revertedWithCustomError(access, "DatasetAccessInvalidKeyLength")
          .withArgs(length, 2_048n);
      }
    });

    it("refuses what is no age recipient: a secret key must not be published by a vote", async () => {
      const { access, grantee, toolId } = await networkHelpers.loadFixture(toolFixture);

      for (const [text, prefix] of [
        ["AGE-SECRET-KEY-1", "0x4147452d"],
        ["ssh-ed25519 AAAA", "0x7373682d"],
        ["age", "0x61676500"],
      ] as const) {
        await expect(access.createGrant(termsOf(grantee, toolId), text))
          .to.be.revertedWithCustomError(access, "DatasetAccessNotAnAgeRecipient")
          .withArgs(prefix);
      }
    });

    it("refuses a grant for nobody and one without conditions", async () => {
      const { access, grantee, toolId } = await networkHelpers.loadFixture(toolFixture);

      await expect(
        access.createGrant(termsOf(grantee, toolId, { grantee: ZeroAddress }), GRANTEE_KEY),
      ).to.be.revertedWithCustomError(access, "DatasetAccessZeroAddress");
      await expect(
        access.createGrant(termsOf(grantee, toolId, { policyHash: ZeroHash }), GRANTEE_KEY),
      ).to.be.revertedWithCustomError(access, "DatasetAccessZeroPolicyHash");
    });

    it("refuses a tool that is unknown, withdrawn or not for the purpose", async () => {
      const { access, tools, grantee, toolId } = await networkHelpers.loadFixture(toolFixture);
      const refused = async (changes: object, tool: string, purpose: bigint) => {
        await expect(access.createGrant(termsOf(grantee, toolId, changes), GRANTEE_KEY))
          .to.be.revertedWithCustomError(access, "DatasetAccessToolNotAllowed")
          .withArgs(tool, purpose);
      };

      await refused({ toolId: id("unknown") }, id("unknown"), 0n);
      for (const purpose of [1n, 32n, 34n, 255n]) await refused({ purpose }, toolId, purpose);
      await tools.withdrawTool(toolId);
      await refused({}, toolId, 0n);
    });

    it("is refused during a pause, and works again after 72 hours", async () => {
      const { access, asGuardian, grantee, toolId } = await networkHelpers.loadFixture(toolFixture);
      await asGuardian.pause();
      const until = await access.pausedUntil();

      await expect(access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY))
        .to.be.revertedWithCustomError(access, "ExpiringPausePaused")
        .withArgs(until);
      await time.setNextBlockTimestamp(until);
      await access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY);
      expect(await access.grantCount()).to.equal(1n);
    });

    it("ACC1: is the last word: no setting, pause or time changes a grant", async () => {
      const { access, asGuardian, expiresAt } = await networkHelpers.loadFixture(usableFixture);
      const before = await access.grantOf(1n);
      await access.setCoolingOff(30n * DAY);
      await access.setAnonymityFloor(50n);
      await asGuardian.pause();
      await access.unpause();
      await time.increaseTo(expiresAt);

      expect(await access.grantOf(1n)).to.deep.equal(before);
    });

    it("ACC1: belongs to the authority's ADMIN alone, not to the guardian, a validator or the grantee", async () => {
      const { access, guardian, grantee, validators, toolId } = await networkHelpers.loadFixture(toolFixture);

      for (const caller of [guardian, grantee, validators[0]!]) {
        await expect(access.connect(caller).createGrant(termsOf(grantee, toolId), GRANTEE_KEY))
          .to.be.revertedWithCustomError(access, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });
  });

  describe("revoke", () => {
    it("ends a grant for ever, and changes nothing else of it", async () => {
      const { access, asGuardian, guardian } = await networkHelpers.loadFixture(usableFixture);
      const before = [...(await access.grantOf(1n))];

      await expect(asGuardian.revoke(1n)).to.emit(access, "GrantRevoked").withArgs(1n, guardian.address);

      expect(await access.grantOf(1n)).to.deep.equal(before.with(3, await now()));
      expect(await access.isUsable(1n)).to.equal(false);
    });

    it("ACC4: happens once at most", async () => {
      const { access, asGuardian } = await networkHelpers.loadFixture(usableFixture);
      await asGuardian.revoke(1n);

      await expect(asGuardian.revoke(1n))
        .to.be.revertedWithCustomError(access, "DatasetAccessGrantIsRevoked")
        .withArgs(1n);
    });

    it("ACC4: is stopped by no pause", async () => {
      const { access, asGuardian } = await networkHelpers.loadFixture(usableFixture);
      await asGuardian.pause();

      await asGuardian.revoke(1n);

      await time.increase(PAUSE);
      expect(await access.paused()).to.equal(false);
      expect(await access.isUsable(1n)).to.equal(false);
    });

    it("ends a grant before it began, and one that is not paid", async () => {
      const { access, asGuardian, grantee } = await networkHelpers.loadFixture(grantedFixture);
      await asGuardian.revoke(1n);

      await expect(access.connect(grantee).fund(1n))
        .to.be.revertedWithCustomError(access, "DatasetAccessGrantIsRevoked")
        .withArgs(1n);
    });

    it("refuses a grant that was never created", async () => {
      const { access, asGuardian } = await networkHelpers.loadFixture(grantedFixture);

      for (const unknown of UNKNOWN_GRANTS) {
        await expect(asGuardian.revoke(unknown))
          .to.be.revertedWithCustomError(access, "DatasetAccessUnknownGrant")
          .withArgs(unknown, 1n);
      }
    });

    it("touches no other grant", async () => {
      const { access, asGuardian, grantee, toolId } = await networkHelpers.loadFixture(usableFixture);
      await access.createGrant(termsOf(grantee, toolId, { price: 0n }), GRANTEE_KEY);
      await time.increase(COOLING_OFF);

      await asGuardian.revoke(1n);

      expect(await access.isUsable(2n)).to.equal(true);
    });

    it("belongs to the guardian; a vote gives itself the role for one proposal", async () => {
      const { access, authority, admin, grantee } = await networkHelpers.loadFixture(usableFixture);
      for (const caller of [admin, grantee]) {
        await expect(access.connect(caller).revoke(1n))
          .to.be.revertedWithCustomError(access, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }

      await authority.grantRole(ROLES.GUARDIAN, admin, 0n);
      await access.revoke(1n);
      await authority.revokeRole(ROLES.GUARDIAN, admin);

      expect((await access.grantOf(1n)).revokedAt).to.equal((await now()) - 1n);
    });
  });

  describe("setCoolingOff", () => {
    it("applies to later grants and to no earlier one", async () => {
      const { access, grantee, toolId, startsAt } = await networkHelpers.loadFixture(grantedFixture);

      await expect(access.setCoolingOff(30n * DAY))
        .to.emit(access, "CoolingOffChanged")
        .withArgs(COOLING_OFF, 30n * DAY);
      await access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY);

      expect((await access.grantOf(1n)).startsAt).to.equal(startsAt);
      expect((await access.grantOf(2n)).startsAt).to.equal((await now()) + 30n * DAY);
    });

    it("ACC7: never goes below the period at deployment, however long it was meanwhile", async () => {
      const { access } = await networkHelpers.loadFixture(grantedFixture);
      await access.setCoolingOff(20n * DAY);

      for (const refused of [0n, COOLING_OFF - 1n, 30n * DAY + 1n]) {
        await expect(access.setCoolingOff(refused))
          .to.be.revertedWithCustomError(access, "DatasetAccessCoolingOffOutOfBounds")
          .withArgs(refused, COOLING_OFF, 30n * DAY);
      }
      await access.setCoolingOff(COOLING_OFF);
      expect(await access.coolingOff()).to.equal(COOLING_OFF);
    });

    it("belongs to the authority's ADMIN", async () => {
      const { access, asGuardian, guardian } = await networkHelpers.loadFixture(grantedFixture);

      await expect(asGuardian.setCoolingOff(20n * DAY))
        .to.be.revertedWithCustomError(access, "AccessManagedUnauthorized")
        .withArgs(guardian.address);
    });
  });

  describe("setAnonymityFloor", () => {
    it("replaces the floor", async () => {
      const { access } = await networkHelpers.loadFixture(grantedFixture);

      await expect(access.setAnonymityFloor(1_000_000n))
        .to.emit(access, "AnonymityFloorChanged")
        .withArgs(5n, 1_000_000n);

      expect(await access.anonymityFloor()).to.equal(1_000_000n);
    });

    it("ACC7: never goes below the floor at deployment, however high it was meanwhile", async () => {
      const { access } = await networkHelpers.loadFixture(grantedFixture);
      await access.setAnonymityFloor(50n);

      for (const refused of [0n, 4n, 1_000_001n]) {
        await expect(access.setAnonymityFloor(refused))
          .to.be.revertedWithCustomError(access, "DatasetAccessAnonymityFloorOutOfBounds")
          .withArgs(refused, 5n, 1_000_000n);
      }
      await access.setAnonymityFloor(5n);
      expect(await access.anonymityFloor()).to.equal(5n);
    });

    it("belongs to the authority's ADMIN", async () => {
      const { access, asGuardian, guardian } = await networkHelpers.loadFixture(grantedFixture);

      await expect(asGuardian.setAnonymityFloor(50n))
        .to.be.revertedWithCustomError(access, "AccessManagedUnauthorized")
        .withArgs(guardian.address);
    });
  });

  describe("grantOf", () => {
    it("refuses a grant that was never created", async () => {
      const { access } = await networkHelpers.loadFixture(grantedFixture);

      for (const unknown of UNKNOWN_GRANTS) {
        await expect(access.grantOf(unknown))
          .to.be.revertedWithCustomError(access, "DatasetAccessUnknownGrant")
          .withArgs(unknown, 1n);
      }
    });

    it("names the tool by the id of its registry", async () => {
      const { access, tools } = await networkHelpers.loadFixture(grantedFixture);

      expect((await access.grantOf(1n)).toolId).to.equal(await tools.toolIdOf(...toolArguments(TOOL)));
    });
  });
});
