import { expect } from "chai";
import { readPurposes, standardPurposes } from "../../../src/chain/read-purposes.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";

describe("standardPurposes", () => {
  it("stand in the order of the registry's bits", async () => {
    const { registry } = (await collectiveWithAccess()).collective;

    expect([
      await registry.RESEARCH(),
      await registry.EVALUATION(),
      await registry.TRAINING(),
      await registry.JOURNALING_TOOLS(),
      await registry.MEMORY_ANALYSIS_TOOLS(),
      await registry.REFLECTION_TOOLS(),
      await registry.COMMERCIAL_ANALYTICS(),
    ]).to.deep.equal(standardPurposes.map((_, bit) => 1n << BigInt(bit)));
    expect(standardPurposes[3]).to.equal("journaling-tools");
  });
});

describe("readPurposes", () => {
  it("names the seven of the registry and those that a vote defined until then", async () => {
    const { decide, collective, range } = await collectiveWithAccess();
    await decide.tools.definePurpose(9, "teaching\u001b[2J", "https://purposes.example/9");
    const then = await range();
    await decide.tools.definePurpose(10, "later", "https://purposes.example/10");

    const names = await readPurposes(collective.tools, then);

    expect([...names.keys()]).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 9]);
    expect([names.get(2), names.get(9)]).to.deep.equal(["training", "teaching[2J"]);
  });
});
