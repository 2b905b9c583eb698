import { expect } from "chai";
import { blockAt } from "../../../src/chain/finality.ts";
import { grantStatus, readGrantStatus } from "../../../src/chain/grant-status.ts";
import { readGrants, type Grant } from "../../../src/chain/read-grants.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";

const PRICE = 5n;

describe("grantStatus", () => {
  const grant = { fundedAt: 10, revokedAt: null, startsAt: 100, expiresAt: 200 } as Grant;
  const open = { timestamp: 150, toolAllowed: true, paused: false };

  it("is usable from the end of the cooling-off period until the moment it expires", () => {
    const at = (timestamp: number) => grantStatus(grant, { ...open, timestamp });

    expect([99, 100, 199, 200].map(at)).to.deep.equal(["cooling off", "usable", "usable", "expired"]);
  });

  it("names of several reasons the one that lasts longest", () => {
    const none = { timestamp: 250, toolAllowed: false, paused: true };
    const unpaid = { ...grant, fundedAt: null };

    expect(grantStatus({ ...unpaid, revokedAt: 5 }, none)).to.equal("revoked");
    expect(grantStatus(unpaid, none)).to.equal("expired");
    expect(grantStatus(unpaid, { ...none, timestamp: 50 })).to.equal("tool withdrawn");
    expect(grantStatus(unpaid, { ...none, timestamp: 50, toolAllowed: true })).to.equal("waiting for funds");
    expect(grantStatus(grant, { ...none, timestamp: 50, toolAllowed: true })).to.equal("cooling off");
    expect(grantStatus(grant, { ...open, paused: true })).to.equal("paused");
  });
});

describe("readGrantStatus", () => {
  it("T43: says usable exactly when the contract does, in each of a grant's states", async () => {
    const at = await collectiveWithAccess();
    const { access } = at.collective;
    const seen = new Map<string, boolean>();
    const look = async (id: number): Promise<void> => {
      const grant = (await readGrants(access, await at.range())).get(id)!;
      const block = await blockAt(at.provider, "latest");
      seen.set(
        await readGrantStatus(at.collective, grant, block),
        await access.isUsable(id, { blockTag: block.number }),
      );
    };

    await at.createGrant({ price: PRICE });
    await look(1);
    await at.fund(1);
    await look(1);
    await at.warpTo((await access.grantOf(1)).startsAt);
    await look(1);
    await at.decide.access.pause();
    await look(1);
    await at.decide.access.unpause();
    await at.warpTo((await access.grantOf(1)).expiresAt);
    await look(1);
    await at.createUsableGrant();
    await at.decide.access.revoke(2);
    await look(2);
    await at.createUsableGrant();
    await at.decide.tools.withdrawTool(at.tool.id);
    await look(3);

    expect([...seen]).to.deep.equal([
      ["waiting for funds", false],
      ["cooling off", false],
      ["usable", true],
      ["paused", false],
      ["expired", false],
      ["revoked", false],
      ["tool withdrawn", false],
    ]);
  });
});
