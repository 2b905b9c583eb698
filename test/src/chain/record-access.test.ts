import { expect } from "chai";
import { recordAccess } from "../../../src/chain/record-access.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";

describe("recordAccess", () => {
  it("gives what there is a receipt for now, and leaves out what the contract skipped", async () => {
    const at = await collectiveWithAccess();
    const contributionId = await at.contribute(at.people[1]!, 1);
    const grantId = await at.createUsableGrant();
    const { access } = at.as(at.validators[0]!.account);
    const accesses = [
      { contributionId: toHex32(`0x${"9".repeat(64)}`), version: 1 },
      { contributionId, version: 1 },
      { contributionId, version: 2 },
    ];

    expect(await recordAccess(access, { grantId, accesses }, 5_000)).to.deep.equal([{ contributionId, version: 1 }]);
  });

  it("fails as every transaction does when the contract refuses it", async () => {
    const at = await collectiveWithAccess();
    const accesses = [{ contributionId: at.tool.id, version: 1 }];
    const { access } = at.as(at.people[0]!);

    expect(await codeOf(recordAccess(access, { grantId: 1, accesses }, 5_000))).to.equal("CHAIN_REVERTED");
  });
});
