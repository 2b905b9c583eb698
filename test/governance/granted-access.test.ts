import { expect } from "chai";
import { DAY, decide, ethers, networkHelpers, toProposal, type Proposal } from "../contracts/fixtures/governance.ts";
import { governed, type Governed } from "./governed-collective.ts";

const { time } = networkHelpers;
const PURPOSE = 0;
const TOOL = ["A tool", "sha256:1", ethers.id("code"), 1 << PURPOSE] as const;
const KEY = "age1recipient";

/** A proposal that approves a tool and grants a stranger access with it, free of charge. */
async function grantProposal({ contracts, tools, access, stranger }: Governed): Promise<Proposal> {
  const toolId = await tools.toolIdOf(...TOOL);
  const policyHash = ethers.id("policy");
  const terms = { grantee: stranger.address, purpose: PURPOSE, duration: DAY, price: 0n, toolId, policyHash };
  return toProposal(
    [
      { target: contracts.tools, data: tools.interface.encodeFunctionData("approveTool", [...TOOL]) },
      { target: contracts.access, data: access.interface.encodeFunctionData("createGrant", [terms, KEY]) },
    ],
    "Approve a tool and grant access with it",
  );
}

/** A proposal of one call to the access contract. */
function accessProposal({ contracts }: Governed, data: string): Proposal {
  return toProposal([{ target: contracts.access, data }], "Stop access");
}

/** For `loadFixture`: a vote granted access, and the cooling-off period is over. */
async function granted() {
  const deployment = await governed();
  await decide(deployment, await grantProposal(deployment));
  await time.increase(await deployment.access.coolingOff());
  return deployment;
}

describe("Governance: access to the dataset", () => {
  it("is granted by one vote, which approves the tool too, and usable once owners had their time", async () => {
    const deployment = await networkHelpers.loadFixture(governed);
    const { access } = deployment;

    await decide(deployment, await grantProposal(deployment));

    expect(await access.grantCount()).to.equal(1n);
    expect(await access.isUsable(1n)).to.equal(false);
    await time.increaseTo((await access.grantOf(1n)).startsAt);
    expect(await access.isUsable(1n)).to.equal(true);
  });

  it("is revoked by a vote too, when the guardian is silent", async () => {
    const deployment = await networkHelpers.loadFixture(granted);
    const { access, contracts } = deployment;
    expect(await access.isUsable(1n)).to.equal(true);

    await expect(decide(deployment, accessProposal(deployment, access.interface.encodeFunctionData("revoke", [1n]))))
      .to.emit(access, "GrantRevoked")
      .withArgs(1n, ethers.getAddress(contracts.timelock));

    expect(await access.isUsable(1n)).to.equal(false);
  });

  it("is paused by a vote too, and opened again by none but a vote", async () => {
    const deployment = await networkHelpers.loadFixture(granted);
    const { access, guardian } = deployment;

    await decide(deployment, accessProposal(deployment, access.interface.encodeFunctionData("pause")));

    expect(await access.isUsable(1n)).to.equal(false);
    await expect(access.connect(guardian).unpause())
      .to.be.revertedWithCustomError(access, "AccessManagedUnauthorized")
      .withArgs(guardian);
  });

  it("T39: is nothing that the guardian can give: it revokes and pauses, and neither grants nor approves", async () => {
    const deployment = await networkHelpers.loadFixture(granted);
    const { access, tools, guardian } = deployment;
    const [asGuardian, { toolId }] = [access.connect(guardian), await access.grantOf(1n)];
    const terms = { grantee: guardian, purpose: PURPOSE, duration: DAY, price: 0n, toolId, policyHash: toolId };
    for (const attempt of [
      () => asGuardian.createGrant(terms, KEY),
      () => asGuardian.setCoolingOff(60),
      () => asGuardian.setAnonymityFloor(2),
      () => tools.connect(guardian).approveTool("Another tool", "sha256:2", toolId, 1),
      () => tools.connect(guardian).withdrawTool(toolId),
    ]) {
      await expect(attempt()).to.be.revertedWithCustomError(access, "AccessManagedUnauthorized").withArgs(guardian);
    }

    await asGuardian.pause();
    await asGuardian.revoke(1n);

    expect(await access.isUsable(1n)).to.equal(false);
  });

  it("ends with the tool when a vote withdraws it", async () => {
    const deployment = await networkHelpers.loadFixture(granted);
    const { access, tools, contracts } = deployment;
    const data = tools.interface.encodeFunctionData("withdrawTool", [await tools.toolIdOf(...TOOL)]);

    await decide(deployment, toProposal([{ target: contracts.tools, data }], "Withdraw the tool"));

    expect(await access.isUsable(1n)).to.equal(false);
  });
});
