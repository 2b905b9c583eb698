import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  deployRewardSystem,
  GPT,
  proofOf,
  reportOf,
  RESERVE_WEI,
  revealScores,
  ROLES,
  settleEpoch,
  URI,
  type Report,
  type RewardSystem,
  type Row,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

const rowsOf = ({ alice, bob }: RewardSystem, more = 0n): Row[] => [
  [alice.address, (100n + more) * GPT],
  [bob.address, 50n * GPT],
];

/** Epoch 1 revealed, reports open. */
async function openFixture() {
  const system = await deployRewardSystem(connection);
  await revealScores(system, 1n);
  return { ...system, report: reportOf(rowsOf(system)) };
}

/** Epoch 1 settled by one distributor, whose role a second one has taken over since. */
async function successorFixture() {
  const system = await deployRewardSystem(connection);
  const { authority, token, schedule, registry, commitments, reserve, distributor } = system;
  const tree = await settleEpoch(system, 1n, rowsOf(system));
  const args = [authority, token, schedule, registry, commitments, reserve];
  const successor = await ethers.deployContract("RewardDistributor", args);
  await authority.revokeRole(ROLES.REWARD_DISTRIBUTOR, distributor);
  await authority.grantRole(ROLES.REWARD_DISTRIBUTOR, successor, 0n);
  await revealScores(system, 2n);
  return { ...system, tree, successor };
}

describe("RewardDistributor: a second distributor", () => {
  it("T6: pays nothing for a tree of the first, whose leaves name no contract", async () => {
    const { successor, distributor, token, alice, tree } = await networkHelpers.loadFixture(successorFixture);
    const proof = proofOf(tree, alice.address);

    await expect(successor.claim(1n, alice.address, 100n * GPT, proof))
      .to.be.revertedWithCustomError(successor, "RewardDistributorRootNotActive")
      .withArgs(1n);
    await distributor.claim(1n, alice.address, 100n * GPT, proof);

    expect(await token.balanceOf(alice)).to.equal(100n * GPT);
    expect(await successor.claimedOf(alice)).to.equal(0n);
  });

  it("T6: counts no vote that was given to the first, for the same report", async () => {
    const system = await networkHelpers.loadFixture(successorFixture);
    const { successor, distributor, validators } = system;
    const [first, second, third] = validators;
    const report = reportOf(rowsOf(system), { prevRoot: await distributor.rootOf(1n) });
    for (const validator of [first!, second!]) await distributor.connect(validator).submitRoot(2n, report, URI);
    const own = { ...report, prevRoot: ZeroHash };

    await successor.connect(third).submitRoot(2n, own, URI);

    expect((await successor.pendingRoot()).root).to.equal(ZeroHash);
    expect(await successor.supportOf(await successor.reportHash(2n, 1n, own))).to.equal(0b100n);
    expect(await successor.reportHash(2n, 1n, report)).not.to.equal(await distributor.reportHash(2n, 1n, report));
  });

  it("T6: would pay the amounts of the first once more if its first tree repeated them, so its tree starts anew", async () => {
    const system = await networkHelpers.loadFixture(successorFixture);
    const { successor, distributor, token, alice, tree, validators } = system;
    await distributor.claim(1n, alice.address, 100n * GPT, proofOf(tree, alice.address));
    const repeated = reportOf(rowsOf(system));
    for (const validator of validators.slice(0, 3)) await successor.connect(validator).submitRoot(2n, repeated, URI);
    await networkHelpers.time.increaseTo((await successor.pendingRoot()).activatesAt);
    await successor.activate(2n);

    await successor.claim(2n, alice.address, 100n * GPT, proofOf(tree, alice.address));

    expect(await token.balanceOf(alice)).to.equal(200n * GPT);
    expect(await successor.totalCumulative()).to.equal(150n * GPT);
  });
});

describe("RewardDistributor: a vote for a neighbouring report", () => {
  const neighbours: Record<string, (report: Report) => Partial<Report>> = {
    root: () => ({ root: id("another root") }),
    totalCumulative: ({ totalCumulative }) => ({ totalCumulative: totalCumulative + 1n }),
    leafCount: ({ leafCount }) => ({ leafCount: leafCount + 1n }),
    filesBitmap: () => ({ filesBitmap: 0b111n }),
    inputsHash: () => ({ inputsHash: id("other inputs") }),
    artifactHash: () => ({ artifactHash: id("another artifact") }),
  };
  for (const [field, changed] of Object.entries(neighbours)) {
    it(`T24: with another ${field} does not count for the report`, async () => {
      const { distributor, validators, report } = await networkHelpers.loadFixture(openFixture);
      const [first, second, third, fourth] = validators;
      for (const validator of [first!, second!]) await distributor.connect(validator).submitRoot(1n, report, URI);

      await distributor.connect(third).submitRoot(1n, { ...report, ...changed(report) }, URI);

      expect((await distributor.pendingRoot()).root).to.equal(ZeroHash);
      expect(await distributor.supportOf(await distributor.reportHash(1n, 1n, report))).to.equal(0b11n);
      await distributor.connect(fourth).submitRoot(1n, report, URI);
      expect((await distributor.pendingRoot()).root).to.equal(report.root);
    });
  }

  it("T24: with another ruleset or predecessor is no vote at all", async () => {
    const { distributor, validators, report } = await networkHelpers.loadFixture(openFixture);
    const [first] = validators;

    await expect(distributor.connect(first).submitRoot(1n, { ...report, rulesetHash: id("other") }, URI))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorWrongRuleset")
      .withArgs(id("other"), report.rulesetHash);
    await expect(distributor.connect(first).submitRoot(1n, { ...report, prevRoot: id("other") }, URI))
      .to.be.revertedWithCustomError(distributor, "RewardDistributorWrongPreviousRoot")
      .withArgs(id("other"), ZeroHash);
  });
});

describe("RewardDistributor: after epochs in which nobody reported", () => {
  it("T30: nobody has lost anything: three missing epochs, and every claim, all revenue and the next root are there", async () => {
    const system = await deployRewardSystem(connection);
    const { distributor, reserve, token, payer, schedule, alice, bob } = system;
    const first = await settleEpoch(system, 1n, rowsOf(system));
    for (const epoch of [2n, 3n, 4n]) {
      if ((await schedule.currentEpoch()) < epoch) await networkHelpers.time.increaseTo(await schedule.startOf(epoch));
      await reserve.connect(payer).depositRevenue(10n * GPT, 0);
    }
    await networkHelpers.time.increaseTo(await schedule.endOf(4n));
    for (const epoch of [2n, 3n]) await distributor.skipEpoch(epoch);
    await networkHelpers.time.increaseTo(await schedule.revealEndsAt(4n));
    await distributor.skipEpoch(4n);
    const remainingWei = RESERVE_WEI - 150n * GPT;
    expect(await reserve.remaining()).to.equal(remainingWei);
    expect(await reserve.carriedRevenue()).to.equal(30n * GPT);
    expect(await reserve.budgetOf(5n)).to.equal(remainingWei / 100n + 30n * GPT);

    await distributor.claim(1n, bob.address, 50n * GPT, proofOf(first, bob.address));
    const later = await settleEpoch(system, 5n, rowsOf(system, 30n));
    await distributor.claim(5n, alice.address, 130n * GPT, proofOf(later, alice.address));

    expect(await token.balanceOf(bob)).to.equal(50n * GPT);
    expect(await token.balanceOf(alice)).to.equal(130n * GPT);
    expect(await reserve.carriedRevenue()).to.equal(0n);
    expect(await reserve.remaining()).to.equal(remainingWei);
  });
});
