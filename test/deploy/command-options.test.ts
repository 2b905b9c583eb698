import { expect } from "chai";
import { parseCommand, usageOf } from "../../deploy/command-options.ts";

const parse = (...args: string[]) => parseCommand(args, "usage");

describe("parseCommand", () => {
  it("reads what a command was asked for", () => {
    expect(parse("--network", "moksha", "--dry-run", "--json", "--yes", "--config", "x")).to.deep.equal({
      network: "moksha",
      config: "x",
      json: true,
      yes: true,
      dryRun: true,
    });
    expect(parse("--help")).to.equal("help");
  });

  it("refuses what it does not understand, and a command without a network", () => {
    for (const args of [[], ["--network", "default"], ["--frobnicate"], ["--network"], ["moksha"]]) {
      expect(() => parse(...args))
        .to.throw()
        .with.property("code", "DEPLOY_USAGE");
    }
  });

  it("names every network in its usage", () => {
    expect(usageOf("deploy", "Deploys.")).to.include("localhost|sepolia|baseSepolia|moksha|vana");
  });
});
