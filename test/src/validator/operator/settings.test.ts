import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { badConfiguration, settings, variableNames } from "../../../../src/validator/operator/settings.ts";
import { root } from "../../../helpers/run-program.ts";
import { exampleEnvironment } from "./example-environment.ts";

describe("settings", () => {
  it("reads amounts exactly, and takes what is set to nothing as not set", () => {
    const { values } = settings({ ...exampleEnvironment, VALIDATOR_MAX_FEE_GWEI: "0.000000001", VALIDATOR_DATA: "" });

    expect(values).to.include({ MAX_FEE_GWEI: 1n, DATA: ".validator" });
  });

  it("finds each value that is of another form", () => {
    const wrong: Readonly<Record<string, readonly string[]>> = {
      VALIDATOR_RPC_URLS: ["one", "https://a.example,wss://b.example", ","],
      VALIDATOR_SINGLE_ENDPOINT: ["yes", "0"],
      VALIDATOR_PRIVATE_KEY: ["0x12", `0x${"g".repeat(64)}`],
      VALIDATOR_ADDRESS: ["0x12"],
      DATABASE_URL: ["mysql://db", "postgresql://"],
      VALIDATOR_BUNDLE_URI: ["file:///x", `https://${"x".repeat(249)}`],
      VALIDATOR_MAX_FEE_GWEI: ["0", "-1", "1e9", "1.0000000001"],
      VALIDATOR_HTTP: ["9464", "localhost", "127.0.0.1:65536"],
      VALIDATOR_HTTP_NAMES: ["a b"],
      VALIDATOR_LOG_LEVEL: ["trace", "INFO"],
      VALIDATOR_PATIENCE_SECONDS: ["-1", "1.5", "86401"],
      VALIDATOR_TURN_SECONDS: ["0"],
      VALIDATOR_POLL_SECONDS: ["0"],
    };

    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        const { problems } = settings({ ...exampleEnvironment, [name]: value });
        expect(problems.map((problem) => problem.split(":")[0])).to.deep.equal([name], value);
      }
    }
  });

  it("finds variables that do not exist", () => {
    expect(settings({ ...exampleEnvironment, VALIDATOR_KEY: "x" }).problems).to.have.length(1);
  });

  it("gives one error for all", () => {
    expect(badConfiguration(["A: expected b", "C: expected d"])).to.include({
      code: "VALIDATOR_BAD_CONFIGURATION",
      message: "A: expected b; C: expected d.",
    });
  });

  it("stand in .env.example and in the manual, every one and no other", () => {
    const example = readFileSync(join(root, ".env.example"), "utf8").match(/^(?:VALIDATOR_\w+|DATABASE_URL)(?==)/gm);
    const manual = readFileSync(join(root, "docs/validator-node.md"), "utf8");
    const table = /## Settings[^]*?\n## /.exec(manual)?.[0] ?? "";
    const described = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);

    expect([...(example ?? [])].sort()).to.deep.equal([...variableNames].sort());
    expect(described.sort()).to.deep.equal([...variableNames].sort());
  });
});
