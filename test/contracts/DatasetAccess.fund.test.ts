import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { network } from "hardhat";
import { accessStates, COOLING_OFF, DURATION, GRANTEE_KEY, PRICE_WEI, termsOf } from "./dataset-access-fixture.ts";
import { GPT } from "./reward-system-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;
const { grantedFixture, usableFixture } = accessStates(connection);

const SUPPLY_WEI = 100_000_000n * GPT;

describe("DatasetAccess: fund", () => {
  it("ACC5: moves the price to the reserve, to the wei, and keeps nothing and no allowance", async () => {
    const { access, token, reserve, grantee } = await networkHelpers.loadFixture(grantedFixture);
    const held = await token.balanceOf(reserve);
    const funding = access.connect(grantee).fund(1n);

    await expect(funding).to.emit(access, "GrantFunded").withArgs(1n, grantee.address, PRICE_WEI);
    await expect(funding).to.changeTokenBalances(
      ethers,
      token,
      [grantee, access, reserve],
      [-PRICE_WEI, 0n, PRICE_WEI],
    );
    expect(await token.balanceOf(reserve)).to.equal(held + PRICE_WEI);
    expect(await token.allowance(access, reserve)).to.equal(0n);
    expect((await access.grantOf(1n)).fundedAt).to.equal(BigInt(await time.latest()));
  });

  it("ACC5: is revenue of the running epoch, for the purpose of the grant", async () => {
    const { access, reserve, schedule, tools, grantee, toolId } = await networkHelpers.loadFixture(grantedFixture);
    await access.createGrant(termsOf(grantee, toolId, { purpose: 2n, price: 7n }), GRANTEE_KEY);
    expect(await tools.allows(toolId, 2)).to.equal(true);
    await time.increaseTo(await schedule.startOf(2n));

    await expect(access.connect(grantee).fund(2n))
      .to.emit(reserve, "RevenueDeposited")
      .withArgs(2n, await access.getAddress(), 2n, 7n);
    await expect(access.connect(grantee).fund(1n))
      .to.emit(reserve, "RevenueDeposited")
      .withArgs(2n, await access.getAddress(), 0n, PRICE_WEI);

    expect(await reserve.revenueOf(1n)).to.equal(0n);
    expect(await reserve.revenueOf(2n)).to.equal(PRICE_WEI + 7n);
  });

  it("belongs to the epoch of its second: the last of one, the first of the next", async () => {
    const { access, reserve, schedule, grantee, toolId } = await networkHelpers.loadFixture(grantedFixture);
    await access.createGrant(termsOf(grantee, toolId, { price: 7n }), GRANTEE_KEY);
    const end = await schedule.endOf(1n);

    await time.setNextBlockTimestamp(end - 1n);
    await access.connect(grantee).fund(1n);
    await time.setNextBlockTimestamp(end);
    await access.connect(grantee).fund(2n);

    expect([await reserve.revenueOf(1n), await reserve.revenueOf(2n)]).to.deep.equal([PRICE_WEI, 7n]);
  });

  it("is open to anyone: who pays gains nothing by it", async () => {
    const { access, payer, grantee } = await networkHelpers.loadFixture(grantedFixture);

    await expect(access.connect(payer).fund(1n)).to.emit(access, "GrantFunded").withArgs(1n, payer.address, PRICE_WEI);

    expect((await access.grantOf(1n)).grantee).to.equal(grantee.address);
  });

  it("takes the price once only", async () => {
    const { access, token, grantee, payer } = await networkHelpers.loadFixture(usableFixture);
    const held = await token.balanceOf(grantee);

    for (const caller of [grantee, payer]) {
      await expect(access.connect(caller).fund(1n))
        .to.be.revertedWithCustomError(access, "DatasetAccessAlreadyFunded")
        .withArgs(1n);
    }
    expect(await token.balanceOf(grantee)).to.equal(held);
  });

  it("refuses a grant without a price, which counts as paid", async () => {
    const { access, grantee, toolId } = await networkHelpers.loadFixture(grantedFixture);
    await access.createGrant(termsOf(grantee, toolId, { price: 0n }), GRANTEE_KEY);

    await expect(access.connect(grantee).fund(2n))
      .to.be.revertedWithCustomError(access, "DatasetAccessAlreadyFunded")
      .withArgs(2n);
  });

  it("takes a price of one wei, and fails whole on one that nobody can pay", async () => {
    const { access, token, reserve, admin, grantee, toolId } = await networkHelpers.loadFixture(grantedFixture);
    await access.createGrant(termsOf(grantee, toolId, { price: 1n }), GRANTEE_KEY);
    await access.createGrant(termsOf(grantee, toolId, { price: 2n ** 96n - 1n }), GRANTEE_KEY);
    await token.approve(access, MaxUint256);
    const held = await token.balanceOf(admin);
    expect(held).to.be.lessThan(SUPPLY_WEI);

    await access.connect(grantee).fund(2n);
    await expect(access.fund(3n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(admin.address, held, 2n ** 96n - 1n);

    expect(await reserve.revenueOf(1n)).to.equal(1n);
    expect((await access.grantOf(3n)).fundedAt).to.equal(0n);
  });

  it("refuses who did not allow the price to be taken", async () => {
    const { access, token, stranger } = await networkHelpers.loadFixture(grantedFixture);

    await expect(access.connect(stranger).fund(1n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
      .withArgs(await access.getAddress(), 0n, PRICE_WEI);
  });

  it("works from the creation until the last second of the grant, not in the next", async () => {
    const { access, grantee, expiresAt } = await networkHelpers.loadFixture(grantedFixture);
    const refused = await networkHelpers.takeSnapshot();
    await time.setNextBlockTimestamp(expiresAt);
    await expect(access.connect(grantee).fund(1n))
      .to.be.revertedWithCustomError(access, "DatasetAccessGrantExpired")
      .withArgs(1n, expiresAt);
    await refused.restore();

    await time.setNextBlockTimestamp(expiresAt - 1n);
    await access.connect(grantee).fund(1n);
    expect((await access.grantOf(1n)).fundedAt).to.equal(expiresAt - 1n);
  });

  it("refuses a grant that is revoked, also when it is over too", async () => {
    const { access, asGuardian, grantee } = await networkHelpers.loadFixture(grantedFixture);
    await asGuardian.revoke(1n);

    for (const elapsed of [1n, COOLING_OFF + DURATION]) {
      await time.increase(elapsed);
      await expect(access.connect(grantee).fund(1n))
        .to.be.revertedWithCustomError(access, "DatasetAccessGrantIsRevoked")
        .withArgs(1n);
    }
  });

  it("refuses a grant whose tool was withdrawn: nobody pays for what can never be used", async () => {
    const { access, tools, token, grantee, toolId } = await networkHelpers.loadFixture(grantedFixture);
    const held = await token.balanceOf(grantee);
    await tools.withdrawTool(toolId);

    await expect(access.connect(grantee).fund(1n))
      .to.be.revertedWithCustomError(access, "DatasetAccessToolNotAllowed")
      .withArgs(toolId, 0n);
    expect(await token.balanceOf(grantee)).to.equal(held);
  });

  it("refuses a grant that was never created", async () => {
    const { access, grantee } = await networkHelpers.loadFixture(grantedFixture);

    for (const unknown of [0n, 2n, MaxUint256]) {
      await expect(access.connect(grantee).fund(unknown))
        .to.be.revertedWithCustomError(access, "DatasetAccessUnknownGrant")
        .withArgs(unknown, 1n);
    }
  });

  it("is refused during a pause, and works again after 72 hours", async () => {
    const { access, asGuardian, grantee } = await networkHelpers.loadFixture(grantedFixture);
    await asGuardian.pause();
    const until = await access.pausedUntil();

    await expect(access.connect(grantee).fund(1n))
      .to.be.revertedWithCustomError(access, "ExpiringPausePaused")
      .withArgs(until);
    await time.setNextBlockTimestamp(until);
    await access.connect(grantee).fund(1n);
    expect((await access.grantOf(1n)).fundedAt).to.equal(until);
  });

  it("T13: is the only way in: tokens that are merely sent here pay for nothing and stay for ever", async () => {
    const { access, token, reserve, grantee } = await networkHelpers.loadFixture(grantedFixture);
    await token.connect(grantee).transfer(access, PRICE_WEI);

    expect((await access.grantOf(1n)).fundedAt).to.equal(0n);
    await access.connect(grantee).fund(1n);
    expect(await token.balanceOf(access)).to.equal(PRICE_WEI);
    expect(await reserve.revenueOf(1n)).to.equal(PRICE_WEI);
  });

  it("T14: gives nobody a way to take what was paid: a revoked grant's price stays with the contributors", async () => {
    const { asGuardian, token, reserve, grantee } = await networkHelpers.loadFixture(usableFixture);
    const held = await token.balanceOf(grantee);

    await asGuardian.revoke(1n);

    expect(await token.balanceOf(grantee)).to.equal(held);
    expect(await reserve.revenueOf(1n)).to.equal(PRICE_WEI);
  });
});
