import { expect } from "chai";
import { followAccess } from "../../../src/chain/follow-access.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";
import { codeOf } from "../../helpers/code-of.ts";

describe("followAccess", () => {
  it("knows the grants and contributions that are final, and goes on with the chain", async () => {
    const at = await collectiveWithAccess();
    const follower = followAccess(at.collective, { ...at.record, finality: 3 });
    const id = await at.contribute(at.people[1]!, 1);
    await at.createGrant();
    const look = async () => {
      const { block, grants, contributions } = await follower.advance();
      return [block.number, [...grants.keys()], [...contributions.values()].map(({ consentMask }) => consentMask)];
    };
    const created = await at.provider.getBlockNumber();

    expect(await look()).to.deep.equal([created - 3, [], []]);
    await at.connection.networkHelpers.mine(3);
    expect(await look()).to.deep.equal([created, [1], [1]]);
    await at.as(at.people[1]!).registry.setConsent(id, 5);
    await at.connection.networkHelpers.mine(3);
    expect(await look()).to.deep.equal([created + 4, [1], [5]]);
  });

  it("finds what a contribution was before", async () => {
    const at = await collectiveWithAccess();
    const follower = followAccess(at.collective, at.record);
    const id = await at.contribute(at.people[1]!, 1);
    const first = (await follower.advance()).contributions.get(id)!;
    await at.as(at.people[1]!).registry.update(id, 1, `0x${"7".repeat(64)}`, "sha256:other");
    const second = (await follower.advance()).contributions.get(id)!;

    const { ciphertextHash, uri, setAt } = first;
    expect(await follower.earlier(second, 1)).to.deep.equal({ version: 1, ciphertextHash, uri, setAt });
    expect(await follower.earlier(second, 3)).to.equal(undefined);
  });

  it("does not go back when a node is behind the one that answered before", async () => {
    const at = await collectiveWithAccess();
    const record = { deployedAtBlock: 0, finality: 0 };
    const follower = followAccess(at.collective, record);
    const newest = (await follower.advance()).block.number;
    record.finality = 3;

    expect((await follower.advance()).block.number).to.equal(newest);
  });

  it("says that nothing is final yet when the chain is too young", async () => {
    const at = await collectiveWithAccess();

    expect(await codeOf(followAccess(at.collective, { ...at.record, finality: 100_000 }).advance())).to.equal(
      "CHAIN_NOTHING_FINAL",
    );
  });
});
