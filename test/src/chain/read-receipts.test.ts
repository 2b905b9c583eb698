import { expect } from "chai";
import { readReceipts } from "../../../src/chain/read-receipts.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";

describe("readReceipts", () => {
  it("gives who handed out what for a grant, oldest first, or what one validator handed out", async () => {
    const at = await collectiveWithAccess();
    const contributionId = await at.contribute(at.people[1]!, 1);
    const [first, second] = [await at.createUsableGrant(), await at.createUsableGrant()];
    const access = [{ contributionId, version: 1 }];
    const [one, two] = at.validators;
    await at.as(two!.account).access.recordAccess(first, access);
    const sent = await at.as(one!.account).access.recordAccess(first, access);
    await at.as(one!.account).access.recordAccess(second, access);

    const ofGrant = await readReceipts(at.collective.access, { grantId: first }, await at.range());
    const ofValidator = await readReceipts(at.collective.access, { validator: one!.address }, await at.range());

    expect(ofGrant.map(({ validator }) => validator)).to.deep.equal([two!.address, one!.address]);
    expect(ofGrant[1]).to.deep.equal({
      grantId: first,
      contributionId,
      version: 1,
      validator: one!.address,
      block: sent.blockNumber,
      transaction: sent.hash,
    });
    expect(ofValidator.map(({ grantId }) => grantId)).to.deep.equal([first, second]);
  });

  it("gives who handed out one contribution, and for which grants", async () => {
    const at = await collectiveWithAccess();
    const [own, other] = [await at.contribute(at.people[1]!, 1), await at.contribute(at.people[2]!, 1)];
    const grantId = await at.createUsableGrant();
    const { access } = at.as(at.validators[0]!.account);
    await access.recordAccess(
      grantId,
      [own, other].map((contributionId) => ({ contributionId, version: 1 })),
    );

    const found = await readReceipts(at.collective.access, { contributionId: own }, await at.range());
    expect(found.map(({ contributionId }) => contributionId)).to.deep.equal([own]);
  });
});
