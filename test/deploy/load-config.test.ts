import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadConfig } from "../../deploy/config/load-config.ts";

const template = fileURLToPath(new URL("../../deploy/config/_template.participants.json", import.meta.url));
// Never the real folder: what a deployer filled in there must survive the tests.
const folder = mkdtempSync(join(tmpdir(), "participants-"));
const path = join(folder, "sepolia.participants.json");
const account = (digit: string) => `0x${`${digit}f`.repeat(20)}`;
const validator = (digit: string) => ({ account: account(digit), ageRecipient: `age1${"q".repeat(58)}`, endpoint: "" });
const participants = {
  genesis: "2027-01-04T00:00:00Z",
  guardian: account("a"),
  foundation: account("b"),
  team: account("c"),
  validators: ["1", "2", "3", "4"].map(validator),
};

function loadText(text: string) {
  writeFileSync(path, text);
  return () => loadConfig("sepolia", folder);
}

function loadWith(changed: Partial<Record<keyof typeof participants, unknown>>) {
  return loadText(JSON.stringify({ ...participants, ...changed }));
}

describe("loadConfig", () => {
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("knows the local chain and refuses a network that nobody described", () => {
    expect(loadConfig("localhost").chainId).to.equal(31337);
    expect(() => loadConfig("mainnet"))
      .to.throw()
      .with.property("code", "DEPLOY_UNKNOWN_NETWORK");
  });

  it("asks for the participants of a public network", () => {
    expect(() => loadConfig("sepolia", join(folder, "empty")))
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
      { guardian: "0x…" },
      { team: undefined },
      { validators: undefined },
      { validators: [...participants.validators.slice(1), { ...validator("5"), ageRecipient: "age1…" }] },
      { validators: participants.validators.slice(1) },
      { validators: [...participants.validators, validator("1")] },
    ];
    for (const changed of wrong) {
      expect(loadWith(changed)).to.throw().with.property("code", "DEPLOY_CONFIG_INVALID");
    }
  });

  it("says what is wrong with a file that is not filled in, or no JSON at all", () => {
    for (const text of [readFileSync(template, "utf8"), "{", "null", "[]"]) {
      expect(loadText(text)).to.throw().with.property("code", "DEPLOY_CONFIG_INVALID");
    }
  });
});
