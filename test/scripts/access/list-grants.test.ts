import { expect } from "chai";
import { listGrants, showMoment } from "../../../scripts/access/list-grants.ts";
import { blockAt } from "../../../src/chain/finality.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";

describe("listGrants", () => {
  it("names purpose, tool and status of each grant", async () => {
    const at = await collectiveWithAccess();
    await at.decide.tools.definePurpose(9, "teaching", "https://purposes.example");
    await at.createUsableGrant();
    await at.createGrant({ price: 1n, purpose: 1 });

    const grants = await listGrants(at.collective, 0, await blockAt(at.provider, "latest"));

    expect(grants.map(({ id, status, purposeName, toolName }) => [id, status, purposeName, toolName])).to.deep.equal([
      [1, "usable", "research", "Survey"],
      [2, "waiting for funds", "evaluation", "Survey"],
    ]);
  });
});

describe("showMoment", () => {
  it("writes a moment in UTC to the second", () => {
    expect(showMoment(1_705_276_800)).to.equal("2024-01-15T00:00:00Z");
  });
});
