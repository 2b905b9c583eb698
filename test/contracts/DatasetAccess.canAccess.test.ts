import { expect } from "chai";
import { id, MaxUint256, ZeroHash } from "ethers";
import { network } from "hardhat";
import { accessStates, contribute, COOLING_OFF, DURATION, GRANTEE_KEY, termsOf } from "./dataset-access-fixture.ts";
import { DAY } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;
const { time } = networkHelpers;
const { grantedFixture, usableFixture } = accessStates(connection);

const MAX_MASK = 0xffff_ffffn;

describe("DatasetAccess: canAccess", () => {
  it("T47: reaches exactly the contributions whose owners allow the purpose", async () => {
    const { access, contributionId, otherId } = await networkHelpers.loadFixture(usableFixture);

    expect(await access.isUsable(1n)).to.equal(true);
    expect(await access.canAccess(1n, contributionId)).to.equal(true);
    expect(await access.canAccess(1n, otherId)).to.equal(false);
  });

  it("T47: asks for the one bit of its purpose, whatever else the mask holds", async () => {
    const system = await networkHelpers.loadFixture(usableFixture);
    const { access, tools, grantee, alice } = system;
    const purposes = 0x7fn;
    const wide = ["Everything 1.0", "https://tools.example/everything/", id("source"), purposes] as const;
    await tools.approveTool(...wide);
    const toolId = await tools.toolIdOf(...wide);
    for (let purpose = 0n; purpose < 7n; purpose++) {
      await access.createGrant(termsOf(grantee, toolId, { purpose, price: 0n }), GRANTEE_KEY);
    }
    await time.increase(COOLING_OFF);

    for (const mask of [0n, 1n, 0b100n, 0b101_0010n, MAX_MASK]) {
      const contributionId = await contribute(system, alice, mask);
      const reached = await Promise.all(
        Array.from({ length: 7 }, (_, purpose) => access.canAccess(BigInt(purpose) + 2n, contributionId)),
      );
      expect(reached).to.deep.equal(Array.from({ length: 7 }, (_, bit) => ((mask >> BigInt(bit)) & 1n) === 1n));
    }
  });

  it("ACC2: follows the owner's mask at once, in both directions", async () => {
    const { access, data, alice, contributionId } = await networkHelpers.loadFixture(usableFixture);

    await data.connect(alice).setConsent(contributionId, 0b100n);
    expect(await access.canAccess(1n, contributionId)).to.equal(false);
    await data.connect(alice).setConsent(contributionId, 0b001n);
    expect(await access.canAccess(1n, contributionId)).to.equal(true);
  });

  it("reaches a contribution that was registered after the grant, and the next version of one", async () => {
    const system = await networkHelpers.loadFixture(usableFixture);
    const { access, data, alice, bob, contributionId } = system;

    await data.connect(alice).update(contributionId, 1, id("version 2"), "sha256:01");
    const later = await contribute(system, bob, 0b001n);

    expect(await access.canAccess(1n, contributionId)).to.equal(true);
    expect(await access.canAccess(1n, later)).to.equal(true);
  });

  it("T43: is false from the removal of a contribution on, for every grant there is and will be", async () => {
    const { access, data, alice, grantee, toolId, contributionId } = await networkHelpers.loadFixture(usableFixture);
    await data.connect(alice).remove(contributionId);
    expect(await access.canAccess(1n, contributionId)).to.equal(false);

    await access.createGrant(termsOf(grantee, toolId, { price: 0n }), GRANTEE_KEY);
    await time.increase(COOLING_OFF);

    expect(await access.isUsable(2n)).to.equal(true);
    expect(await access.canAccess(2n, contributionId)).to.equal(false);
  });

  it("T44: the same archive, contributed again, is reached by its own consent and revives nothing", async () => {
    const { access, data, alice, contributionId } = await networkHelpers.loadFixture(usableFixture);
    const { ciphertextHash } = await data.contributionOf(contributionId);
    await data.connect(alice).remove(contributionId);
    await data.connect(alice).contribute(ciphertextHash, 0b100n, "sha256:00");
    const again = await data.contributionIdOf(alice, 2n);

    expect(await access.canAccess(1n, contributionId)).to.equal(false);
    expect(await access.canAccess(1n, again)).to.equal(false);
    await data.connect(alice).setConsent(again, 0b001n);
    expect(await access.canAccess(1n, again)).to.equal(true);
    expect(await access.canAccess(1n, contributionId)).to.equal(false);
  });

  it("T43: begins in the second in which the cooling-off period ends, not before", async () => {
    const { access, grantee, contributionId, startsAt } = await networkHelpers.loadFixture(grantedFixture);
    await access.connect(grantee).fund(1n);

    await time.increaseTo(startsAt - 1n);
    expect(await access.canAccess(1n, contributionId)).to.equal(false);
    await time.increaseTo(startsAt);
    expect(await access.canAccess(1n, contributionId)).to.equal(true);
  });

  it("T43: ends with the second before its expiry", async () => {
    const { access, contributionId, expiresAt } = await networkHelpers.loadFixture(usableFixture);

    await time.increaseTo(expiresAt - 1n);
    expect(await access.canAccess(1n, contributionId)).to.equal(true);
    await time.increaseTo(expiresAt);
    expect(await access.canAccess(1n, contributionId)).to.equal(false);
    await time.increase(DURATION);
    expect(await access.isUsable(1n)).to.equal(false);
  });

  it("T43: is false from the revocation on", async () => {
    const { access, asGuardian, contributionId } = await networkHelpers.loadFixture(usableFixture);

    await asGuardian.revoke(1n);

    expect(await access.canAccess(1n, contributionId)).to.equal(false);
  });

  it("is false until the price is paid, however long that takes", async () => {
    const { access, grantee, contributionId, startsAt } = await networkHelpers.loadFixture(grantedFixture);
    await time.increaseTo(startsAt + DAY);
    expect(await access.canAccess(1n, contributionId)).to.equal(false);

    await access.connect(grantee).fund(1n);

    expect(await access.canAccess(1n, contributionId)).to.equal(true);
  });

  it("needs no payment for a grant without a price", async () => {
    const { access, grantee, toolId, contributionId } = await networkHelpers.loadFixture(grantedFixture);
    await access.createGrant(termsOf(grantee, toolId, { price: 0n }), GRANTEE_KEY);
    await time.increase(COOLING_OFF);

    expect(await access.canAccess(2n, contributionId)).to.equal(true);
    expect(await access.canAccess(1n, contributionId)).to.equal(false);
  });

  it("is false while a pause is in force, and true again when it ends by itself or by a vote", async () => {
    const { access, asGuardian, contributionId } = await networkHelpers.loadFixture(usableFixture);
    await asGuardian.pause();
    expect(await access.canAccess(1n, contributionId)).to.equal(false);
    await time.increaseTo((await access.pausedUntil()) - 1n);
    expect(await access.canAccess(1n, contributionId)).to.equal(false);
    await time.increase(1n);
    expect(await access.canAccess(1n, contributionId)).to.equal(true);

    await time.increase(7n * DAY);
    await asGuardian.pause();
    await access.unpause();
    expect(await access.canAccess(1n, contributionId)).to.equal(true);
  });

  it("hangs on its own pause, not on that of the data registry", async () => {
    const { access, data, guardian, contributionId } = await networkHelpers.loadFixture(usableFixture);

    await data.connect(guardian).pause();

    expect(await access.canAccess(1n, contributionId)).to.equal(true);
  });

  it("is false from the withdrawal of the tool on, for every grant that names it", async () => {
    const { access, tools, grantee, toolId, contributionId } = await networkHelpers.loadFixture(usableFixture);
    const next = ["Journal 2.0", "https://tools.example/journal/2.0/", id("source 2"), 0b1n] as const;
    await tools.approveTool(...next);
    const terms = termsOf(grantee, await tools.toolIdOf(...next), { price: 0n });
    await access.createGrant(terms, GRANTEE_KEY);
    await time.increase(COOLING_OFF);

    await tools.withdrawTool(toolId);

    expect(await access.canAccess(1n, contributionId)).to.equal(false);
    expect(await access.canAccess(2n, contributionId)).to.equal(true);
  });

  it("is false, and never an error, for grants and contributions that do not exist", async () => {
    const { access, contributionId } = await networkHelpers.loadFixture(usableFixture);

    for (const grantId of [0n, 2n, MaxUint256]) {
      expect(await access.canAccess(grantId, contributionId)).to.equal(false);
      expect(await access.isUsable(grantId)).to.equal(false);
    }
    for (const unknown of [ZeroHash, id("unknown")]) expect(await access.canAccess(1n, unknown)).to.equal(false);
  });

  it("T47: no vote widens it: a purpose that is defined and granted later reaches nobody who did not allow it", async () => {
    const { access, tools, grantee, contributionId } = await networkHelpers.loadFixture(usableFixture);
    await tools.definePurpose(7, "Teaching", "https://purposes.example/7/");
    const teaching = ["Lessons 1.0", "https://tools.example/lessons/", id("lessons"), 1n << 7n] as const;
    await tools.approveTool(...teaching);
    const toolId = await tools.toolIdOf(...teaching);

    await access.createGrant(termsOf(grantee, toolId, { purpose: 7n, price: 0n }), GRANTEE_KEY);
    await time.increase(COOLING_OFF);

    expect(await access.isUsable(2n)).to.equal(true);
    expect(await access.canAccess(2n, contributionId)).to.equal(false);
  });
});
