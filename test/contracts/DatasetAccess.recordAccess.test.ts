import { expect } from "chai";
import { id, ZeroHash, type ContractTransactionResponse } from "ethers";
import { network } from "hardhat";
import { accessStates, contribute, COOLING_OFF, GRANTEE_KEY, termsOf } from "./dataset-access-fixture.ts";

const connection = await network.create<"l1">();
const { networkHelpers } = connection;
const { time } = networkHelpers;
const { grantedFixture, usableFixture } = accessStates(connection);

/** Grant 1 is usable, for one contribution; the first validator writes the receipts. */
async function recordingFixture() {
  const system = await usableFixture();
  const [validator] = system.validators;
  return { ...system, validator: validator!, asValidator: system.access.connect(validator) };
}

type System = Awaited<ReturnType<typeof recordingFixture>>;

/** What a call said, in order: the event, and the contribution and version it names. */
async function saidBy({ access }: System, transaction: ContractTransactionResponse) {
  const receipt = await transaction.wait();
  return receipt!.logs.map((log) => {
    const { name, args } = access.interface.parseLog(log)!;
    return [name, args.contributionId as string, args.version as bigint];
  });
}

describe("DatasetAccess: recordAccess", () => {
  it("writes a receipt that names grant, contribution, validator and version", async () => {
    const { access, asValidator, validator, contributionId } = await networkHelpers.loadFixture(recordingFixture);

    await expect(asValidator.recordAccess(1n, [{ contributionId, version: 1 }]))
      .to.emit(access, "AccessRecorded")
      .withArgs(1n, contributionId, validator.address, 1n);
  });

  it("ACC6: skips what the owner does not allow, with the rest of the batch intact and in order", async () => {
    const system = await networkHelpers.loadFixture(recordingFixture);
    const { asValidator, bob, contributionId, otherId } = system;
    const third = await contribute(system, bob, 0b011n);
    const batch = [otherId, contributionId, id("unknown"), third, ZeroHash].map((contributionId) => ({
      contributionId,
      version: 1,
    }));

    const said = await saidBy(system, await asValidator.recordAccess(1n, batch));

    expect(said).to.deep.equal([
      ["AccessSkipped", otherId, 1n],
      ["AccessRecorded", contributionId, 1n],
      ["AccessSkipped", id("unknown"), 1n],
      ["AccessRecorded", third, 1n],
      ["AccessSkipped", ZeroHash, 1n],
    ]);
  });

  it("T48: skips a contribution that was removed, in the very next call", async () => {
    const { access, data, alice, asValidator, validator, contributionId } =
      await networkHelpers.loadFixture(recordingFixture);
    await data.connect(alice).remove(contributionId);

    const recording = asValidator.recordAccess(1n, [{ contributionId, version: 1 }]);

    await expect(recording).to.emit(access, "AccessSkipped").withArgs(1n, contributionId, validator.address, 1n);
    await expect(recording).not.to.emit(access, "AccessRecorded");
  });

  it("ACC6: knows the current version only: a key of an earlier one is not handed out any more", async () => {
    const system = await networkHelpers.loadFixture(recordingFixture);
    const { data, alice, asValidator, contributionId } = system;
    await data.connect(alice).update(contributionId, 1, id("version 2"), "sha256:01");
    const versions = [0, 1, 2, 3].map((version) => ({ contributionId, version }));

    const said = await saidBy(system, await asValidator.recordAccess(1n, versions));

    expect(said.map(([name]) => name)).to.deep.equal([
      "AccessSkipped",
      "AccessSkipped",
      "AccessRecorded",
      "AccessSkipped",
    ]);
  });

  it("writes a second receipt for a second time, also within a batch", async () => {
    const system = await networkHelpers.loadFixture(recordingFixture);
    const { asValidator, contributionId } = system;
    const entry = { contributionId, version: 1 };
    await asValidator.recordAccess(1n, [entry]);

    expect(await saidBy(system, await asValidator.recordAccess(1n, [entry, entry]))).to.deep.equal([
      ["AccessRecorded", contributionId, 1n],
      ["AccessRecorded", contributionId, 1n],
    ]);
  });

  it("changes no state", async () => {
    const { access, asValidator, contributionId } = await networkHelpers.loadFixture(recordingFixture);
    const before = await access.grantOf(1n);

    await asValidator.recordAccess(1n, [{ contributionId, version: 1 }]);

    expect(await access.grantOf(1n)).to.deep.equal(before);
  });

  it("ACC6: is for active validators only: not for one that left, was removed or was never one", async () => {
    const { access, registry, validators, admin, guardian, grantee, validator, contributionId } =
      await networkHelpers.loadFixture(recordingFixture);
    await registry.connect(validator).startLeaving();
    await registry.remove(validators[1]!);

    for (const caller of [validator, validators[1]!, admin, guardian, grantee]) {
      await expect(access.connect(caller).recordAccess(1n, [{ contributionId, version: 1 }]))
        .to.be.revertedWithCustomError(access, "DatasetAccessNotActiveValidator")
        .withArgs(caller.address);
    }
  });

  it("is for a validator that became active a moment ago", async () => {
    const { access, registry, stranger, contributionId } = await networkHelpers.loadFixture(recordingFixture);
    await registry.admit(stranger, `age1${"q".repeat(58)}`, "");
    await expect(access.connect(stranger).recordAccess(1n, [{ contributionId, version: 1 }]))
      .to.be.revertedWithCustomError(access, "DatasetAccessNotActiveValidator")
      .withArgs(stranger.address);

    await registry.connect(stranger).activate();

    await expect(access.connect(stranger).recordAccess(1n, [{ contributionId, version: 1 }]))
      .to.emit(access, "AccessRecorded")
      .withArgs(1n, contributionId, stranger.address, 1n);
  });

  it("takes 1 to 200 entries", async () => {
    const system = await networkHelpers.loadFixture(recordingFixture);
    const { access, asValidator, contributionId } = system;
    const entries = Array.from({ length: 201 }, () => ({ contributionId, version: 1 }));

    for (const refused of [[], entries]) {
      await expect(asValidator.recordAccess(1n, refused))
        .to.be.revertedWithCustomError(access, "DatasetAccessInvalidBatchLength")
        .withArgs(refused.length, 200n);
    }
    const said = await saidBy(system, await asValidator.recordAccess(1n, entries.slice(1)));
    expect(said.length).to.equal(200);
  });

  it("T15: fits a block with the largest batch, of which each entry is another contribution", async () => {
    const system = await networkHelpers.loadFixture(recordingFixture);
    const { asValidator, alice } = system;
    const batch = [];
    for (let index = 0; index < 200; index++) {
      batch.push({ contributionId: await contribute(system, alice, 1n), version: 1 });
    }

    const receipt = await (await asValidator.recordAccess(1n, batch)).wait();

    expect(receipt!.logs.length).to.equal(200);
    expect(Number(receipt!.gasUsed)).to.be.lessThan(5_000_000);
  });

  describe("when the grant is not usable", () => {
    const states: Record<string, (system: System) => Promise<unknown>> = {
      "is revoked": ({ asGuardian }) => asGuardian.revoke(1n),
      "is over": ({ expiresAt }) => time.setNextBlockTimestamp(expiresAt),
      "is paused": ({ asGuardian }) => asGuardian.pause(),
      "has lost its tool": ({ tools, toolId }) => tools.withdrawTool(toolId),
    };
    for (const [state, reach] of Object.entries(states)) {
      it(`T43: refuses the whole batch of a grant that ${state}`, async () => {
        const system = await networkHelpers.loadFixture(recordingFixture);
        const { access, asValidator, contributionId } = system;
        await reach(system);

        await expect(asValidator.recordAccess(1n, [{ contributionId, version: 1 }]))
          .to.be.revertedWithCustomError(access, "DatasetAccessGrantNotUsable")
          .withArgs(1n);
      });
    }

    it("refuses a grant that is not paid or does not exist", async () => {
      const { access, validators, contributionId, startsAt } = await networkHelpers.loadFixture(grantedFixture);
      await time.increaseTo(startsAt);

      for (const grantId of [0n, 1n, 2n]) {
        await expect(access.connect(validators[0]).recordAccess(grantId, [{ contributionId, version: 1 }]))
          .to.be.revertedWithCustomError(access, "DatasetAccessGrantNotUsable")
          .withArgs(grantId);
      }
    });

    it("ACC3: refuses a paid grant in the last second of its cooling-off period, and takes it in the next", async () => {
      const { access, asValidator, grantee, toolId, contributionId } =
        await networkHelpers.loadFixture(recordingFixture);
      await access.createGrant(termsOf(grantee, toolId, { price: 0n }), GRANTEE_KEY);
      const createdAt = BigInt(await time.latest());

      await time.setNextBlockTimestamp(createdAt + COOLING_OFF - 1n);
      await expect(asValidator.recordAccess(2n, [{ contributionId, version: 1 }]))
        .to.be.revertedWithCustomError(access, "DatasetAccessGrantNotUsable")
        .withArgs(2n);
      await time.setNextBlockTimestamp(createdAt + COOLING_OFF);
      await expect(asValidator.recordAccess(2n, [{ contributionId, version: 1 }])).to.emit(access, "AccessRecorded");
    });
  });
});
