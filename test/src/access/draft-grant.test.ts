import { expect } from "chai";
import { id } from "ethers";
import { draftGrant, type GrantRequest } from "../../../src/access/draft-grant.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const at = await collectiveWithAccess();
const request: GrantRequest = {
  grantee: at.granteeAddress,
  granteeKey: at.granteeIdentity.recipient,
  purpose: "evaluation",
  tool: { kind: "approved", named: "Survey" },
  durationSeconds: 86_400,
  priceWei: 5n,
  policyHash: toHex32(id("policy")),
};
const draft = (changed: Partial<GrantRequest> = {}) => draftGrant(at, { ...request, ...changed });
const newTool = {
  kind: "new",
  name: "Fresh",
  uri: "https://fresh.example",
  codeHash: toHex32(id("fresh")),
  purposes: ["evaluation"],
} as const;

/** Does what the timelock does with the actions of a proposal that passed. */
async function carryOut({ actions }: Awaited<ReturnType<typeof draft>>): Promise<void> {
  const timelock = await at.ethers.getSigner(at.record.contracts.timelock);
  for (const { address, calldata, value } of actions) {
    await timelock.sendTransaction({ to: address, data: calldata, value: BigInt(value) });
  }
}

describe("draftGrant", () => {
  it("drafts a call that creates exactly the grant that was asked for", async () => {
    const drafted = await draft();
    await carryOut(drafted);

    expect(drafted.actions.map(({ target, address }) => [target, address])).to.deep.equal([
      ["access", at.record.contracts.access],
    ]);
    expect(drafted).to.include({ coolingOffSeconds: 120, anonymityFloor: 2 });
    const grant = await at.collective.access.grantOf(await at.collective.access.grantCount());
    expect([grant.grantee, grant.purpose, grant.price, grant.toolId, grant.policyHash]).to.deep.equal([
      at.grantee.address,
      1n,
      5n,
      at.tool.id,
      id("policy"),
    ]);
    expect(grant.expiresAt - grant.startsAt).to.equal(86_400n);
  });

  it("approves the tool first when no vote did", async () => {
    const drafted = await draft({ tool: newTool });
    await carryOut(drafted);

    expect(drafted.actions.map(({ function: name }) => name.replace(/\(.*/, ""))).to.deep.equal([
      "approveTool",
      "createGrant",
    ]);
    expect(await at.collective.tools.allows(drafted.tool.id, 1)).to.equal(true);
    expect((await at.collective.access.grantOf(await at.collective.access.grantCount())).toolId).to.equal(
      drafted.tool.id,
    );
  });

  it("refuses what the contracts would refuse, by their own bounds", async () => {
    const code = (changed: Partial<GrantRequest>) => rejectedCode(() => draft(changed));
    const { access } = at.collective;

    expect(await code({ granteeKey: `age1${"q".repeat(58)}` })).to.equal("ACCESS_UNUSABLE_KEY");
    expect(await code({ granteeKey: "" })).to.equal("ACCESS_UNUSABLE_KEY");
    expect(await code({ durationSeconds: Number(await access.MIN_DURATION()) - 1 })).to.equal(
      "ACCESS_DURATION_OUT_OF_BOUNDS",
    );
    expect(await code({ durationSeconds: Number(await access.MAX_DURATION()) + 1 })).to.equal(
      "ACCESS_DURATION_OUT_OF_BOUNDS",
    );
    expect(await code({ priceWei: 2n ** 128n })).to.equal("ACCESS_PRICE_TOO_HIGH");
    expect(await code({ purpose: "fun" })).to.equal("ACCESS_UNKNOWN_PURPOSE");
    expect(await code({ purpose: "training" })).to.equal("ACCESS_TOOL_NOT_ALLOWED");
    expect(await code({ tool: { ...newTool, purposes: ["research"] } })).to.equal("ACCESS_TOOL_NOT_ALLOWED");
  });

  it("takes the bounds themselves", async () => {
    const { access } = at.collective;
    for (const bound of [await access.MIN_DURATION(), await access.MAX_DURATION()]) {
      await carryOut(await draft({ durationSeconds: Number(bound), priceWei: 0n }));
    }
  });
});
