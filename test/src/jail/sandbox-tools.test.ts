import { expect } from "chai";
import { findSandboxTools, succeeds } from "../../../src/jail/sandbox-tools.ts";

describe("sandbox tools", () => {
  it("are found by using them, once", async () => {
    const tools = await findSandboxTools();
    expect(tools.prlimit).to.equal(await succeeds(["prlimit", "--core=0", "true"]));
    if (tools.noNetwork !== null) expect(await succeeds([...tools.noNetwork, "true"])).to.equal(true);
    expect(await findSandboxTools()).to.equal(tools);
  });

  it("are missing when they cannot be run or fail", async () => {
    expect(await succeeds(["no-such-command"])).to.equal(false);
    expect(await succeeds(["false"])).to.equal(false);
  });
});
