import { expect } from "chai";
import type { BaseContract } from "ethers";
import { network } from "hardhat";
import { DAY, deployRewardSystem, GPT, PARAMETERS, ROLES } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const AGE_RECIPIENT = `age1${"q".repeat(58)}`;
const SUPPLY_WEI = 1_000_000n * GPT;

const systemFixture = () => deployRewardSystem(connection);

/** A reserve and a registry that were, against their manuals, given a token that burns 1 % of every transfer. */
async function withFees() {
  const system = await deployRewardSystem(connection);
  const { authority, schedule, admin } = system;
  const token = await ethers.deployContract("FeeTokenMock", [SUPPLY_WEI]);
  const reserve = await ethers.deployContract("RewardReserve", [authority, token, schedule, PARAMETERS]);
  const registryArgs = [authority, token, admin.address, 100n * GPT, DAY] as const;
  const registry = await ethers.deployContract("ValidatorRegistry", [...registryArgs]);
  const selectors = [reserve.interface.getFunction("release").selector];
  await authority.setTargetFunctionRole(reserve, selectors, ROLES.REWARD_DISTRIBUTOR);
  await authority.grantRole(ROLES.REWARD_DISTRIBUTOR, admin, 0n);
  await token.approve(reserve, SUPPLY_WEI);
  return { ...system, token, reserve, registry };
}

/** The names of all functions that can change something, sorted. */
function changingFunctions(contract: BaseContract): string {
  const names: string[] = [];
  contract.interface.forEachFunction(({ constant, name }) => {
    if (!constant) names.push(name);
  });
  return names.join(" ");
}

describe("A token with a fee on transfer", () => {
  it("T19: cannot take the place of $GPT: no contract that holds tokens can be given another one", async () => {
    const { token, reserve, registry, distributor } = await networkHelpers.loadFixture(systemFixture);
    const address = await token.getAddress();

    for (const contract of [reserve, registry, distributor]) {
      expect(await contract.TOKEN()).to.equal(address);
      expect(await ethers.provider.getCode(contract)).to.include(address.slice(2).toLowerCase());
    }
    expect(changingFunctions(reserve)).to.equal("depositRevenue fund release setAuthority setParameters skip");
    expect(changingFunctions(registry)).to.equal(
      "activate admit remove setAuthority setBondRequired slash startLeaving updateKeys withdrawBond",
    );
    expect(changingFunctions(distributor)).to.equal(
      "abandonEpoch activate cancelRoot claim claimAndDelegate claimMany confirmRoot pause proveDecrease proveDuplicate " +
        "setAuthority setClaimOptOut skipEpoch submitRoot unpause veto",
    );
  });

  it("T19: is not $GPT, of which every wei that is sent arrives", async () => {
    const { token, reserve, registry, payer } = await networkHelpers.loadFixture(systemFixture);
    await registry.setBondRequired(7n * GPT);
    await registry.admit(payer, AGE_RECIPIENT, "");
    await token.connect(payer).approve(registry, 7n * GPT);
    const movements = [
      { to: reserve, amountWei: 10n * GPT, send: () => reserve.connect(payer).fund(10n * GPT) },
      { to: reserve, amountWei: 20n * GPT, send: () => reserve.connect(payer).depositRevenue(20n * GPT, 0) },
      { to: registry, amountWei: 7n * GPT, send: () => registry.connect(payer).activate() },
    ];

    for (const { to, amountWei, send } of movements) {
      await expect(send()).to.changeTokenBalances(ethers, token, [payer, to], [-amountWei, amountWei]);
    }

    const owedWei = (await reserve.remaining()) + (await reserve.revenueOf(1n));
    expect(await token.balanceOf(reserve)).to.equal(owedWei);
    expect(await token.balanceOf(registry)).to.equal(await registry.bondOf(payer));
  });

  it("T19: would leave a reserve short, which fails whole instead of paying less than it counts", async () => {
    const { token, reserve, schedule } = await networkHelpers.loadFixture(withFees);
    await reserve.fund(100n * GPT);
    await reserve.depositRevenue(10_000n * GPT, 0);
    await networkHelpers.time.increaseTo(await schedule.endOf(1n));
    const budgetWei = await reserve.budgetOf(1n);
    expect(budgetWei).to.equal(10_001n * GPT);

    await expect(reserve.release(1n, budgetWei))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(reserve, 9_999n * GPT, budgetWei);

    expect(await reserve.lastSettledEpoch()).to.equal(0n);
    expect(await reserve.remaining()).to.equal(100n * GPT);
    expect(await reserve.revenueOf(1n)).to.equal(10_000n * GPT);
  });

  it("T19: would leave the last validator waiting for its bond, and take nothing from its entry", async () => {
    const { token, registry, alice, bob } = await networkHelpers.loadFixture(withFees);
    for (const validator of [alice, bob]) {
      await token.transfer(validator, 110n * GPT);
      await token.connect(validator).approve(registry, 100n * GPT);
      await registry.admit(validator, AGE_RECIPIENT, "");
      await registry.connect(validator).activate();
      await registry.connect(validator).startLeaving();
    }
    await networkHelpers.time.increase(DAY);
    await registry.connect(alice).withdrawBond();

    await expect(registry.connect(bob).withdrawBond())
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(registry, 98n * GPT, 100n * GPT);
    expect(await registry.bondOf(bob)).to.equal(100n * GPT);
    await token.transfer(registry, 3n * GPT);
    await registry.connect(bob).withdrawBond();
    expect(await registry.bondOf(bob)).to.equal(0n);
  });
});
