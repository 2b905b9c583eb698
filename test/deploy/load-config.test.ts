import { generateHybridIdentity } from "age-encryption";
import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brokenRules } from "../../deploy/config/config-rules.ts";
import { loadConfig } from "../../deploy/config/load-config.ts";
import { local } from "../../deploy/config/local.ts";
import { networks } from "../../deploy/config/networks.ts";
import { parseIdentity } from "../../src/encryption/age-identity.ts";
import { CollectiveError } from "../../src/primitives/errors.ts";
import { root } from "../helpers/run-program.ts";
import { validConfig, validMainnetConfig, type ConfigDocument } from "../helpers/valid-config.ts";

// Never the real folder: what a deployer filled in there must survive the tests.
const folder = mkdtempSync(join(tmpdir(), "config-"));

function load(network: string, document: unknown) {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  writeFileSync(join(folder, `${network}.json`), text);
  return loadConfig(network, folder);
}

/** The whole complaint about a document, empty when there is none. */
function refusal(network: string, document: unknown): string {
  try {
    load(network, document);
    return "";
  } catch (error) {
    if (!(error instanceof CollectiveError)) throw error;
    expect(error.code).to.equal("DEPLOY_CONFIG_INVALID");
    return error.message;
  }
}

/** The fields that are complained about, in the order in which they are. */
function wrongFields(network: string, document: unknown): string[] {
  return [...refusal(network, document).matchAll(/^ {2}(.*?):/gm)].map((match) => match[1] ?? "");
}

/** A document with the value at a dotted path replaced, or taken away when there is none. */
function changed(document: ConfigDocument, path: string, value?: unknown): ConfigDocument {
  const copy = structuredClone(document);
  const names = path.split(".");
  const last = names.pop() ?? "";
  const owner = names.reduce<ConfigDocument>((inner, name) => inner[name] as ConfigDocument, copy);
  if (value === undefined) Reflect.deleteProperty(owner, last);
  else owner[last] = value;
  return copy;
}

/** The dotted path of each field of a document. */
function paths(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([name, inner]) => paths(inner, at === "" ? name : `${at}.${name}`));
}

describe("loadConfig", () => {
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("knows the local chain, whose parameters obey the same rules", () => {
    expect(loadConfig("localhost").chainId).to.equal(31337);
    expect(brokenRules(local)).to.deep.equal([]);
  });

  it("refuses a network that nobody described, also one named like a property of every object", () => {
    for (const name of ["mainnet", "constructor", ""]) {
      expect(() => loadConfig(name))
        .to.throw()
        .with.property("code", "DEPLOY_UNKNOWN_NETWORK");
    }
  });

  it("asks for the file of a public network", () => {
    expect(() => loadConfig("vana", join(folder, "empty")))
      .to.throw()
      .with.property("code", "DEPLOY_CONFIG_MISSING");
  });

  it("reads times, spans, amounts and accounts", () => {
    const config = load("sepolia", validConfig());

    expect(config).to.include({ network: "sepolia", chainId: 11155111, kind: "testnet", genesis: 1_799_020_800 });
    expect(config.schedule).to.deep.equal({
      epochLength: 86_400,
      commitWindow: 7_200,
      revealWindow: 7_200,
      activationDelay: 3_600,
    });
    expect(config.governor.proposalThreshold).to.equal(1_000n * 10n ** 18n);
    expect(config.guardian).to.equal(`0x${"af".repeat(20)}`);
  });

  it("has no default: each field of a mainnet's file that is taken away is asked for by name", () => {
    const complete = validMainnetConfig();
    expect(wrongFields("vana", complete)).to.deep.equal([]);

    for (const path of paths(complete)) {
      const named = path.replace(/\.(\d+)\./, "[$1].");
      expect(wrongFields("vana", changed(complete, path))).to.deep.equal([named]);
    }
  });

  it("names every wrong field at once, with what was expected and what came", () => {
    const document = changed(changed(validConfig(), "governor.votingPeriod", "soon"), "team", 7);

    expect(() => load("sepolia", document)).to.throw(
      /2 wrong fields:\n {2}team: expected an account .*, got 7\n {2}governor\.votingPeriod: expected a time span from 1 hour to 14 days, like "2 days", got "soon"/,
    );
  });

  it("refuses a value that no contract would take, and what cannot be read as one", () => {
    const wrong: [path: string, ...values: unknown[]][] = [
      ["genesis", "soon", "2027-02-30T00:00:00Z", "2027-01-04", 1_799_020_800],
      ["guardian", `0x${"0".repeat(40)}`, "0x…", "0x70997970c51812Dc3A010C7d01b50e0d17dc79C8"],
      ["guardian", `0x${"0".repeat(36)}dEaD`, `0x${"0".repeat(39)}1`, `0xdead${"0".repeat(36)}`],
      ["schedule.epochLength", "31 days", "59 seconds", "-1 days", 86_400, "1 week"],
      ["schedule.commitWindow", "9 seconds", "4 days"],
      ["schedule.activationDelay", "3 days"],
      ["timelockDelay", "31 days", "0 seconds"],
      ["governor.votingDelay", "8 days"],
      ["governor.proposalThreshold", "999 GPT", "1000001 GPT", "1000", 1_000],
      ["governor.quorumCapBps", 99, 2_001, 400.5, "400"],
      ["rewards.emissionBps", 0, 501],
      ["rewards.maxRewardPerUnit", "0 GPT", "1.0000000000000000001 GPT"],
      ["validators.bond", "1000001 GPT", "-1 GPT"],
      ["access.coolingOff", "59 seconds", "31 days", 86_400],
      ["access.anonymityFloor", 1, 1_000_001, 2.5, "5"],
    ];
    for (const [path, ...values] of wrong) {
      for (const value of values) {
        expect(wrongFields("sepolia", changed(validConfig(), path, value)), String(value)).to.deep.equal([path]);
      }
    }
  });

  it("repeats no secret that was put into a wrong field", () => {
    const key = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    const identity = "AGE-SECRET-KEY-1QL3Z7HJY54PW3HYWW5AYYFG7ZQGVC7W3J2ELW8ZMRJ2KG5SFN9AQMCAC8P";
    const phrase = "test test test test test test test test test test test junk";
    const validator = "validators.genesis.0";
    for (const [path, value, secret] of [
      ["guardian", `0x${key}`, key],
      ["guardian", key.toUpperCase(), key.toUpperCase()],
      ["team", key.slice(0, -1), key.slice(0, -1)],
      ["foundation", phrase, phrase],
      ["genesis", { key }, key],
      [`${validator}.ageRecipient`, identity, identity],
      [`${validator}.ageRecipient`, identity.toLowerCase(), identity.toLowerCase()],
      [`${validator}.endpoint`, `wss://${key}`, key],
      [`${validator}.endpoint`, "https://operator:hunter2@validator.example", "hunter2"],
      [`${validator}.endpoint`, "https://hunter2@validator.example", "hunter2"],
      [`${validator}.endpoint`, "https://operator:hun/ter2@validator.example", "ter2"],
      [`${validator}.endpoint`, "operator:hunter2@validator.example", "hunter2"],
      [`0x${key}`, "", key],
    ] as const) {
      const message = refusal("sepolia", changed(validConfig(), path, value));
      expect(message).to.match(/^ {2}.*: .*(?:a private key|a user name or password)$/m);
      expect(message.toLowerCase()).to.not.include(secret.slice(0, 10).toLowerCase());
    }
  });

  it("quotes nothing of a file that is no JSON", () => {
    for (const text of ["0xac0974bec39a17e3", '{"guardian": hunter2}', '{"guardian": "a" hunter2}']) {
      expect(refusal("sepolia", text)).to.match(/the file: expected JSON, got (?:Expected|Unexpected)/);
      expect(refusal("sepolia", text)).to.not.match(/ac0|unter2/);
    }
  });

  it("refuses an age recipient with a mistyped letter, and takes a hybrid one", async () => {
    const field = "validators.genesis.0.ageRecipient";
    const hybrid = (await parseIdentity(await generateHybridIdentity())).recipient;
    const [typed] = local.validators.genesis.map(({ ageRecipient }) => ageRecipient);

    expect(wrongFields("sepolia", changed(validConfig(), field, hybrid))).to.deep.equal([]);
    expect(refusal("sepolia", changed(validConfig(), field, typed?.replace("age1ymg", "age1ymq")))).to.match(
      /validators\.genesis\[0\]\.ageRecipient: expected an age recipient \(age1…\) with a correct checksum, got "age1ymq/,
    );
  });

  it("refuses a field that stands twice, wherever it is", () => {
    const text = JSON.stringify(validConfig());
    const twice = text
      .replace('"guardian":', '"guardian":"","guardian":')
      .replace('"bond":', String.raw`"bo\u006ed":"a \" { , b","bond":`)
      .replace(/"endpoint":"[^"]*"}]/, '"endpoint":"","endpoint":""}]');

    expect(wrongFields("sepolia", twice)).to.deep.equal([
      "guardian",
      "validators.bond",
      "validators.genesis[3].endpoint",
    ]);
  });

  it("refuses a field that nobody asked for", () => {
    expect(wrongFields("sepolia", { ...validConfig(), votingDelay: "1 day" })).to.deep.equal(["the file"]);
  });

  it("refuses fields that contradict each other", () => {
    const wrong: [path: string, value: unknown, field: string][] = [
      ["schedule.epochLength", "3 hours", "schedule"],
      ["governor.lateQuorumExtension", "5 hours", "governor.lateQuorumExtension"],
      ["governor.quorumFloor", "5000000 GPT", "governor.quorumFloor"],
      ["governor.proposalThreshold", "10001 GPT", "governor.proposalThreshold"],
      ["validators.unbondingDelay", "11 hours", "validators.unbondingDelay"],
      ["schedule.activationDelay", "20 minutes", "schedule.activationDelay"],
      ["timelockDelay", "5 minutes", "timelockDelay"],
      ["governor.votingDelay", "1 minute", "governor.votingDelay"],
      ["access.coolingOff", "59 minutes", "access.coolingOff"],
    ];
    for (const [path, value, field] of wrong) {
      expect(wrongFields("sepolia", changed(validConfig(), path, value))).to.deep.equal([field]);
    }
  });

  it("refuses an account of a development node, whose key everybody has, where it would have power", () => {
    const known = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    const { validators } = validConfig();
    const [first, ...others] = validators.genesis as ConfigDocument[];
    const last = "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199";
    const genesis = [{ ...first, account: last }, ...others];

    for (const field of ["guardian", "foundation", "team"]) {
      expect(refusal("sepolia", { ...validConfig(), [field]: known })).to.include(
        `${field}: expected an account whose key only its owner has, got ${known.toLowerCase()}, of Hardhat and anvil`,
      );
    }
    expect(refusal("vana", { ...validMainnetConfig(), validators: { ...validators, genesis } })).to.include(
      `validators.genesis[0]: expected an account whose key only its owner has, got ${last.toLowerCase()}`,
    );
  });

  it("refuses too few validators, and one that is named twice", () => {
    const { validators } = validConfig();
    const [first, second, third] = validators.genesis as ConfigDocument[];
    const withValidators = (genesis: unknown) => ({ ...validConfig(), validators: { ...validators, genesis } });

    expect(refusal("sepolia", withValidators([first, second, third]))).to.include(
      "validators.genesis: expected from 4 to 64 validators, got 3",
    );
    expect(refusal("sepolia", withValidators([first, second, third, first]))).to.include(
      `validators.genesis: expected each account once, got ${String(first?.account)} in [0] and [3]`,
    );
    expect(wrongFields("sepolia", withValidators([first, second, third, first]))).to.deep.equal([
      "validators.genesis",
      "validators.genesis",
    ]);
  });

  it("demands more of a mainnet than of a testnet", () => {
    expect(wrongFields("vana", validConfig())).to.deep.equal([
      "schedule.activationDelay",
      "timelockDelay",
      "governor.votingDelay",
      "governor.votingPeriod",
      "access.coolingOff",
      "access.anonymityFloor",
    ]);
    const twice = { ...validMainnetConfig(), team: validMainnetConfig().foundation };
    expect(wrongFields("vana", twice)).to.deep.equal(["guardian, foundation, team, validators.genesis"]);
    expect(refusal("vana", twice)).to.include(`got ${String(twice.team)} in foundation and team`);
    expect(wrongFields("sepolia", { ...validConfig(), team: validConfig().foundation })).to.deep.equal([]);
  });

  it("says what is wrong with a file that is no JSON object, and with the template that is not filled in", () => {
    for (const text of ["{", "null", "[]", "7"]) {
      expect(wrongFields("sepolia", text)).to.deep.equal(["the file"]);
    }
    const template = JSON.parse(readFileSync(join(root, "deploy/config/_template.json"), "utf8")) as unknown;
    expect(wrongFields("vana", template).length).to.equal(paths(template).length);
  });

  it("has a file for every public testnet that lacks nothing but its participants", () => {
    const participants = /^(?:genesis|guardian|foundation|team|validators\.genesis\[\d\]\.\w+)$/;
    for (const [network, { kind }] of Object.entries(networks)) {
      if (kind !== "testnet") continue;
      const text = readFileSync(join(root, "deploy/config", `${network}.json`), "utf8");
      for (const field of wrongFields(network, text)) expect(field).to.match(participants);
    }
  });
});
