import { expect } from "chai";
import { readFileSync } from "node:fs";
import { contractInterfaces } from "../../../../src/chain/collective.ts";
import type { ContractName } from "../../../../src/chain/deployment-record.ts";
import type { CallValue } from "../../../../src/chain/encode-call.ts";
import type { RegisteredContribution } from "../../../../src/chain/registry-history.ts";
import { describedFunctions, describeEffect } from "../../../../src/governance/simulation/describe-effect.ts";
import { toHex32, type Address } from "../../../../src/primitives/identifiers.ts";
import { around, contracts, dataUser, guardian, stranger, toolId } from "../../../helpers/some-surroundings.ts";

const GPT = 10n ** 18n;
const moment = { executedAt: 1_800_000_000, coolingOff: 86_400 };
const effect = (name: string, values: Record<string, CallValue> = {}, surroundings = around) =>
  describeEffect(name, values, surroundings, moment);
const selectorOf = (contract: ContractName, name: string) => contractInterfaces[contract].getFunction(name)!.selector;

/** What the table in docs/governance.md says that only votes, or the guardian too, can call. */
function functionsOfVotes(): string[] {
  const manual = readFileSync(new URL("../../../../docs/governance.md", import.meta.url), "utf8");
  const roles = ["ADMIN", "VALIDATOR_ADMIN", "GUARDIAN", "timelock DEFAULT_ADMIN_ROLE", "executor of votes"];
  return roles
    .flatMap((role) => new RegExp(`^\\| ${role}\\b.*$`, "m").exec(manual)?.[0].match(/`\w+\.\w+`/g) ?? [])
    .map((name) => name.slice(1, -1))
    .filter((name) => !name.endsWith(".setAuthority"));
}

describe("the functions that have a sentence", () => {
  it("exist", () => {
    const unknown = describedFunctions.filter((name) => {
      const [contract, method] = name.split(".") as [ContractName, string];
      return contractInterfaces[contract].getFunction(method) === null;
    });

    expect(unknown).to.deep.equal([]);
  });

  it("are all those that a vote decides about", () => {
    const settings = [
      ...["labelRole", "grantRole", "revokeRole", "setRoleAdmin", "setRoleGuardian", "setGrantDelay"],
      ...["setTargetFunctionRole", "setTargetAdminDelay", "setTargetClosed", "updateAuthority"],
    ].map((name) => `manager.${name}`);

    expect(functionsOfVotes()).to.include.members(["access.createGrant", "governor.relay", "timelock.updateDelay"]);
    expect(describedFunctions).to.include.members([...functionsOfVotes(), ...settings]);
  });
});

describe("describeEffect", () => {
  it("takes out of the words of others what could steer a terminal", () => {
    const name = "Poems\u001b[2J\u202ednuof";

    expect(effect("tools.definePurpose", { purpose: "9", name, uri: "https://poems.example" })).to.equal(
      'Defines purpose 9 as "Poems [2J dnuof". Nobody\'s mask allows it until they say so.',
    );
  });

  it("has none for other functions", () => {
    expect(effect("token.permit")).to.equal(null);
  });

  it("says of a grant who, what for, when, for how much, and whose data it reaches today", () => {
    const contribution = (owner: Address, consentMask: number, removed = false) =>
      ({ owner, consentMask, removed }) as RegisteredContribution;
    const contributions = [
      ...[contribution(stranger, 1), contribution(stranger, 3), contribution(guardian, 1)],
      ...[contribution(guardian, 2), contribution(dataUser, 1, true)],
    ];
    const terms = { grantee: dataUser, purpose: "0", duration: "3600", price: String(5n * GPT), toolId };

    expect(effect("access.createGrant", { terms }, { ...around, contributions })).to.equal(
      `Grants data user of grant 1 ${dataUser} access for research with tool Survey from 2027-01-16 08:00:00 UTC until ` +
        "2027-01-16 09:00:00 UTC for 5.00 GPT; today 3 contributions of 2 contributors are in scope, 1 are excluded by " +
        "their owners' masks.",
    );
  });

  it("names what is not known by its number", () => {
    const other = toHex32(`0x${"8".repeat(64)}`);
    const terms = { grantee: stranger, purpose: "9", duration: "1", price: String(2n ** 96n - 1n), toolId: other };

    expect(effect("access.createGrant", { terms })).to.include(
      `Grants ${stranger} access for purpose 9 with tool ${other} `,
    );
    expect(effect("access.createGrant", { terms })).to.include(" for any amount of GPT; ");
    expect(effect("access.revoke", { grantId: "5" })).to.match(/^Revokes grant 5\. /);
  });

  it("says whose grant is revoked", () => {
    expect(effect("access.revoke", { grantId: "1" })).to.match(/^Revokes grant 1 of data user of grant 1 0xdada/);
  });

  it("writes amounts and accounts in full", () => {
    expect(effect("token.transfer", { to: stranger, value: String(1_500n * GPT) })).to.equal(
      `Pays 1,500.00 GPT out of the treasury to ${stranger}.`,
    );
    expect(effect("token.approve", { spender: stranger, value: String(2n ** 256n - 1n) })).to.equal(
      `Lets ${stranger} take any amount of GPT out of the treasury.`,
    );
    expect(effect("governor.setProposalGuardian", { newProposalGuardian: guardian })).to.include(
      `Makes guardian ${guardian} guardian of proposals for two years`,
    );
  });

  it("says what structs of parameters mean", () => {
    const parameters = {
      emissionBps: "50",
      validatorShareBps: "1000",
      maxRewardPerUnit: String(GPT),
      rulesetHash: "0x1",
    };
    const newParameters = { shareBps: "3000", capBps: "400", floor: String(10_000n * GPT) };

    expect(effect("reserve.setParameters", { parameters })).to.equal(
      "From the next epoch on pays 0.5 % of the reserve per epoch, 10 % of it to validators, at most 1.00 GPT per unit, " +
        "by the ruleset 0x1.",
    );
    expect(effect("governor.setQuorumParameters", { newParameters })).to.equal(
      "The quorum is 30 % of the delegated votes, at least 10,000.00 GPT, at most 4 % of the supply.",
    );
  });

  it("names the manager's roles, and the functions of our contracts", () => {
    const selectors = [selectorOf("access", "revoke"), selectorOf("access", "pause"), "0x12345678"];
    const given = { target: contracts.access, selectors, roleId: "2" };

    expect(effect("manager.setTargetFunctionRole", given)).to.equal(
      "Lets the role GUARDIAN of the manager, and no other, call revoke, pause, 0x12345678 of access " +
        `${contracts.access}.`,
    );
    expect(effect("manager.grantRole", { roleId: "0", account: stranger })).to.equal(
      `Gives the role ADMIN of the manager to ${stranger}.`,
    );
    expect(effect("manager.setRoleAdmin", { roleId: "1", admin: "9" })).to.equal(
      "Lets the role 9 give and take the role VALIDATOR_ADMIN of the manager.",
    );
    expect(effect("manager.setTargetClosed", { target: contracts.token, closed: true })).to.match(
      /^Closes token 0x1010/,
    );
    expect(effect("manager.setTargetClosed", { target: contracts.token, closed: false })).to.match(
      /^Opens token 0x1010/,
    );
  });

  it("leaves no value out of any sentence", () => {
    const given: Record<string, CallValue> = {
      ...{ terms: { grantee: stranger, purpose: "0", duration: "1", price: "1", toolId } },
      ...{ parameters: { emissionBps: "1", validatorShareBps: "1", maxRewardPerUnit: "1", rulesetHash: "0x1" } },
      ...{ newParameters: { shareBps: "1", capBps: "1", floor: "1" }, selectors: ["0x12345678"] },
    };
    const valuesOf = (name: string): Record<string, CallValue> => {
      const [contract, method] = name.split(".") as [ContractName, string];
      const { inputs } = contractInterfaces[contract].getFunction(method)!;
      const plain = (type: string): string => (type === "address" ? stranger : type === "bytes32" ? toolId : "1");
      return Object.fromEntries(inputs.map((input) => [input.name, given[input.name] ?? plain(input.type)]));
    };
    const broken = describedFunctions.filter((name) => /undefined|NaN/.test(effect(name, valuesOf(name)) ?? ""));

    expect(broken).to.deep.equal([]);
  });
});
