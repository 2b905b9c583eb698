import { expect } from "chai";
import { id } from "ethers";
import { readTools } from "../../../src/chain/read-tools.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";

describe("readTools", () => {
  it("gives every tool that a vote approved, and says which were withdrawn", async () => {
    const { decide, collective, tool, range } = await collectiveWithAccess();
    const journal = ["Journal", "https://journal.example", id("journal"), 0b1000] as const;
    const journalId = toHex32(await collective.tools.toolIdOf(...journal));
    await decide.tools.approveTool(...journal);
    await decide.tools.withdrawTool(tool.id);

    const tools = await readTools(collective.tools, await range());

    expect([...tools.values()]).to.deep.equal([
      { id: tool.id, name: "Survey", uri: tool.uri, codeHash: tool.codeHash, purposes: 0b11, withdrawn: true },
      {
        id: journalId,
        name: "Journal",
        uri: "https://journal.example",
        codeHash: id("journal"),
        purposes: 0b1000,
        withdrawn: false,
      },
    ]);
  });
});
