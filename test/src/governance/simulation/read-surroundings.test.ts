import { expect } from "chai";
import { readSurroundings } from "../../../../src/governance/simulation/read-surroundings.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { collectiveWithAccess } from "../../../helpers/collective-with-access.ts";

const at = await collectiveWithAccess();
const owner = at.people[1]!;
await at.createGrant();
await at.contribute(owner, 1, 3);
const block = await at.provider.getBlockNumber();
await at.createGrant();
await at.decide.token.transfer(owner.address, 1n);
const around = await readSurroundings(at.collective, at.record, block);

describe("readSurroundings", () => {
  it("knows the contracts, the guardian, validators and data users by what they are", () => {
    const name = (account: string) => around.book.get(toAddress(account));

    expect(name(at.record.contracts.access)).to.equal("access");
    expect(name(at.deployer.address)).to.equal("guardian");
    expect(name(at.validators[0]!.account.address)).to.equal("validator 1");
    expect(name(at.grantee.address)).to.equal("data user of grant 1");
    expect(name(owner.address)).to.equal(undefined);
  });

  it("knows what was decided and given until that block, and nothing later", () => {
    expect([...around.grants.keys()]).to.deep.equal([1]);
    expect(around.tools.get(at.tool.id)?.name).to.equal("Survey");
    expect(around.purposes.get(1)).to.equal("evaluation");
    expect(around.contributions.map(({ consentMask }) => consentMask)).to.deep.equal([3]);
    expect(around.guardian).to.equal(toAddress(at.deployer.address));
    expect(around.totalSupply).to.equal(100_000_000n * 10n ** 18n);
    expect(around.treasury).to.equal(18_000_000n * 10n ** 18n);
  });
});
