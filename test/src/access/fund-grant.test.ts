import { expect } from "chai";
import { fundGrant, type FundRequest } from "../../../src/access/fund-grant.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";

const PRICE = 12n * 10n ** 18n;

/** A grant that costs 12 $GPT, and somebody who pays. */
async function readyToPay(balance = PRICE) {
  const at = await collectiveWithAccess();
  const grantId = await at.createGrant({ price: PRICE });
  const payer = at.people[6]!;
  await at.decide.token.transfer(payer.address, balance);
  const fund = (changed: Partial<FundRequest> = {}) =>
    fundGrant({
      collective: at.as(payer),
      record: at.record,
      grantId,
      payer: toAddress(payer.address),
      isRehearsal: false,
      ...changed,
    });
  return { ...at, grantId, payer, fund };
}

describe("fundGrant", () => {
  it("pays exactly the price to the contributors of the running epoch, and leaves no allowance", async () => {
    const at = await readyToPay(PRICE + 1n);
    const before = await at.collective.token.balanceOf(at.record.contracts.reserve);
    const { sent, status, priceWei, balanceWei, coolsForSeconds } = await at.fund();

    expect({ sent, status, priceWei, balanceWei }).to.deep.equal({
      sent: true,
      status: "waiting for funds",
      priceWei: PRICE,
      balanceWei: PRICE + 1n,
    });
    expect(coolsForSeconds).to.be.within(60, 120);
    expect((await at.collective.token.balanceOf(at.record.contracts.reserve)) - before).to.equal(PRICE);
    expect(await at.collective.token.balanceOf(at.payer.address)).to.equal(1n);
    expect(await at.collective.token.allowance(at.payer.address, at.record.contracts.access)).to.equal(0n);
    expect((await at.collective.access.grantOf(at.grantId)).fundedAt).to.be.greaterThan(0n);
  });

  it("sends nothing when it is only to say what it would do", async () => {
    const at = await readyToPay();
    const block = await at.provider.getBlockNumber();

    expect(await at.fund({ isRehearsal: true })).to.include({ sent: false, priceWei: PRICE, balanceWei: PRICE });
    expect(await at.provider.getBlockNumber()).to.equal(block);
  });

  it("says in words what is missing, before anything is sent", async () => {
    const at = await readyToPay(PRICE - 10n ** 18n);
    const error = await rejection(() => at.fund());

    expect([error.code, error.message]).to.deep.equal([
      "ACCESS_BALANCE_TOO_LOW",
      "Expected 12.00 $GPT to pay with, got 11.00.",
    ]);
    expect(await at.collective.token.allowance(at.payer.address, at.record.contracts.access)).to.equal(0n);
  });

  it("pays for nothing that cannot be read any more, is paid, or does not exist", async () => {
    const at = await readyToPay();
    const code = (grantId: number) => rejectedCode(() => at.fund({ grantId }));

    expect(await code(99)).to.equal("ACCESS_UNKNOWN_GRANT");
    expect(await code(await at.createGrant())).to.equal("ACCESS_ALREADY_FUNDED");
    const revoked = await at.createGrant({ price: 1n });
    await at.decide.access.revoke(revoked);
    expect(await code(revoked)).to.equal("ACCESS_GRANT_OVER");
    await at.decide.access.pause();
    expect(await code(at.grantId)).to.equal("ACCESS_PAUSED");
    await at.decide.access.unpause();
    await at.fund();
    expect(await code(at.grantId)).to.equal("ACCESS_ALREADY_FUNDED");
    const expired = await at.createGrant({ price: 1n });
    await at.warpTo((await at.collective.access.grantOf(expired)).expiresAt);
    expect(await code(expired)).to.equal("ACCESS_GRANT_OVER");
    const orphan = await at.createGrant({ price: 1n });
    await at.decide.tools.withdrawTool(at.tool.id);
    expect(await code(orphan)).to.equal("ACCESS_GRANT_OVER");
  });
});
