import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  BUDGET_WEI,
  deployRewardSystem,
  GPT,
  PARAMETERS,
  RESERVE_WEI,
  ROLES,
  RULESET,
} from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

/** The reserve with 60,000,000 $GPT; the admin plays the distributor, so that the reserve is tested alone. */
async function reserveAlone() {
  const system = await deployRewardSystem(connection, 0);
  await system.authority.grantRole(ROLES.REWARD_DISTRIBUTOR, system.admin, 0n);
  return system;
}

/** The same, after the end of epoch 1. */
async function firstEpochOver() {
  const system = await reserveAlone();
  await networkHelpers.time.increaseTo(await system.schedule.endOf(1n));
  return system;
}

const asTuple = ({ emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash }: typeof PARAMETERS) => [
  emissionBps,
  validatorShareBps,
  maxRewardPerUnit,
  rulesetHash,
];

describe("RewardReserve", () => {
  describe("constructor", () => {
    it("fixes token and schedule, and sets the parameters of every epoch", async () => {
      const { reserve, token, schedule, authority } = await networkHelpers.loadFixture(reserveAlone);

      expect(await reserve.TOKEN()).to.equal(await token.getAddress());
      expect(await reserve.SCHEDULE()).to.equal(await schedule.getAddress());
      expect(await reserve.authority()).to.equal(await authority.getAddress());
      expect(await reserve.lastSettledEpoch()).to.equal(0n);
      for (const epoch of [0n, 1n, 1_000n]) {
        expect(await reserve.parametersOf(epoch)).to.deep.equal(asTuple(PARAMETERS));
      }
      await expect(reserve.deploymentTransaction())
        .to.emit(reserve, "ParametersChanged")
        .withArgs(0n, [0n, 0n, 0n, ZeroHash], asTuple(PARAMETERS));
    });

    it("refuses a zero address in every place", async () => {
      const { reserve, authority, token, schedule } = await networkHelpers.loadFixture(reserveAlone);
      const args = [authority, token, schedule, PARAMETERS];

      for (const place of [0, 1, 2]) {
        await expect(
          ethers.deployContract("RewardReserve", args.with(place, ZeroAddress as never)),
        ).to.be.revertedWithCustomError(reserve, "RewardReserveZeroAddress");
      }
    });

    it("refuses parameters out of bounds", async () => {
      const { reserve, authority, token, schedule } = await networkHelpers.loadFixture(reserveAlone);

      await expect(
        ethers.deployContract("RewardReserve", [authority, token, schedule, { ...PARAMETERS, emissionBps: 501n }]),
      )
        .to.be.revertedWithCustomError(reserve, "RewardReserveEmissionOutOfBounds")
        .withArgs(501n, 1n, 500n);
    });

    it("states its bounds", async () => {
      const { reserve } = await networkHelpers.loadFixture(reserveAlone);

      expect(await reserve.MIN_EMISSION_BPS()).to.equal(1n);
      expect(await reserve.MAX_EMISSION_BPS()).to.equal(500n);
      expect(await reserve.MAX_VALIDATOR_SHARE_BPS()).to.equal(2_000n);
      expect(await reserve.MAX_PURPOSE()).to.equal(31n);
    });
  });

  describe("fund", () => {
    it("adds to the reserve, for anyone", async () => {
      const { reserve, token, payer } = await networkHelpers.loadFixture(reserveAlone);
      const funding = reserve.connect(payer).fund(7n * GPT);

      await expect(funding)
        .to.emit(reserve, "Funded")
        .withArgs(payer.address, 7n * GPT, RESERVE_WEI + 7n * GPT);
      await expect(funding).to.changeTokenBalances(ethers, token, [payer, reserve], [-7n * GPT, 7n * GPT]);
      expect(await reserve.remaining()).to.equal(RESERVE_WEI + 7n * GPT);
    });

    it("refuses nothing", async () => {
      const { reserve } = await networkHelpers.loadFixture(reserveAlone);

      await expect(reserve.fund(0n)).to.be.revertedWithCustomError(reserve, "RewardReserveZeroAmount");
    });

    it("refuses what no counter could hold", async () => {
      const { reserve } = await networkHelpers.loadFixture(reserveAlone);
      const maximum = 2n ** 128n - 1n;

      for (const refused of [reserve.fund(maximum + 1n), reserve.depositRevenue(maximum + 1n, 0)]) {
        await expect(refused)
          .to.be.revertedWithCustomError(reserve, "RewardReserveAmountTooLarge")
          .withArgs(maximum + 1n, maximum);
      }
    });

    it("counts nothing that the payer cannot pay", async () => {
      const { reserve, token, stranger } = await networkHelpers.loadFixture(reserveAlone);

      await expect(reserve.connect(stranger).fund(1n)).to.be.revertedWithCustomError(
        token,
        "ERC20InsufficientAllowance",
      );
      expect(await reserve.remaining()).to.equal(RESERVE_WEI);
    });

    it("T13: is the only way in: tokens that are merely sent count for nothing", async () => {
      const { reserve, token } = await networkHelpers.loadFixture(reserveAlone);
      await token.transfer(reserve, 1_000n * GPT);

      expect(await reserve.remaining()).to.equal(RESERVE_WEI);
      expect(await reserve.budgetOf(1n)).to.equal(BUDGET_WEI);
    });
  });

  describe("depositRevenue", () => {
    it("joins the budget of the running epoch", async () => {
      const { reserve, schedule, payer } = await networkHelpers.loadFixture(reserveAlone);
      await networkHelpers.time.increaseTo(await schedule.startOf(1n));

      await expect(reserve.connect(payer).depositRevenue(3n * GPT, 2n))
        .to.emit(reserve, "RevenueDeposited")
        .withArgs(1n, payer.address, 2n, 3n * GPT);
      await reserve.connect(payer).depositRevenue(4n * GPT, 31n);

      expect(await reserve.revenueOf(1n)).to.equal(7n * GPT);
      expect(await reserve.budgetOf(1n)).to.equal(BUDGET_WEI + 7n * GPT);
      expect(await reserve.remaining()).to.equal(RESERVE_WEI);
    });

    it("belongs to the epoch of its second: the last of one, the first of the next", async () => {
      const { reserve, schedule, payer } = await networkHelpers.loadFixture(reserveAlone);
      const end = await schedule.endOf(1n);

      await networkHelpers.time.setNextBlockTimestamp(end - 1n);
      await reserve.connect(payer).depositRevenue(1n, 0n);
      await networkHelpers.time.setNextBlockTimestamp(end);
      await reserve.connect(payer).depositRevenue(2n, 0n);

      expect(await reserve.revenueOf(1n)).to.equal(1n);
      expect(await reserve.revenueOf(2n)).to.equal(2n);
    });

    it("before the first epoch belongs to the first epoch", async () => {
      const { reserve, payer } = await networkHelpers.loadFixture(reserveAlone);

      await expect(reserve.connect(payer).depositRevenue(5n, 0n))
        .to.emit(reserve, "RevenueDeposited")
        .withArgs(1n, payer.address, 0n, 5n);
      expect(await reserve.revenueOf(0n)).to.equal(0n);
    });

    it("refuses nothing, and purposes that no mask can hold", async () => {
      const { reserve, payer } = await networkHelpers.loadFixture(reserveAlone);

      await expect(reserve.connect(payer).depositRevenue(0n, 0n)).to.be.revertedWithCustomError(
        reserve,
        "RewardReserveZeroAmount",
      );
      for (const purpose of [32n, 255n]) {
        await expect(reserve.connect(payer).depositRevenue(1n, purpose))
          .to.be.revertedWithCustomError(reserve, "RewardReserveUnknownPurpose")
          .withArgs(purpose, 31n);
      }
    });
  });

  describe("setParameters", () => {
    const NEXT = { emissionBps: 50n, validatorShareBps: 0n, maxRewardPerUnit: 1n, rulesetHash: id("ruleset-v2") };

    it("applies from the next epoch on and leaves the running one alone (RES5)", async () => {
      const { reserve, schedule } = await networkHelpers.loadFixture(reserveAlone);
      await networkHelpers.time.increaseTo(await schedule.startOf(3n));

      await expect(reserve.setParameters(NEXT))
        .to.emit(reserve, "ParametersChanged")
        .withArgs(4n, asTuple(PARAMETERS), asTuple(NEXT));

      expect(await reserve.parametersOf(3n)).to.deep.equal(asTuple(PARAMETERS));
      expect(await reserve.parametersOf(4n)).to.deep.equal(asTuple(NEXT));
      expect(await reserve.parametersOf(400n)).to.deep.equal(asTuple(NEXT));
    });

    it("replaces a change that has not begun to apply", async () => {
      const { reserve, schedule } = await networkHelpers.loadFixture(reserveAlone);
      await networkHelpers.time.increaseTo(await schedule.startOf(1n));
      await reserve.setParameters(NEXT);

      await expect(reserve.setParameters({ ...NEXT, emissionBps: 60n }))
        .to.emit(reserve, "ParametersChanged")
        .withArgs(2n, asTuple(NEXT), asTuple({ ...NEXT, emissionBps: 60n }));

      expect((await reserve.parametersOf(1n)).emissionBps).to.equal(100n);
      expect((await reserve.parametersOf(2n)).emissionBps).to.equal(60n);
    });

    it("before the first epoch applies to the first epoch", async () => {
      const { reserve } = await networkHelpers.loadFixture(reserveAlone);

      await reserve.setParameters(NEXT);

      expect((await reserve.parametersOf(1n)).emissionBps).to.equal(50n);
      expect((await reserve.parametersOf(0n)).emissionBps).to.equal(100n);
    });

    it("keeps the whole history", async () => {
      const { reserve, schedule } = await networkHelpers.loadFixture(reserveAlone);
      const changes = [1n, 2n, 3n, 5n, 8n, 9n, 14n];
      for (const epoch of changes) {
        await networkHelpers.time.increaseTo(await schedule.startOf(epoch));
        await reserve.setParameters({ ...NEXT, emissionBps: 100n + epoch });
      }

      for (let epoch = 1n; epoch <= 16n; epoch++) {
        const last = changes.filter((changed) => changed < epoch).at(-1) ?? 0n;
        expect((await reserve.parametersOf(epoch)).emissionBps).to.equal(100n + last);
      }
    });

    it("does not change the budget of an epoch that ended and is settled late", async () => {
      const { reserve, schedule } = await networkHelpers.loadFixture(reserveAlone);
      await networkHelpers.time.increaseTo(await schedule.startOf(2n));
      await reserve.setParameters({ ...NEXT, emissionBps: 500n });
      await networkHelpers.time.increaseTo(await schedule.startOf(4n));

      expect(await reserve.budgetOf(1n)).to.equal(BUDGET_WEI);
      await reserve.skip(1n);
      expect(await reserve.budgetOf(2n)).to.equal(BUDGET_WEI);
      await reserve.skip(2n);
      expect(await reserve.budgetOf(3n)).to.equal(3_000_000n * GPT);
    });

    it("belongs to governance", async () => {
      const { reserve, stranger, guardian } = await networkHelpers.loadFixture(reserveAlone);

      for (const caller of [stranger, guardian]) {
        await expect(reserve.connect(caller).setParameters(NEXT))
          .to.be.revertedWithCustomError(reserve, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });

    it("accepts the bounds and nothing beyond them", async () => {
      const { reserve } = await networkHelpers.loadFixture(reserveAlone);
      const set = (changes: Partial<typeof NEXT>) => reserve.setParameters({ ...NEXT, ...changes });

      for (const emissionBps of [0n, 501n, 65_535n]) {
        await expect(set({ emissionBps }))
          .to.be.revertedWithCustomError(reserve, "RewardReserveEmissionOutOfBounds")
          .withArgs(emissionBps, 1n, 500n);
      }
      for (const validatorShareBps of [2_001n, 65_535n]) {
        await expect(set({ validatorShareBps }))
          .to.be.revertedWithCustomError(reserve, "RewardReserveValidatorShareTooLarge")
          .withArgs(validatorShareBps, 2_000n);
      }
      await expect(set({ maxRewardPerUnit: 0n })).to.be.revertedWithCustomError(reserve, "RewardReserveZeroRewardCap");
      await expect(set({ rulesetHash: ZeroHash })).to.be.revertedWithCustomError(reserve, "RewardReserveZeroRuleset");
      await set({ emissionBps: 1n, validatorShareBps: 2_000n });
      await set({ emissionBps: 500n, maxRewardPerUnit: 2n ** 128n - 1n });
      expect((await reserve.parametersOf(1n)).rulesetHash).not.to.equal(RULESET);
    });
  });

  describe("budgetOf", () => {
    it("is the emission share of the reserve, rounded down", async () => {
      const { reserve, payer } = await networkHelpers.loadFixture(reserveAlone);
      await reserve.connect(payer).fund(199n);

      expect(await reserve.budgetOf(1n)).to.equal(BUDGET_WEI + 1n);
    });

    it("decays: 1 % of what the epochs before left", async () => {
      const { reserve, schedule } = await networkHelpers.loadFixture(reserveAlone);
      await networkHelpers.time.increaseTo(await schedule.endOf(2n));
      await reserve.release(1n, BUDGET_WEI);

      expect(await reserve.budgetOf(2n)).to.equal(594_000n * GPT);
    });

    it("exists for the next epoch only", async () => {
      const { reserve } = await networkHelpers.loadFixture(reserveAlone);

      for (const epoch of [0n, 2n]) {
        await expect(reserve.budgetOf(epoch))
          .to.be.revertedWithCustomError(reserve, "RewardReserveEpochNotNext")
          .withArgs(epoch, 1n);
      }
    });
  });

  describe("release", () => {
    it("pays the caller and settles the epoch", async () => {
      const { reserve, token, admin } = await networkHelpers.loadFixture(firstEpochOver);
      const release = reserve.release(1n, 123n * GPT);

      await expect(release)
        .to.emit(reserve, "Released")
        .withArgs(1n, 123n * GPT, RESERVE_WEI - 123n * GPT);
      await expect(release).to.changeTokenBalances(ethers, token, [reserve, admin], [-123n * GPT, 123n * GPT]);
      expect(await reserve.lastSettledEpoch()).to.equal(1n);
    });

    it("T1: pays exactly the budget and not a wei more (RES4)", async () => {
      const { reserve, token } = await networkHelpers.loadFixture(firstEpochOver);

      await expect(reserve.release(1n, BUDGET_WEI + 1n))
        .to.be.revertedWithCustomError(reserve, "RewardReserveOverBudget")
        .withArgs(BUDGET_WEI + 1n, BUDGET_WEI);
      await reserve.release(1n, BUDGET_WEI);
      expect(await token.balanceOf(reserve)).to.equal(RESERVE_WEI - BUDGET_WEI);
    });

    it("may pay nothing", async () => {
      const { reserve } = await networkHelpers.loadFixture(firstEpochOver);

      await expect(reserve.release(1n, 0n)).to.emit(reserve, "Released").withArgs(1n, 0n, RESERVE_WEI);
    });

    it("uses revenue first and carries the rest of it to the next epoch (RES2)", async () => {
      const { reserve, token, schedule, payer } = await networkHelpers.loadFixture(reserveAlone);
      await reserve.connect(payer).depositRevenue(10n * GPT, 0n);
      await networkHelpers.time.increaseTo(await schedule.endOf(1n));

      await reserve.release(1n, 4n * GPT);
      expect(await reserve.remaining()).to.equal(RESERVE_WEI);
      expect(await reserve.carriedRevenue()).to.equal(6n * GPT);

      await reserve.connect(payer).depositRevenue(1n * GPT, 0n);
      expect(await reserve.budgetOf(2n)).to.equal(BUDGET_WEI + 7n * GPT);
      expect(await token.balanceOf(reserve)).to.equal(RESERVE_WEI + 7n * GPT);
    });

    it("carries revenue over several releases and counts none of it twice (RES1, RES2)", async () => {
      const { reserve, token, schedule, payer } = await networkHelpers.loadFixture(reserveAlone);
      await reserve.connect(payer).depositRevenue(10n * GPT, 0n);
      await networkHelpers.time.increaseTo(await schedule.endOf(3n));

      for (const [epoch, carried] of [
        [1n, 6n],
        [2n, 2n],
        [3n, 0n],
      ] as const) {
        await reserve.release(epoch, 4n * GPT);
        expect(await reserve.carriedRevenue(), `after epoch ${epoch}`).to.equal(carried * GPT);
      }
      expect(await reserve.remaining()).to.equal(RESERVE_WEI - 2n * GPT);
      expect(await token.balanceOf(reserve)).to.equal(RESERVE_WEI - 2n * GPT);
    });

    it("takes from the reserve only what revenue does not cover, so revenue never speeds up the decay", async () => {
      const { reserve, schedule, payer } = await networkHelpers.loadFixture(reserveAlone);
      await reserve.connect(payer).depositRevenue(10n * GPT, 0n);
      await networkHelpers.time.increaseTo(await schedule.endOf(1n));

      await reserve.release(1n, BUDGET_WEI + 10n * GPT);

      expect(await reserve.remaining()).to.equal(RESERVE_WEI - BUDGET_WEI);
      expect(await reserve.carriedRevenue()).to.equal(0n);
      expect(await reserve.revenueOf(1n)).to.equal(10n * GPT);
    });

    it("T1: settles each epoch once and in order (RES3)", async () => {
      const { reserve, schedule } = await networkHelpers.loadFixture(firstEpochOver);
      await networkHelpers.time.increaseTo(await schedule.endOf(3n));
      await reserve.release(1n, 1n);

      for (const epoch of [0n, 1n, 3n]) {
        await expect(reserve.release(epoch, 1n))
          .to.be.revertedWithCustomError(reserve, "RewardReserveEpochNotNext")
          .withArgs(epoch, 2n);
      }
      await reserve.release(2n, 1n);
    });

    it("T1: waits for the end of the epoch, when its revenue is complete", async () => {
      const { reserve, schedule } = await networkHelpers.loadFixture(reserveAlone);
      const end = await schedule.endOf(1n);
      await networkHelpers.time.setNextBlockTimestamp(end - 1n);

      await expect(reserve.release(1n, 1n))
        .to.be.revertedWithCustomError(reserve, "RewardReserveEpochNotOver")
        .withArgs(1n, end);
      await networkHelpers.time.setNextBlockTimestamp(end);
      await expect(reserve.release(1n, 1n)).to.emit(reserve, "Released");
    });

    it("belongs to the distributor", async () => {
      const { reserve, stranger, guardian } = await networkHelpers.loadFixture(firstEpochOver);

      for (const caller of [stranger, guardian]) {
        await expect(reserve.connect(caller).release(1n, 1n))
          .to.be.revertedWithCustomError(reserve, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });
  });

  describe("skip", () => {
    it("settles without a payment and carries the revenue on", async () => {
      const { reserve, schedule, payer } = await networkHelpers.loadFixture(reserveAlone);
      await reserve.connect(payer).depositRevenue(10n * GPT, 0n);
      await networkHelpers.time.increaseTo(await schedule.endOf(1n));

      await expect(reserve.skip(1n))
        .to.emit(reserve, "EpochSkipped")
        .withArgs(1n, 10n * GPT);

      expect(await reserve.lastSettledEpoch()).to.equal(1n);
      expect(await reserve.remaining()).to.equal(RESERVE_WEI);
      expect(await reserve.budgetOf(2n)).to.equal(BUDGET_WEI + 10n * GPT);
    });

    it("T2: leads to the same budgets, whether each epoch is settled on time or all of them late", async () => {
      const budgetsAfter = async (late: boolean) => {
        const { reserve, schedule } = await networkHelpers.loadFixture(reserveAlone);
        for (let epoch = 1n; epoch <= 20n; epoch++) {
          const settledAfter = late ? 500n : epoch;
          if (!late || epoch === 1n) await networkHelpers.time.increaseTo(await schedule.endOf(settledAfter));
          if (epoch % 3n === 0n) await reserve.release(epoch, (await reserve.budgetOf(epoch)) / 2n);
          else await reserve.skip(epoch);
        }
        return [await reserve.remaining(), await reserve.carriedRevenue(), await reserve.budgetOf(21n)];
      };

      expect(await budgetsAfter(true)).to.deep.equal(await budgetsAfter(false));
    });

    it("T2: adds up over several skipped epochs", async () => {
      const { reserve, schedule, payer } = await networkHelpers.loadFixture(reserveAlone);
      for (const epoch of [1n, 2n, 3n]) {
        await networkHelpers.time.increaseTo(await schedule.startOf(epoch));
        await reserve.connect(payer).depositRevenue(epoch * GPT, 0n);
      }
      await networkHelpers.time.increaseTo(await schedule.endOf(3n));
      for (const epoch of [1n, 2n]) await reserve.skip(epoch);

      expect(await reserve.carriedRevenue()).to.equal(3n * GPT);
      expect(await reserve.budgetOf(3n)).to.equal(BUDGET_WEI + 6n * GPT);
    });

    it("makes the demands of release: order, end, role", async () => {
      const { reserve, schedule, stranger } = await networkHelpers.loadFixture(firstEpochOver);

      await expect(reserve.skip(2n))
        .to.be.revertedWithCustomError(reserve, "RewardReserveEpochNotNext")
        .withArgs(2n, 1n);
      await expect(reserve.connect(stranger).skip(1n))
        .to.be.revertedWithCustomError(reserve, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
      await reserve.skip(1n);
      await expect(reserve.skip(2n))
        .to.be.revertedWithCustomError(reserve, "RewardReserveEpochNotOver")
        .withArgs(2n, await schedule.endOf(2n));
    });
  });
});
