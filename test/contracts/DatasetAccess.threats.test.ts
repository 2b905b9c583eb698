import { expect } from "chai";
import type { BaseContract } from "ethers";
import { network } from "hardhat";
import {
  accessStates,
  ANONYMITY_FLOOR,
  COOLING_OFF,
  GRANTEE_KEY,
  PRICE_WEI,
  termsOf,
} from "./dataset-access-fixture.ts";
import { DAY, GPT, PARAMETERS } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;
const { toolFixture, grantedFixture, usableFixture } = accessStates(connection);

const SUPPLY_WEI = 1_000_000n * GPT;

/** The names of all functions that can change something. */
function changingFunctions(contract: BaseContract): string[] {
  const names: string[] = [];
  contract.interface.forEachFunction(({ constant, name }) => {
    if (!constant) names.push(name);
  });
  return names;
}

/** Access to the same data with another token, of which the grantee has enough, and a grant that costs 100 of it. */
async function withToken(token: BaseContract) {
  const system = await toolFixture();
  const { authority, schedule, connections, grantee, toolId } = system;
  const reserve = await ethers.deployContract("RewardReserve", [authority, token, schedule, PARAMETERS]);
  const args = [authority, { ...connections, token, reserve }, COOLING_OFF, ANONYMITY_FLOOR] as const;
  const access = await ethers.deployContract("DatasetAccess", [...args]);
  await access.createGrant(termsOf(grantee, toolId), GRANTEE_KEY);
  return { ...system, access, reserve };
}

async function feesFixture() {
  const token = await ethers.deployContract("FeeTokenMock", [SUPPLY_WEI]);
  const system = await withToken(token);
  await token.approve(system.access, SUPPLY_WEI);
  return { ...system, token };
}

describe("DatasetAccess: threats", () => {
  it("T19: a token that keeps a fee cannot be paid with: the payment fails whole and the grant stays unpaid", async () => {
    const { access, token, reserve } = await networkHelpers.loadFixture(feesFixture);

    await expect(access.fund(1n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(await access.getAddress(), 99n * GPT, PRICE_WEI);

    expect((await access.grantOf(1n)).fundedAt).to.equal(0n);
    expect(await reserve.revenueOf(1n)).to.equal(0n);
    expect(await token.balanceOf(access)).to.equal(0n);
  });

  it("T14: has no function that could move tokens but fund, and none that could replace a connection", async () => {
    const { access, tools } = await networkHelpers.loadFixture(grantedFixture);

    expect(changingFunctions(access).join(" ")).to.equal(
      "createGrant fund pause recordAccess revoke setAnonymityFloor setAuthority setCoolingOff unpause",
    );
    expect(changingFunctions(tools).join(" ")).to.equal("approveTool definePurpose setAuthority withdrawTool");
  });

  it("T14: takes no ether", async () => {
    const { access, stranger } = await networkHelpers.loadFixture(grantedFixture);

    await expect(stranger.sendTransaction({ to: access, value: 1n })).to.be.revertedWithoutReason(ethers);
  });

  it("T43: a guardian that turned hostile can end grants and pause them, never make, lengthen or pay one", async () => {
    const { access, asGuardian, guardian, grantee, toolId } = await networkHelpers.loadFixture(usableFixture);
    const attempts = [
      () => asGuardian.createGrant(termsOf(grantee, toolId), GRANTEE_KEY),
      () => asGuardian.setCoolingOff(20n * DAY),
      () => asGuardian.setAnonymityFloor(50n),
      () => asGuardian.unpause(),
    ];
    for (const attempt of attempts) {
      await expect(attempt())
        .to.be.revertedWithCustomError(access, "AccessManagedUnauthorized")
        .withArgs(guardian.address);
    }

    await asGuardian.pause();
    await time.increaseTo(await access.pausedUntil());
    await expect(asGuardian.pause()).to.be.revertedWithCustomError(access, "ExpiringPauseCooldown");
    expect(await access.isUsable(1n)).to.equal(true);
  });

  it("T43: owners have the whole cooling-off period to narrow their consent, also during a pause of everything", async () => {
    const { access, asGuardian, data, guardian, grantee, alice, contributionId, startsAt } =
      await networkHelpers.loadFixture(grantedFixture);
    await access.connect(grantee).fund(1n);
    await asGuardian.pause();
    await data.connect(guardian).pause();

    await data.connect(alice).setConsent(contributionId, 0n);

    await time.increaseTo(startsAt + 3n * DAY);
    expect(await access.isUsable(1n)).to.equal(true);
    expect(await access.canAccess(1n, contributionId)).to.equal(false);
  });
});
