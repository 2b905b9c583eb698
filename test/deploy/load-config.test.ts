import { expect } from "chai";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadConfig } from "../../deploy/config/load-config.ts";

const path = fileURLToPath(new URL("../../deploy/config/sepolia.participants.json", import.meta.url));
const account = (digit: string) => `0x${`${digit}f`.repeat(20)}`;
const validator = (digit: string) => ({ account: account(digit), ageRecipient: "age1x", endpoint: "" });
const participants = {
  genesis: "2027-01-04T00:00:00Z",
  guardian: account("a"),
  foundation: account("b"),
  team: account("c"),
  validators: ["1", "2", "3", "4"].map(validator),
};

function loadWith(changed: Partial<Record<keyof typeof participants, unknown>>) {
  writeFileSync(path, JSON.stringify({ ...participants, ...changed }));
  return () => loadConfig("sepolia");
}

describe("loadConfig", () => {
  afterEach(() => {
    rmSync(path, { force: true });
  });

  it("knows the local chain and refuses a network that nobody described", () => {
    expect(loadConfig("localhost").chainId).to.equal(31337);
    expect(() => loadConfig("mainnet"))
      .to.throw()
      .with.property("code", "DEPLOY_UNKNOWN_NETWORK");
  });

  it("asks for the participants of a public network", () => {
    expect(() => loadConfig("sepolia"))
      .to.throw()
      .with.property("code", "DEPLOY_PARTICIPANTS_MISSING");
  });

  it("joins the rules of public networks with the participants", () => {
    const config = loadWith({})();

    expect(config).to.include({ network: "sepolia", chainId: 11155111, genesis: 1_799_020_800 });
    expect(config.guardian).to.equal(account("a"));
    expect(config.validators.genesis).to.have.length(4);
    expect(config.schedule.epochLength).to.equal(604_800);
  });

  it("refuses what no deployment could mean", () => {
    const wrong: Partial<Record<keyof typeof participants, unknown>>[] = [
      { genesis: "soon" },
      { guardian: `0x${"0".repeat(40)}` },
      { validators: participants.validators.slice(1) },
      { validators: [...participants.validators, validator("1")] },
    ];
    for (const changed of wrong) {
      expect(loadWith(changed)).to.throw().with.property("code", "DEPLOY_CONFIG_INVALID");
    }
  });
});
