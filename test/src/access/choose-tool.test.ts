import { expect } from "chai";
import { id } from "ethers";
import { bitOf, chooseTool, type ToolChoice } from "../../../src/access/choose-tool.ts";
import { readPurposes } from "../../../src/chain/read-purposes.ts";
import { readTools } from "../../../src/chain/read-tools.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const at = await collectiveWithAccess();
const { decide, tool } = at;
const { tools } = at.collective;
const twin = ["Twin", "https://twin.example"] as const;
await decide.tools.approveTool(...twin, id("twin 1"), 0b1);
await decide.tools.approveTool(...twin, id("twin 2"), 0b1);
await decide.tools.approveTool("Old", "https://old.example", id("old"), 0b1);
const oldId = toHex32(await tools.toolIdOf("Old", "https://old.example", id("old"), 0b1));
await decide.tools.withdrawTool(oldId);
await decide.tools.definePurpose(31, "teaching", "https://purposes.example");
const range = await at.range();
const known = {
  purposes: await readPurposes(tools, range),
  known: [...(await readTools(tools, range)).values()],
};
const choose = (choice: ToolChoice) => chooseTool(tools, choice, known);
const fresh = {
  kind: "new",
  name: "Fresh",
  uri: "https://fresh.example",
  codeHash: toHex32(id("fresh")),
  purposes: ["research", "teaching", "research"],
} as const;

describe("chooseTool", () => {
  it("finds an approved tool by its name or its id", async () => {
    const found = {
      tool: {
        id: tool.id,
        name: "Survey",
        uri: tool.uri,
        codeHash: tool.codeHash,
        purposes: ["research", "evaluation"],
        isNew: false,
      },
      mask: 0b11,
    };

    expect(await choose({ kind: "approved", named: "Survey" })).to.deep.equal(found);
    expect(await choose({ kind: "approved", named: tool.id.toUpperCase().replace("0X", "0x") })).to.deep.equal(found);
  });

  it("says which there are, and which of several is meant", async () => {
    const code = (named: string) => rejectedCode(() => choose({ kind: "approved", named }));

    expect([await code("None"), await code("Twin"), await code("Old"), await code(oldId)]).to.deep.equal([
      "ACCESS_UNKNOWN_TOOL",
      "ACCESS_TOOL_AMBIGUOUS",
      "ACCESS_TOOL_WITHDRAWN",
      "ACCESS_TOOL_WITHDRAWN",
    ]);
  });

  it("gives a tool that was never approved the id that the contract will give it", async () => {
    const { tool: drafted, mask } = await choose(fresh);

    expect(mask).to.equal(0x8000_0001);
    expect(drafted).to.deep.include({ isNew: true, purposes: ["research", "teaching"] });
    expect(drafted.id).to.equal(await tools.toolIdOf(fresh.name, fresh.uri, fresh.codeHash, 0x8000_0001));
  });

  it("refuses one that the contract would refuse", async () => {
    const wrong: ToolChoice[] = [
      { ...fresh, name: "" },
      { ...fresh, name: "ü".repeat(33) },
      { ...fresh, uri: "" },
      { ...fresh, uri: `https://${"a".repeat(300)}` },
      { ...fresh, codeHash: toHex32(`0x${"0".repeat(64)}`) },
      { ...fresh, purposes: [] },
    ];
    for (const choice of wrong) expect(await rejectedCode(() => choose(choice))).to.equal("ACCESS_BAD_TOOL");
    expect(await rejectedCode(() => choose({ ...fresh, purposes: ["fun"] }))).to.equal("ACCESS_UNKNOWN_PURPOSE");
    const again = { kind: "new", name: tool.name, uri: tool.uri, codeHash: toHex32(tool.codeHash) } as const;
    expect(await rejectedCode(() => choose({ ...again, purposes: ["research", "evaluation"] }))).to.equal(
      "ACCESS_TOOL_KNOWN",
    );
  });
});

describe("bitOf", () => {
  it("knows the purposes of the registry and those that a vote defined", async () => {
    expect([bitOf(known.purposes, "research"), bitOf(known.purposes, "teaching")]).to.deep.equal([0, 31]);
    expect(await rejectedCode(() => bitOf(known.purposes, "Research"))).to.equal("ACCESS_UNKNOWN_PURPOSE");
  });
});
