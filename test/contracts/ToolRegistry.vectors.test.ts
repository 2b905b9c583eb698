import { readFileSync } from "node:fs";
import { expect } from "chai";
import { network } from "hardhat";
import {
  TOOL_VECTOR_FILES,
  toolVectors,
  toolVectorsAsJson,
  toolVectorsAsSolidity,
  VECTOR_TOOL_REGISTRY,
} from "../vectors/tool-ids.ts";
import { deployAuthority } from "./access-manager-fixture.ts";

const connection = await network.create<"l1">();
const { ethers, networkHelpers } = connection;

/** The code of a registry at the address of the vectors. */
async function fixture() {
  const [admin] = await ethers.getSigners();
  const tools = await ethers.deployContract("ToolRegistry", [await deployAuthority(connection, admin!)]);
  await networkHelpers.setCode(VECTOR_TOOL_REGISTRY, (await tools.getDeployedCode())!);
  return ethers.getContractAt("ToolRegistry", VECTOR_TOOL_REGISTRY, admin);
}

describe("ToolRegistry vectors", () => {
  const vectors = toolVectors();

  it("equal what ethers computes, in the JSON file", () => {
    expect(readFileSync(TOOL_VECTOR_FILES.json, "utf8")).to.equal(toolVectorsAsJson(vectors));
  });

  it("equal what ethers computes, in the Solidity library", () => {
    expect(readFileSync(TOOL_VECTOR_FILES.solidity, "utf8")).to.equal(toolVectorsAsSolidity(vectors));
  });

  it("share the ids of all tools with the contract", async () => {
    const tools = await networkHelpers.loadFixture(fixture);

    for (const { name, uri, codeHash, purposes, toolId } of vectors.tools) {
      expect(await tools.toolIdOf(name, uri, codeHash, purposes)).to.equal(toolId);
    }
  });
});
