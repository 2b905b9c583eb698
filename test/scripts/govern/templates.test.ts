import { expect } from "chai";
import { id } from "ethers";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessTemplates } from "../../../scripts/govern/templates/access.ts";
import { freeformTemplates } from "../../../scripts/govern/templates/freeform.ts";
import { parameterTemplates } from "../../../scripts/govern/templates/parameters.ts";
import { peopleTemplates } from "../../../scripts/govern/templates/people.ts";
import type { Draft } from "../../../scripts/govern/templates/template.ts";
import { roles } from "../../../deploy/modules/collective.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { collectiveWithAccess } from "../../helpers/collective-with-access.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { root } from "../../helpers/run-program.ts";
import { simulatedProposals } from "../../helpers/simulated-proposals.ts";

const GPT = 10n ** 18n;
const at = await collectiveWithAccess();
const { collective, connection, decide, record } = at;
const { access, governor, manager, reserve, schedule, timelock, token, tools, validators } = collective;
const { after } = simulatedProposals(at);
const templates = { ...accessTemplates, ...parameterTemplates, ...peopleTemplates, ...freeformTemplates };
const somebody = at.people[3]!.address;
const folder = mkdtempSync(join(tmpdir(), "templates-"));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const bytes = (text: string) => new TextEncoder().encode(text);

await decide.validators.setBondRequired(500n * GPT);
await decide.validators.admit(somebody, at.granteeIdentity.recipient, "");
await decide.token.transfer(somebody, 500n * GPT);
await at.as(at.people[3]!).token.approve(record.contracts.validators, 500n * GPT);
await at.as(at.people[3]!).validators.activate();
await at.createGrant();

type Fields = Readonly<Record<string, string>>;
const draft = (name: string, fields: Fields) => templates[name]!.draft({ connection, record, collective }, fields);
const codeOf = (name: string, fields: Fields) => rejectedCode(() => draft(name, fields));

/** What `read` tells after the timelock has made the calls of a draft; the chain is put back afterwards. */
async function enacted<T>({ actions }: Draft, read: () => Promise<T>): Promise<T> {
  const calls = actions.map(({ address, calldata, value }) => ({ target: address, calldata, value: BigInt(value) }));
  if (calls.some(({ target }) => target === record.contracts.governor)) {
    // The governor listens to itself only while it carries a proposal out.
    return after(calls, ({ revertData }) => {
      expect(revertData).to.equal(null);
      return read();
    });
  }
  const before = await connection.networkHelpers.takeSnapshot();
  try {
    const signer = await at.ethers.getSigner(record.contracts.timelock);
    for (const { target, calldata, value } of calls) {
      await signer.sendTransaction({ to: target, data: calldata, value });
    }
    return await read();
  } finally {
    await before.restore();
  }
}

/** Fields that every template takes. */
const good: Readonly<Record<string, Fields>> = {
  "grant-access": {
    ...{ grantee: at.grantee.address, key: at.granteeIdentity.recipient, purpose: "research", tool: "Survey" },
    ...{ duration: "2 hours", price: "5 GPT", policy: file("policy.md", "Be kind."), title: "For a survey" },
  },
  "revoke-access": { grant: "1" },
  "define-purpose": { purpose: "9", name: "gardening", uri: "https://garden.example" },
  "approve-tool": { name: "Fresh", uri: "https://a.example", codeHash: id("fresh"), purposes: "research, evaluation" },
  "withdraw-tool": { tool: "Survey" },
  "set-rewards": { emission: "0.25", validatorShare: "20", maxRewardPerUnit: "3 GPT" },
  "adopt-ruleset": { ruleset: id("rules") },
  "set-parameters": { votingDelay: "2 minutes", bond: "7 GPT" },
  "extend-guardian": {},
  "admit-validator": { validator: at.bob.address, key: at.granteeIdentity.recipient, endpoint: "https://b.example" },
  "remove-validator": { validator: somebody },
  "slash-validator": { validator: somebody, amount: "200 GPT", reason: "It lied." },
  spend: { to: at.bob.address, amount: "1.5 GPT" },
  "move-role": { role: "GUARDIAN", to: at.bob.address },
  freeform: {
    title: "Pause",
    calls: file("calls.json", JSON.stringify([{ target: "access", function: "pause()" }])),
  },
};
const drafted = (name: string, changed: Fields = {}) => draft(name, { ...good[name], ...changed });
const refused = (name: string, changed: Fields) => codeOf(name, { ...good[name], ...changed });

describe("the templates of govern draft", () => {
  it("are fifteen", () => {
    expect(Object.keys(templates)).to.have.members(Object.keys(good));
    expect(Object.keys(good)).to.have.length(15);
  });

  for (const [name, fields] of Object.entries(good)) {
    it(`${name}: refuses a field that it does not have, and the lack of one that it needs`, async () => {
      const block = await at.provider.getBlockNumber();
      const needed = Object.keys(templates[name]!.fields).filter((field) => !field.endsWith("?"));
      const without = (left: string) => Object.fromEntries(Object.entries(fields).filter(([field]) => field !== left));

      expect(await refused(name, { nonsense: "1" })).to.equal("SCRIPT_USAGE");
      for (const field of needed)
        expect([field, await codeOf(name, without(field))]).to.deep.equal([field, "SCRIPT_USAGE"]);
      expect(await at.provider.getBlockNumber()).to.equal(block);
    });
  }

  it("refuse values of another kind, and more than there can be", async () => {
    const wrong: readonly (readonly [string, Fields])[] = [
      ["grant-access", { grantee: "0x12" }],
      ["grant-access", { key: "age1nonsense" }],
      ["grant-access", { duration: "2" }],
      ["grant-access", { price: "5" }],
      ["grant-access", { toolUri: "https://a.example" }],
      ["revoke-access", { grant: "-1" }],
      ["define-purpose", { purpose: "32" }],
      ["define-purpose", { name: " " }],
      ["approve-tool", { codeHash: "0x12" }],
      ["set-rewards", { emission: "0,5" }],
      ["set-rewards", { emission: "100.01" }],
      ["set-rewards", { validatorShare: "999" }],
      ["set-rewards", { maxRewardPerUnit: "3" }],
      ["adopt-ruleset", { ruleset: "0x12" }],
      ["set-parameters", { votingDelay: "120" }],
      ["set-parameters", { anonymityFloor: "4294967296" }],
      ["set-parameters", { quorumCap: "655.36" }],
      ["extend-guardian", { guardian: `0x${"0".repeat(40)}` }],
      ["admit-validator", { key: "age1nonsense" }],
      ["admit-validator", { endpoint: "a".repeat(257) }],
      ["remove-validator", { validator: at.bob.address.toLowerCase().replace("0x", "0X") }],
      ["slash-validator", { amount: "0 GPT" }],
      ["spend", { to: "0x000000000000000000000000000000000000dEaD" }],
      ["spend", { amount: "1e3 GPT" }],
      ["move-role", { role: "KING" }],
    ];

    for (const [name, fields] of wrong) {
      expect([name, fields, await refused(name, fields)]).to.deep.equal([name, fields, "SCRIPT_USAGE"]);
    }
  });
});

describe("the templates about access", () => {
  it("grant-access: creates the grant, for the conditions in the file", async () => {
    const proposal = await drafted("grant-access");
    const grant = await enacted(proposal, async () => access.grantOf(await access.grantCount()));

    expect([grant.grantee, grant.purpose, grant.price, grant.toolId, grant.policyHash]).to.deep.equal([
      at.grantee.address,
      0n,
      5n * GPT,
      at.tool.id,
      sha256Hex(bytes("Be kind.")),
    ]);
    expect(grant.expiresAt - grant.startsAt).to.equal(7_200n);
    expect(proposal.title).to.equal("For a survey");
    expect(proposal.attachments).to.deep.equal([{ name: "policy.md", bytes: bytes("Be kind.") }]);
    expect(await refused("grant-access", { tool: "Spade" })).to.equal("ACCESS_UNKNOWN_TOOL");
    expect(await refused("grant-access", { purpose: "fun" })).to.equal("ACCESS_UNKNOWN_PURPOSE");
  });

  it("revoke-access: revokes a grant that there is", async () => {
    const revokedAt = await enacted(await drafted("revoke-access"), async () => (await access.grantOf(1)).revokedAt);

    expect(revokedAt > 0n).to.equal(true);
    expect(await refused("revoke-access", { grant: "2" })).to.equal("GOVERNANCE_NO_GRANT");
  });

  it("define-purpose: defines it under its number", async () => {
    const defined = await enacted(await drafted("define-purpose"), () => tools.definedPurposes());

    expect((defined >> 9n) & 1n).to.equal(1n);
  });

  it("approve-tool: approves it for its purposes only", async () => {
    const proposal = await drafted("approve-tool");
    const toolId = await tools.toolIdOf("Fresh", "https://a.example", id("fresh"), 0b11);
    const allowed = await enacted(proposal, () =>
      Promise.all([0, 1, 2].map((purpose) => tools.allows(toolId, purpose))),
    );

    expect(allowed).to.deep.equal([true, true, false]);
    expect(await refused("approve-tool", { purposes: "fun" })).to.equal("ACCESS_UNKNOWN_PURPOSE");
    expect(await refused("approve-tool", { codeHash: `0x${"0".repeat(64)}` })).to.equal("ACCESS_BAD_TOOL");
  });

  it("approve-tool: takes name, code hash and purposes from a manifest", async () => {
    const manifest = `${root}src/tools/manifests/journal.json`;
    const { codeHash } = JSON.parse(readFileSync(manifest, "utf8")) as { codeHash: string };
    const fields = { uri: "https://a.example", manifest };
    const { title, rows } = await draft("approve-tool", fields);

    expect(title).to.equal("Approve the tool journal 1.0.0");
    expect(rows).to.deep.include.members([
      ["code hash", codeHash],
      ["serves", "journaling-tools"],
    ]);
    expect(await codeOf("approve-tool", { manifest })).to.equal("SCRIPT_USAGE");
    expect(await codeOf("approve-tool", { ...fields, name: "Another" })).to.equal("SCRIPT_USAGE");
    expect(await codeOf("approve-tool", { uri: fields.uri })).to.equal("SCRIPT_USAGE");
    for (const text of ["no manifest", '{"format":"tool-manifest-v2"}']) {
      const bad = file("manifest.json", text);
      expect(await codeOf("approve-tool", { ...fields, manifest: bad })).to.equal("GOVERNANCE_BAD_MANIFEST");
    }
  });

  it("withdraw-tool: withdraws the tool of that name", async () => {
    expect(await enacted(await drafted("withdraw-tool"), () => tools.allows(at.tool.id, 0))).to.equal(false);
    expect(await refused("withdraw-tool", { tool: "Spade" })).to.equal("ACCESS_UNKNOWN_TOOL");
  });
});

describe("the templates about parameters", () => {
  const nextRewards = async () => {
    const next = await reserve.parametersOf((await schedule.currentEpoch()) + 1n);
    const { emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash } = next;
    return { emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash };
  };
  const rewards = { emissionBps: 50n, validatorShareBps: 1_000n, maxRewardPerUnit: 1_000n * GPT };

  it("set-rewards: changes what is given, from the next epoch on, and leaves the rest", async () => {
    const { rulesetHash } = await nextRewards();

    expect(await enacted(await drafted("set-rewards"), nextRewards)).to.deep.equal({
      ...{ emissionBps: 25n, validatorShareBps: 2_000n, maxRewardPerUnit: 3n * GPT, rulesetHash },
    });
    expect(await enacted(await draft("set-rewards", { emission: "1" }), nextRewards)).to.deep.equal({
      ...rewards,
      ...{ emissionBps: 100n, rulesetHash },
    });
    expect(await codeOf("set-rewards", {})).to.equal("SCRIPT_USAGE");
  });

  it("adopt-ruleset: changes the ruleset and nothing else", async () => {
    expect(await enacted(await drafted("adopt-ruleset"), nextRewards)).to.deep.equal({
      ...rewards,
      rulesetHash: id("rules"),
    });
  });

  it("set-parameters: changes each of them, in one proposal", async () => {
    const proposal = await draft("set-parameters", {
      ...{ votingDelay: "2 minutes", votingPeriod: "2 hours", lateQuorumExtension: "90 minutes" },
      ...{ timelockDelay: "3 minutes", proposalThreshold: "2000 GPT", quorumShare: "20", coolingOff: "1 hour" },
      ...{ anonymityFloor: "3", bond: "7 GPT" },
    });
    const values = await enacted(proposal, () =>
      Promise.all([
        ...[governor.votingDelay(), governor.votingPeriod(), governor.lateQuorumVoteExtension()],
        ...[timelock.getMinDelay(), governor.proposalThreshold(), access.coolingOff(), access.anonymityFloor()],
        ...[validators.bondRequired(), governor.quorumParameters().then(({ shareBps }) => shareBps)],
      ]),
    );

    expect(values).to.deep.equal([120n, 7_200n, 5_400n, 180n, 2_000n * GPT, 3_600n, 3n, 7n * GPT, 2_000n]);
    expect(await codeOf("set-parameters", {})).to.equal("SCRIPT_USAGE");
  });

  it("set-parameters: keeps the parts of the quorum that are not given", async () => {
    const quorum = await enacted(await draft("set-parameters", { quorumCap: "5", quorumFloor: "20000 GPT" }), () =>
      governor.quorumParameters(),
    );

    expect([quorum.capBps, quorum.shareBps, quorum.floor]).to.deep.equal([500n, 3_000n, 20_000n * GPT]);
  });

  it("set-parameters: orders changes that bound each other, upwards and downwards", async () => {
    const up = {
      ...{ votingPeriod: "3 hours", lateQuorumExtension: "2 hours" },
      ...{ proposalThreshold: "30000 GPT", quorumFloor: "40000 GPT" },
    };
    const down = {
      ...{ votingPeriod: "1 hour", lateQuorumExtension: "1 hour" },
      ...{ proposalThreshold: "1000 GPT", quorumFloor: "10000 GPT" },
    };
    const read = async () => [
      ...[await governor.votingPeriod(), await governor.lateQuorumVoteExtension()],
      ...[await governor.proposalThreshold(), (await governor.quorumParameters()).floor],
    ];
    const raised = [10_800n, 7_200n, 30_000n * GPT, 40_000n * GPT];

    const seen = await enacted(await draft("set-parameters", up), async () => {
      const before = await read();
      return [before, await enacted(await draft("set-parameters", down), read)];
    });

    expect(seen).to.deep.equal([raised, [3_600n, 3_600n, 1_000n * GPT, 10_000n * GPT]]);
  });

  it("extend-guardian: gives the sitting guardian another term, or appoints another one", async () => {
    const term = async () => [await governor.proposalGuardian(), await governor.guardianExpiresAt()] as const;
    const [sitting, expiresAt] = await term();
    const [same, later] = await enacted(await drafted("extend-guardian"), term);
    const [other] = await enacted(await drafted("extend-guardian", { guardian: at.bob.address }), term);

    expect([same, other]).to.deep.equal([sitting, at.bob.address]);
    expect(later > expiresAt).to.equal(true);
  });

  it("extend-guardian: never appoints nobody once the term is over", async () => {
    const before = await connection.networkHelpers.takeSnapshot();
    await at.warpTo(await governor.guardianExpiresAt());

    expect(await refused("extend-guardian", {})).to.equal("GOVERNANCE_NO_GUARDIAN");
    expect((await drafted("extend-guardian", { guardian: at.bob.address })).actions[0]?.arguments).to.deep.equal({
      newProposalGuardian: at.bob.address,
    });
    await before.restore();
  });
});

describe("the templates about people", () => {
  const [NONE, ADMITTED, REMOVED] = [0n, 1n, 4n];

  it("admit-validator: admits it with its key", async () => {
    expect(await validators.statusOf(at.bob.address)).to.equal(NONE);
    expect(await enacted(await drafted("admit-validator"), () => validators.statusOf(at.bob.address))).to.equal(
      ADMITTED,
    );
  });

  it("remove-validator: removes one that was admitted", async () => {
    expect(await enacted(await drafted("remove-validator"), () => validators.statusOf(somebody))).to.equal(REMOVED);
    expect(await refused("remove-validator", { validator: at.bob.address })).to.equal("GOVERNANCE_NO_VALIDATOR");
  });

  it("slash-validator: moves the amount from the bond to the treasury, for a reason that is on record", async () => {
    const treasury = await token.balanceOf(record.contracts.timelock);
    const proposal = await drafted("slash-validator");
    const [bond, now] = await enacted(proposal, () =>
      Promise.all([validators.bondOf(somebody), token.balanceOf(record.contracts.timelock)]),
    );

    expect([bond, now - treasury]).to.deep.equal([300n * GPT, 200n * GPT]);
    expect(proposal.actions[0]?.arguments.reason).to.equal(sha256Hex(bytes("It lied.")));
    expect(await refused("slash-validator", { amount: "500.000000000000000001 GPT" })).to.equal(
      "GOVERNANCE_BOND_TOO_SMALL",
    );
  });

  it("spend: pays out of the treasury, at most what it holds", async () => {
    const held = await token.balanceOf(at.bob.address);

    expect((await enacted(await drafted("spend"), () => token.balanceOf(at.bob.address))) - held).to.equal(
      (3n * GPT) / 2n,
    );
    expect(await refused("spend", { amount: "18000000 GPT" })).to.equal("GOVERNANCE_TREASURY_TOO_SMALL");
  });

  it("move-role: gives the role, takes it, or both", async () => {
    const members = (account: string) => manager.hasRole(roles.GUARDIAN, account).then(([isMember]) => isMember);
    const [bob, guardian] = [at.bob.address, at.deployer.address];
    const both = () => Promise.all([members(bob), members(guardian)]);

    expect(await enacted(await drafted("move-role"), both)).to.deep.equal([true, true]);
    expect(await enacted(await drafted("move-role", { from: guardian }), both)).to.deep.equal([true, false]);
    expect(await enacted(await draft("move-role", { role: "GUARDIAN", from: guardian }), both)).to.deep.equal([
      false,
      false,
    ]);
    expect(await codeOf("move-role", { role: "GUARDIAN" })).to.equal("SCRIPT_USAGE");
  });
});

describe("the template for anything else", () => {
  const calls = (list: unknown) => ({ calls: file("given.json", JSON.stringify(list)) });

  it("freeform: makes the calls of a file, to our contracts and to others", async () => {
    const { address } = at.bob;
    const proposal = await drafted(
      "freeform",
      calls([
        { target: "access", function: "pause()" },
        { target: address, value: "7" },
        {
          target: record.contracts.token,
          function: "transfer(address to, uint256 value)",
          arguments: { to: address, value: "5" },
        },
      ]),
    );
    const before = [await token.balanceOf(address), await at.provider.getBalance(address)] as const;
    const now = await enacted(proposal, async () => {
      expect(await access.pausedUntil()).not.to.equal(0n);
      return [await token.balanceOf(address), await at.provider.getBalance(address)] as const;
    });

    expect([now[0] - before[0], now[1] - before[1]]).to.deep.equal([5n, 7n]);
    expect(proposal.actions.map(({ target, address: of }) => [target, of])).to.deep.equal([
      ["access", record.contracts.access],
      ["other", toAddress(address)],
      ["other", record.contracts.token],
    ]);
  });

  it("freeform: refuses what is no list of calls, and calls that cannot be written", async () => {
    const code = (list: unknown) => refused("freeform", calls(list));
    const pause = { target: "access", function: "pause()" };

    expect(await refused("freeform", { calls: join(folder, "nowhere.json") })).to.equal("GOVERNANCE_BAD_CALLS");
    expect(await refused("freeform", { calls: file("broken.json", "[{") })).to.equal("GOVERNANCE_BAD_CALLS");
    expect(await code([])).to.equal("GOVERNANCE_BAD_CALLS");
    expect(await code(Array.from({ length: 11 }, () => pause))).to.equal("GOVERNANCE_BAD_CALLS");
    expect(await code([{ ...pause, calldata: "0x" }])).to.equal("GOVERNANCE_BAD_CALLS");
    expect(await code([{ ...pause, value: "-1" }])).to.equal("GOVERNANCE_BAD_CALLS");
    expect(await code([{ ...pause, target: "acess" }])).to.equal("PRIMITIVES_NOT_ADDRESS");
    expect(await code([{ ...pause, function: "stop()" }])).to.equal("CHAIN_UNKNOWN_FUNCTION");
    expect(await code([{ ...pause, arguments: { until: "1" } }])).to.equal("CHAIN_BAD_ARGUMENTS");
    expect(await code([{ target: "access", function: "revoke(uint256)" }])).to.equal("CHAIN_BAD_ARGUMENTS");
  });
});
