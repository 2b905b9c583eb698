import { expect } from "chai";
import { readOwnerReceipts } from "../../../src/contributor/owner-receipts.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";

const at = await collectiveWithAccess();
const [owner, other] = [at.people[1]!, at.people[2]!];

describe("readOwnerReceipts", () => {
  it("has nothing to tell before anybody was handed a key", async () => {
    const id = await at.contribute(owner, 1);
    expect(await readOwnerReceipts(at.collective, [id], await at.range())).to.deep.equal([]);
    expect(await readOwnerReceipts(at.collective, [], await at.range())).to.deep.equal([]);
  });

  it("tells who got the key of what, for what, with which tool, when and from whom; of the owner's own alone", async () => {
    const [first, second] = [await at.contribute(owner, 2), await at.contribute(owner, 3, 0b11)];
    const foreign = await at.contribute(other, 4);
    const research = await at.createUsableGrant();
    const evaluation = await at.createUsableGrant({ purpose: 1 });
    const access = (contributionId: string) => ({ contributionId, version: 1 });
    const [one, two] = at.validators;
    await at.as(two!.account).access.recordAccess(evaluation, [access(second)]);
    const sent = await at.as(one!.account).access.recordAccess(research, [first, foreign, second].map(access));
    const block = await sent.getBlock();

    const receipts = await readOwnerReceipts(at.collective, [first, second], await at.range());

    expect(
      receipts.map(({ contributionId, purpose, validator }) => [contributionId, purpose, validator]),
    ).to.deep.equal([
      [second, "evaluation", two!.address],
      [first, "research", one!.address],
      [second, "research", one!.address],
    ]);
    expect(receipts[1]).to.deep.equal({
      grantId: research,
      contributionId: first,
      version: 1,
      validator: one!.address,
      block: block!.number,
      transaction: sent.hash,
      at: block!.timestamp,
      grantee: at.granteeAddress,
      purpose: "research",
      tool: "Survey",
    });
  });

  it("still tells what was handed out before the contribution was removed", async () => {
    const id = await at.contribute(owner, 5);
    const grant = await at.createUsableGrant();
    await at.as(at.validators[0]!.account).access.recordAccess(grant, [{ contributionId: id, version: 1 }]);
    await at.as(owner).registry.remove(id);

    expect(await readOwnerReceipts(at.collective, [id], await at.range())).to.have.length(1);
  });
});
