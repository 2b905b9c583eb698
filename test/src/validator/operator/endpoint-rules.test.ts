import { expect } from "chai";
import { readConfiguration } from "../../../../src/validator/operator/configuration.ts";
import { endpointProblem } from "../../../../src/validator/operator/endpoint-rules.ts";
import { settings } from "../../../../src/validator/operator/settings.ts";
import { exampleEnvironment } from "./example-environment.ts";

const LOCAL = 31337;
const MOKSHA = 14800;
const TWO_PORTS = "http://127.0.0.1:8545,http://127.0.0.1:8546";

function problem(chainId: number, urls: string, single = ""): string | undefined {
  const environment = { ...exampleEnvironment, VALIDATOR_RPC_URLS: urls, VALIDATOR_SINGLE_ENDPOINT: single };
  return endpointProblem(settings(environment).values!, chainId);
}

describe("endpointProblem", () => {
  it("T77 wants two endpoints of different hosts", () => {
    expect(problem(MOKSHA, "https://a.example, https://b.example")).to.equal(undefined);
    expect(problem(MOKSHA, "https://a.example")).to.match(/^VALIDATOR_RPC_URLS: .*two/);
    expect(problem(LOCAL, "http://127.0.0.1:8545")).to.match(/^VALIDATOR_RPC_URLS: .*two/);
  });

  it("T77 counts two addresses of one host as one, and two ports of this machine for a local chain only", () => {
    expect(problem(MOKSHA, "https://a.example/1, https://A.example/2")).to.match(/^VALIDATOR_RPC_URLS: .*host/);
    expect(problem(MOKSHA, TWO_PORTS)).to.match(/^VALIDATOR_RPC_URLS: .*host/);
    expect(problem(LOCAL, TWO_PORTS)).to.equal(undefined);
  });

  it("T77 takes a single one only when that is said: 1 on a local chain, the chain's id on another", () => {
    expect(problem(LOCAL, "http://127.0.0.1:8545", "1")).to.equal(undefined);
    expect(problem(MOKSHA, "https://a.example", "14800")).to.equal(undefined);
    for (const wrong of ["1", "31337"]) {
      expect(problem(MOKSHA, "https://a.example", wrong)).to.match(/^VALIDATOR_SINGLE_ENDPOINT: .*14800/);
    }
  });

  it("is asked when a configuration is read", () => {
    const single = { ...exampleEnvironment, VALIDATOR_RPC_URLS: "https://a.example" };

    expect(() => readConfiguration(single, MOKSHA)).to.throw("VALIDATOR_RPC_URLS");
  });
});
