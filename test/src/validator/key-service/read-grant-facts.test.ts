import { expect } from "chai";
import { followAccess } from "../../../../src/chain/follow-access.ts";
import { toHex32, type Hex32 } from "../../../../src/primitives/identifiers.ts";
import { readGrantFacts } from "../../../../src/validator/key-service/read-grant-facts.ts";
import { collectiveWithAccess } from "../../../helpers/collective-with-access.ts";

const first = (contributionId: Hex32) => ({ contributionId, version: 1 });

describe("readGrantFacts", () => {
  it("says of one block who may read what, however the chain goes on meanwhile", async () => {
    const at = await collectiveWithAccess();
    const [, alice, bob] = at.people;
    const ids = [await at.contribute(alice!, 1), await at.contribute(bob!, 2), await at.contribute(bob!, 3, 0b10)];
    const grantId = await at.createUsableGrant();
    const follower = followAccess(at.collective, at.record);
    const view = await follower.advance();
    const then = await at.provider.getBlockNumber();
    const grant = view.grants.get(grantId)!;

    await at.as(alice!).registry.remove(ids[0]!);
    await at.decide.access.revoke(grantId);
    const accesses = [...ids.map(first), first(toHex32(`0x${"9".repeat(64)}`))];
    const { facts, known } = await readGrantFacts(at.collective, view, grant, accesses);

    expect(view.block.number).to.equal(then);
    expect({ ...facts, contributions: undefined }).to.deep.equal({
      status: "usable",
      isUsable: true,
      hasUsableKey: true,
      contributors: 2,
      anonymityFloor: 2,
      contributions: undefined,
    });
    const reachable = { version: 1, removed: false, consents: true, canAccess: true };
    expect([...facts.contributions]).to.deep.equal([
      [ids[0], reachable],
      [ids[1], reachable],
      [ids[2], { ...reachable, consents: false, canAccess: false }],
    ]);
    expect([...known.keys()]).to.deep.equal(ids);
  });

  it("takes only a key that the grant names and that something can be encrypted to", async () => {
    const at = await collectiveWithAccess();
    const usable = await at.createUsableGrant();
    const broken = await at.createUsableGrant({ granteeKey: `age1${"q".repeat(58)}` });
    const view = await followAccess(at.collective, at.record).advance();
    const other = { ...view.grants.get(usable)!, granteeKey: at.validators[0]!.identity.recipient };
    const read = async (grant: typeof other) =>
      (await readGrantFacts(at.collective, view, grant, [])).facts.hasUsableKey;

    expect(await read(view.grants.get(usable)!)).to.equal(true);
    expect(await read(view.grants.get(broken)!)).to.equal(false);
    expect(await read(other)).to.equal(false);
  });
});
