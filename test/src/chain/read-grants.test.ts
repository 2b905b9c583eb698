import { expect } from "chai";
import { AbiCoder, hexlify, id, toUtf8Bytes } from "ethers";
import { readGrants } from "../../../src/chain/read-grants.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";

const PRICE = 7n * 10n ** 18n;

describe("readGrants", () => {
  it("rebuilds each grant: what was decided, when it was paid and when it was revoked", async () => {
    const at = await collectiveWithAccess();
    const { collective, decide, grantee, range } = at;
    await at.createGrant();
    await at.createGrant({ price: PRICE, purpose: 1, duration: 7_200 });
    await at.fund(2);
    await decide.access.revoke(2);

    const grants = await readGrants(collective.access, await range());

    for (const grantId of [1, 2]) {
      const stored = await collective.access.grantOf(grantId);
      expect(grants.get(grantId)).to.deep.equal({
        id: grantId,
        grantee: grantee.address.toLowerCase(),
        granteeKey: at.granteeIdentity.recipient,
        purpose: grantId - 1,
        toolId: at.tool.id,
        policyHash: id("policy"),
        priceWei: grantId === 1 ? 0n : PRICE,
        startsAt: Number(stored.startsAt),
        expiresAt: Number(stored.startsAt) + (grantId === 1 ? 3_600 : 7_200),
        fundedAt: Number(stored.fundedAt),
        revokedAt: grantId === 1 ? null : Number(stored.revokedAt),
      });
    }
    expect(grants.size).to.equal(2);
  });

  it("knows nothing of what happened after the last block of the range", async () => {
    const at = await collectiveWithAccess();
    await at.createGrant({ price: PRICE });
    const then = await at.range();
    await at.decide.access.revoke(1);
    await at.createGrant();

    const grants = await readGrants(at.collective.access, then);

    expect([...grants.keys()]).to.deep.equal([1]);
    expect(grants.get(1)).to.include({ fundedAt: null, revokedAt: null });
  });

  it("reads a key that is no UTF-8 as an empty one, so that one grant cannot keep others from being read", async () => {
    const at = await collectiveWithAccess();
    const { access } = at.collective;
    const terms = "tuple(address,uint8,uint32,uint128,bytes32,bytes32)";
    const key = `${hexlify(toUtf8Bytes("age1"))}ff`;
    const values = [at.grantee.address, 0, 3_600, 0, at.tool.id, id("policy")];
    const input = AbiCoder.defaultAbiCoder().encode([terms, "bytes"], [values, key]);
    const data = access.interface.getFunction("createGrant").selector + input.slice(2);
    const timelock = await at.ethers.getSigner(at.record.contracts.timelock);
    await timelock.sendTransaction({ to: await access.getAddress(), data });

    const grants = await readGrants(access, await at.range());

    expect(grants.get(1)).to.include({ granteeKey: "", purpose: 0 });
  });
});
