import { expect } from "chai";
import { readReceipts } from "../../../../src/chain/read-receipts.ts";
import { toHex32, type Hex32 } from "../../../../src/primitives/identifiers.ts";
import { createReceiptWriter } from "../../../../src/validator/key-service/receipt-writer.ts";
import { collectiveWithAccess } from "../../../helpers/collective-with-access.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

const first = (contributionId: Hex32) => ({ contributionId, version: 1 });

/** Two contributions in the scope of a grant that can be used, and writers of the first validator. */
async function readyToRecord(finality = 0) {
  const at = await collectiveWithAccess();
  const ids = [await at.contribute(at.people[1]!, 1), await at.contribute(at.people[2]!, 2)] as const;
  const grantId = await at.createUsableGrant();
  await at.connection.networkHelpers.mine(finality);
  const [{ account, address }] = at.validators as unknown as [(typeof at.validators)[number]];
  const { access, registry } = at.as(account);
  return {
    ...at,
    ids,
    grantId,
    account,
    access,
    /** A writer that remembers nothing. */
    writer: (patienceMs = 5_000) =>
      createReceiptWriter({ access, registry, validator: address, record: { ...at.record, finality }, patienceMs }),
    receipts: async () => readReceipts(access, { grantId }, await at.range()),
  };
}

describe("createReceiptWriter", () => {
  it("writes a receipt for each version that may be read, in one transaction", async () => {
    const at = await readyToRecord();
    const recorded = await at.writer().record(at.grantId, at.ids.map(first));

    expect(recorded).to.deep.equal({ recorded: at.ids.map(first), written: 2 });
    const receipts = await at.receipts();
    expect(receipts.map(({ contributionId }) => contributionId)).to.deep.equal(at.ids);
    expect(new Set(receipts.map(({ transaction }) => transaction)).size).to.equal(1);
  });

  it("writes no second receipt when it is asked again, be it by a program that was started anew", async () => {
    for (const finality of [0, 100]) {
      const at = await readyToRecord(finality);
      const writer = at.writer();
      await writer.record(at.grantId, [first(at.ids[0])]);

      expect(await writer.record(at.grantId, at.ids.map(first))).to.deep.equal({
        recorded: at.ids.map(first),
        written: 1,
      });
      expect((await at.writer().record(at.grantId, at.ids.map(first))).written).to.equal(0);
      expect(await at.receipts()).to.have.length(2);
    }
  });

  it("writes a receipt of its own where another validator has one, and for each grant", async () => {
    const at = await readyToRecord();
    await at.as(at.validators[1]!.account).access.recordAccess(at.grantId, [first(at.ids[0])]);
    const other = await at.createUsableGrant();
    const writer = at.writer();

    expect((await writer.record(at.grantId, [first(at.ids[0])])).written).to.equal(1);
    expect((await writer.record(other, [first(at.ids[0])])).written).to.equal(1);
  });

  it("leaves out what may not be read any more, with or without an earlier receipt", async () => {
    const at = await readyToRecord();
    const writer = at.writer();
    await writer.record(at.grantId, [first(at.ids[0])]);
    await at.as(at.people[1]!).registry.setConsent(at.ids[0], 0);
    await at.as(at.people[2]!).registry.update(at.ids[1], 1, at.tool.id, "sha256:…");

    expect(await writer.record(at.grantId, at.ids.map(first))).to.deep.equal({ recorded: [], written: 0 });
    await at.as(at.people[1]!).registry.setConsent(at.ids[0], 1);
    await at.as(at.people[1]!).registry.update(at.ids[0], 1, at.tool.id, "sha256:…");
    expect((await writer.record(at.grantId, [first(at.ids[0])])).recorded).to.deep.equal([]);
  });

  it("sends one transaction at a time, and sees what the one before recorded", async () => {
    const at = await readyToRecord();
    const writer = at.writer();
    const results = await Promise.all([1, 2, 3, 4].map(() => writer.record(at.grantId, at.ids.map(first))));

    expect(results.map(({ written }) => written)).to.deep.equal([2, 0, 0, 0]);
    expect(results.every(({ recorded }) => recorded.length === 2)).to.equal(true);
    expect(await at.receipts()).to.have.length(2);
  });

  it("says that nothing may be handed out when the grant or the validator is out meanwhile", async () => {
    const at = await readyToRecord();
    await at.decide.access.revoke(at.grantId);
    expect(await rejectedCode(() => at.writer().record(at.grantId, [first(at.ids[0])]))).to.equal(
      "KEYS_GRANT_NOT_USABLE",
    );
    await at.as(at.account).validators.startLeaving();
    expect(await rejectedCode(() => at.writer().record(at.grantId, [first(at.ids[0])]))).to.equal("KEYS_NOT_ACTIVE");
  });

  it("says so too when the transaction is not mined in time, and finds the receipt when it is later", async () => {
    const at = await readyToRecord();
    const writer = at.writer(100);
    await at.provider.send("evm_setAutomine", [false]);

    expect(await rejectedCode(() => writer.record(at.grantId, [first(at.ids[0])]))).to.equal("KEYS_RECEIPT_FAILED");
    await at.provider.send("evm_setAutomine", [true]);
    await at.provider.send("evm_mine", []);
    expect(await writer.record(at.grantId, [first(at.ids[0])])).to.deep.equal({
      recorded: [first(at.ids[0])],
      written: 0,
    });
  });

  it("says so too when the node takes no transaction", async () => {
    const at = await readyToRecord();
    await at.connection.networkHelpers.setBalance(at.account.address, 0n);

    expect(await rejectedCode(() => at.writer().record(at.grantId, [first(at.ids[0])]))).to.equal(
      "KEYS_RECEIPT_FAILED",
    );
  });

  it("knows the receipts of a grant by their version", async () => {
    const at = await readyToRecord();
    const writer = at.writer();
    await writer.record(at.grantId, [first(at.ids[0])]);
    await at.as(at.people[1]!).registry.update(at.ids[0], 1, toHex32(at.tool.id), "sha256:…");

    expect(await writer.record(at.grantId, [{ contributionId: at.ids[0], version: 2 }])).to.include({ written: 1 });
  });
});
