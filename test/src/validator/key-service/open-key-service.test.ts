import { expect } from "chai";
import { codeOf } from "../../../helpers/code-of.ts";
import { keysServed } from "../../../helpers/keys-served.ts";

describe("openKeyService", () => {
  it("knows what was recorded before it was opened", async () => {
    const at = await keysServed();
    const contributionId = await at.contribute(at.people[1]!, 1);
    await at.contribute(at.people[2]!, 2);
    const grantId = await at.createUsableGrant();
    const accesses = [{ contributionId, version: 1 }];
    await at.service.handle(await at.signed(at.service, grantId, accesses));

    const reopened = await at.openService();
    const { answer, written } = await reopened.handle(await at.signed(reopened, grantId, accesses));

    expect([answer.released.length, written]).to.deep.equal([1, 0]);
  });

  it("does not take challenges that another one gave out", async () => {
    const at = await keysServed();
    const [one, other] = [await at.openService(), await at.openService()];
    const query = await at.signed(one, 1, [{ contributionId: at.tool.id, version: 1 }]);

    expect(await codeOf(other.handle(query))).to.equal("KEYS_BAD_CHALLENGE");
  });
});
