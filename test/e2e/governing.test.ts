import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { id } from "ethers";
import { parseDeploymentRecord } from "../../src/chain/deployment-record.ts";
import { identityFromSeed } from "../../src/encryption/age-identity.ts";
import { startAnvil, type DevelopmentNode } from "../helpers/development-node.ts";
import { isDeep } from "../helpers/is-deep.ts";
import { openCollective } from "../helpers/node-collective.ts";
import { runHardhat } from "../helpers/run-hardhat.ts";
import { runProgram } from "../helpers/run-program.ts";

const GPT = 10n ** 18n;
/** Of anvil's accounts: two delegates, somebody who only ever signs, and whoever pays for others. */
const [ALICE, BOB, CAROL, PAYER] = [5, 6, 7, 9] as const;
/** Anvil's account 5. */
const ALICES_KEY = "0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba";
const SUPPORT_FOR = ["--support", "for"] as const;

type Listed = { number: number; id: string; state: string; title: string };
type Finding = { severity: string; code: string };
type Report = { findings: Finding[]; refusal: string | null; calls: { effect: string | null }[] };

describe("governing from a terminal, by separate commands on anvil", () => {
  const folder = mkdtempSync(join(tmpdir(), "governing "));
  const proposals = join(folder, "proposals");
  let node: DevelopmentNode;
  let environment: Record<string, string>;
  let at: ReturnType<typeof openCollective>;

  const govern = (...args: string[]) => runHardhat(["govern", ...args, "--network", "localhost"], environment);
  const json = async <Document = Record<string, unknown>>(...args: string[]): Promise<Document> => {
    const { exitCode, stdout, stderr } = await govern(...args, "--json");
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    return JSON.parse(stdout) as Document;
  };
  const refusal = async (...args: string[]): Promise<[number | null, string]> => {
    const { exitCode, stdout, stderr } = await govern(...args, "--json");
    expect(stdout).to.equal("");
    expect(stderr).to.not.match(/^\s+at /m);
    return [exitCode, stderr.split(":")[0]!];
  };
  const draft = async (template: string, ...fields: string[]): Promise<string> => {
    const { folder: path } = await json<{ folder: string }>("draft", template, ...fields, "--out", proposals);
    return path;
  };
  const listed = async (): Promise<Listed[]> => (await json<Listed[]>("list")).reverse();
  const now = async (): Promise<number> => (await at.provider.getBlock("latest"))!.timestamp;

  async function propose(account: number, path: string): Promise<string> {
    return (await json<{ id: string }>("propose", path, "--account", String(account))).id;
  }

  async function openVotes(proposal: string): Promise<void> {
    await at.warpTo((await at.collective.governor.proposalSnapshot(proposal)) + 1n);
  }

  async function closeVotes(proposal: string): Promise<void> {
    await at.warpTo((await at.collective.governor.proposalDeadline(proposal)) + 1n);
  }

  /** Votes, queues and executes what somebody proposed. */
  async function carry(proposal: string): Promise<void> {
    await openVotes(proposal);
    await json("vote", proposal, ...SUPPORT_FOR, "--account", String(ALICE));
    await json("vote", proposal, ...SUPPORT_FOR, "--account", String(BOB));
    await closeVotes(proposal);
    await json("queue", proposal);
    await at.warpTo(await at.collective.governor.proposalEta(proposal));
    await json("execute", proposal);
  }

  before(async function () {
    this.timeout(300_000);
    node = await startAnvil("--accounts", "20");
    environment = { LOCALHOST_RPC_URL: node.url, DEPLOY_STATE_FOLDER: folder, NO_COLOR: "1" };
    const { exitCode, stderr } = await runProgram(
      "npm",
      ["run", "deploy", "--", "--network", "localhost"],
      environment,
    );
    expect(exitCode, stderr).to.equal(0);
    const record = parseDeploymentRecord(readFileSync(join(folder, "records", "31337.json"), "utf8"));
    at = openCollective(node.url, record);
    // As if epochs had been paid.
    const { timelock } = record.contracts;
    await node.call("anvil_impersonateAccount", timelock);
    await node.call("anvil_setBalance", timelock, "0xde0b6b3a7640000");
    const treasury = await at.as(timelock);
    for (const account of [ALICE, BOB, CAROL]) {
      await (await treasury.token.transfer(await at.accountOf(account), 100_000n * GPT)).wait();
    }
  });

  after(async () => {
    at.provider.destroy();
    await node.stop();
    rmSync(folder, { recursive: true });
  });

  it("members delegate, and see who has votes and what a proposal needs", async () => {
    const before = await json<{ missing: string }>("quorum");
    for (const account of [ALICE, BOB]) await json("delegate", "--account", String(account));
    await json("delegate", await at.accountOf(CAROL), "--account", String(CAROL));
    await at.warpTo((await now()) + 2);

    expect(before.missing).to.equal(String(10_000n * GPT));
    expect(await json("quorum")).to.include({ missing: "0", delegated: String(300_000n * GPT) });
    expect(await json("delegates")).to.have.length(3);
    expect(await json("params")).to.include({ emissionBps: 50, coolingOff: 120 });
  });

  it("lists the templates, and refuses what is missing or unknown without writing anything", async () => {
    expect(await json<{ name: string }[]>("draft")).to.have.length(15);
    for (const fields of [["spend"], ["spend", "to=0x1", "amount=1 GPT"], ["spend", "who=me"], ["nothing"]]) {
      expect(await refusal("draft", ...fields, "--out", proposals)).to.deep.equal([2, "SCRIPT_USAGE"]);
    }
    expect(await refusal("show", "1")).to.deep.equal([1, "GOVERNANCE_UNKNOWN_PROPOSAL"]);
    expect(await refusal("propose", folder)).to.deep.equal([1, "GOVERNANCE_NO_PROPOSAL"]);
  });

  describe("a proposal from its draft to its effect", () => {
    let path: string;
    let proposal: string;

    it("is drafted, simulated before anybody proposes it, and proposed under its proposer's mark", async () => {
      path = await draft("set-rewards", "emission=0.75");
      const report = await json<Report>("simulate", path);
      expect(report.findings).to.deep.equal([]);
      expect(report.calls[0]!.effect).to.contain("0.75 % of the reserve");
      const rehearsed = await json<{ id: string }>("propose", path, "--account", String(ALICE), "--dry-run");
      expect(await listed()).to.deep.equal([]);

      proposal = await propose(ALICE, path);

      expect(proposal).to.equal(rehearsed.id);
      expect(await refusal("propose", path, "--account", String(PAYER))).to.deep.equal([1, "GOVERNANCE_REFUSED"]);
      expect(await refusal("propose", path, "--account", String(ALICE))).to.deep.equal([1, "GOVERNANCE_REFUSED"]);
    });

    it("is shown by number and by id, the same as its files, byte for byte", async () => {
      const shown = await json<{ comparison: { isSame: boolean } }>("show", "1", "--folder", proposals);
      expect(shown.comparison.isSame).to.equal(true);
      const text = readFileSync(join(path, "proposal.md"), "utf8");
      writeFileSync(join(path, "proposal.md"), `${text}\nOne word more.\n`);
      expect((await govern("show", proposal, "--folder", proposals)).exitCode).to.equal(1);
      writeFileSync(join(path, "proposal.md"), text);
    });

    it("says what is too early, and when it would be time", async () => {
      expect(await refusal("vote", "1", ...SUPPORT_FOR, "--account", String(ALICE))).to.deep.equal([
        3,
        "GOVERNANCE_NOT_NOW",
      ]);
      expect(await refusal("execute", "1")).to.deep.equal([3, "GOVERNANCE_NOT_NOW"]);
      const { stderr } = await govern("queue", "1");
      expect(stderr).to.match(/Voting opens in \d+ (?:m|s)/);
    });

    it("is voted on: on chain, divided, and signed for others to deliver", async () => {
      const file = (name: string) => join(folder, `${name}.json`);
      const sign = ["--support", "abstain", "--out", file("carol"), "--account", String(CAROL)];
      await json("sign-vote", proposal, ...sign, "--reason", "both are fine");
      expect(JSON.parse(readFileSync(file("carol"), "utf8"))).to.include({ support: "abstain", proposalId: proposal });
      const relay = (...names: string[]) =>
        govern("relay-votes", ...names.map(file), "--account", String(PAYER), "--json");
      expect((await relay("carol")).exitCode).to.equal(3);

      await openVotes(proposal);
      await json("vote", "1", ...SUPPORT_FOR, "--account", String(ALICE));
      await json("vote", "1", "--split", "for=70,against=30", "--account", String(BOB));
      const vote = JSON.parse(readFileSync(file("carol"), "utf8")) as Record<string, unknown>;
      writeFileSync(file("changed"), JSON.stringify({ ...vote, support: "for" }));
      writeFileSync(file("foreign"), JSON.stringify({ ...vote, chainId: 1 }));
      writeFileSync(file("cut"), JSON.stringify(vote).slice(0, -9));
      const { exitCode, stdout } = await relay("changed", "foreign", "cut", "nowhere", "carol");

      expect(exitCode).to.equal(1);
      const outcomes = (JSON.parse(stdout) as { file: string; code?: string; outcome?: string }[]).map(
        ({ file: name, code, outcome }) => [name.replace(".json", ""), code ?? outcome],
      );
      expect(outcomes).to.have.deep.members([
        ["changed", "GOVERNANCE_VOTE_NOT_SIGNED"],
        ["foreign", "GOVERNANCE_VOTE_ELSEWHERE"],
        ["cut", "GOVERNANCE_BAD_VOTE_FILE"],
        ["nowhere", "SCRIPT_NO_VOTE"],
        ["carol", "delivered"],
      ]);
      expect((await relay("carol")).stdout).to.contain("delivered before");
      const votes = await at.collective.governor.proposalVotes(proposal);
      expect([votes.forVotes, votes.againstVotes, votes.abstainVotes].map((each) => each / GPT)).to.deep.equal([
        170_000n,
        30_000n,
        100_000n,
      ]);
      expect(await refusal("vote", "1", ...SUPPORT_FOR, "--account", String(PAYER))).to.deep.equal([
        1,
        "GOVERNANCE_NO_VOTES",
      ]);
      expect(await refusal("vote", "1", ...SUPPORT_FOR, "--account", String(ALICE))).to.deep.equal([
        1,
        "GOVERNANCE_REFUSED",
      ]);
    });

    it("is queued and executed, and changes what it said", async () => {
      await closeVotes(proposal);
      await json("queue", "1", "--account", String(PAYER));
      expect(await refusal("execute", "1")).to.deep.equal([3, "GOVERNANCE_NOT_NOW"]);
      expect((await json<Report>("simulate", "1", "--out", join(folder, "queued"))).refusal).to.equal(null);
      await at.warpTo(await at.collective.governor.proposalEta(proposal));
      await json("execute", "1", "--account", String(PAYER));

      const next = (await at.collective.schedule.currentEpoch()) + 1n;
      expect((await at.collective.reserve.parametersOf(next)).emissionBps).to.equal(75n);
      expect(await refusal("execute", "1")).to.deep.equal([1, "GOVERNANCE_NOT_ANY_MORE"]);
      expect(await refusal("simulate", "1")).to.deep.equal([1, "GOVERNANCE_PROPOSAL_OVER"]);
      const seen = await govern("watch", "--times", "1", "--json");
      expect(JSON.parse(seen.stdout)).to.include({ number: 1, state: "executed" });
    });
  });

  describe("what a member is kept from", () => {
    it("signs a vote without any network, by the record of a deployment alone", async () => {
      const record = JSON.parse(readFileSync(join(folder, "records", "31337.json"), "utf8")) as Record<string, unknown>;
      const place = join(folder, "elsewhere", "records");
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, "11155111.json"), JSON.stringify({ ...record, network: "sepolia", chainId: 11155111 }));
      const file = join(folder, "offline.json");
      const offline = {
        SEPOLIA_RPC_URL: "http://127.0.0.1:9",
        DEPLOYER_PRIVATE_KEY: ALICES_KEY,
        DEPLOY_STATE_FOLDER: join(folder, "elsewhere"),
      };
      const { id: proposal } = (await listed())[0]!;
      const args = [
        "govern",
        "sign-vote",
        proposal,
        "--split",
        "for=50,abstain=50",
        "--votes",
        "100000 GPT",
        "--out",
        file,
      ];

      const { exitCode, stderr } = await runHardhat([...args, "--network", "sepolia"], offline);

      expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
      expect(JSON.parse(readFileSync(file, "utf8"))).to.include({ chainId: 11155111, support: "split" });
      const relayed = await govern("relay-votes", file, "--json");
      expect(relayed.stdout).to.contain("GOVERNANCE_VOTE_ELSEWHERE");
    });

    it("flags a role that is handed over among ten calls, and lets the guardian cancel it", async () => {
      const harmless = { target: "access", function: "setCoolingOff(uint32)", arguments: { newCoolingOff: "86400" } };
      const role = { roleId: "0", account: (await at.accountOf(PAYER)).toLowerCase(), executionDelay: "0" };
      const handOver = { target: "manager", function: "grantRole(uint64,address,uint32)", arguments: role };
      const calls = join(folder, "calls.json");
      writeFileSync(calls, JSON.stringify([...Array<unknown>(9).fill(harmless), handOver]));
      const path = await draft("freeform", `calls=${calls}`, "title=Tidy up");
      const proposal = await propose(ALICE, path);

      const { exitCode, stdout } = await govern("simulate", "2", "--out", join(folder, "tidy"), "--json");

      expect(exitCode).to.equal(1);
      expect((JSON.parse(stdout) as Report).findings.map(({ severity, code }) => [severity, code])).to.deep.include([
        "danger",
        "PERMISSION",
      ]);
      expect(readFileSync(join(folder, "tidy", "report.md"), "utf8")).to.contain("gives the role ADMIN of manager to");
      expect(await refusal("cancel", "2", "--account", String(BOB))).to.deep.equal([1, "GOVERNANCE_REFUSED"]);
      await json("cancel", proposal, "--account", "0");
      expect((await listed())[1]!.state).to.equal("cancelled");
    });

    it("does not execute what was voted on once there is other code at its target", async () => {
      const { tools } = at.record.contracts;
      const path = await draft("define-purpose", "purpose=9", "name=poetry", "uri=https://poetry.example");
      const proposal = await propose(ALICE, path);
      await openVotes(proposal);
      await json("vote", proposal, ...SUPPORT_FOR, "--account", String(ALICE));
      await closeVotes(proposal);
      await json("queue", proposal);
      await at.warpTo(await at.collective.governor.proposalEta(proposal));
      const code = await at.provider.getCode(tools);
      await node.call("anvil_setCode", tools, "0x00");

      expect(await refusal("execute", proposal)).to.deep.equal([1, "GOVERNANCE_CODE_CHANGED"]);

      await node.call("anvil_setCode", tools, code);
      await json("execute", proposal);
      expect(await at.collective.tools.definedPurposes()).to.equal(0b10_0111_1111n);
    });

    if (isDeep) {
      it("carries a proposal of every template to its effect", async function () {
        this.timeout(3_600_000);
        const stranger = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        const { recipient } = await identityFromSeed(randomBytes(32));
        const policy = join(folder, "policy.md");
        writeFileSync(policy, "Only for research.\n");
        const calls = join(folder, "pause.json");
        writeFileSync(calls, JSON.stringify([{ target: "access", function: "pause()" }]));
        const validator = await at.accountOf(1);
        const { governor, access, tools, validators, token, manager, reserve, timelock } = at.collective;
        const guardianUntil = await governor.guardianExpiresAt();
        const request = [
          `grantee=${stranger}`,
          `key=${recipient}`,
          "purpose=research",
          "tool=Survey",
          "duration=30 days",
        ];
        const carol = await at.accountOf(CAROL);
        const takeSeat = async (): Promise<void> => {
          const { token: hers, validators: seats } = await at.as(carol);
          await (await hers.approve(await seats.getAddress(), 50n * GPT)).wait();
          await (await seats.activate()).wait();
        };
        type Decision = [template: string, fields: string[], holds: () => Promise<boolean>, then?: () => Promise<void>];
        const decisions: Decision[] = [
          [
            "approve-tool",
            ["name=Survey", "uri=https://survey.example", `codeHash=${id("1")}`, "purposes=research"],
            async () => tools.allows(await tools.toolIdOf("Survey", "https://survey.example", id("1"), 1), 0),
          ],
          [
            "grant-access",
            [...request, "price=10 GPT", `policy=${policy}`],
            async () => (await access.grantCount()) === 1n,
          ],
          ["revoke-access", ["grant=1"], async () => (await access.grantOf(1)).revokedAt > 0n],
          [
            "withdraw-tool",
            ["tool=Survey"],
            async () => !(await tools.allows(await tools.toolIdOf("Survey", "https://survey.example", id("1"), 1), 0)),
          ],
          [
            "set-parameters",
            ["timelockDelay=2 minutes", "bond=50 GPT"],
            async () => (await timelock.getMinDelay()) === 120n && (await validators.bondRequired()) === 50n * GPT,
          ],
          [
            "adopt-ruleset",
            [`ruleset=${id("rules")}`],
            async () =>
              (await reserve.parametersOf((await at.collective.schedule.currentEpoch()) + 1n)).rulesetHash ===
              id("rules"),
          ],
          ["extend-guardian", [], async () => (await governor.guardianExpiresAt()) > guardianUntil],
          [
            "admit-validator",
            [`validator=${carol}`, `key=${recipient}`],
            async () => (await validators.statusOf(carol)) === 1n,
            takeSeat,
          ],
          [
            "slash-validator",
            [`validator=${carol}`, "amount=20 GPT", "reason=https://reasons.example"],
            async () => (await validators.bondOf(carol)) === 30n * GPT,
          ],
          ["remove-validator", [`validator=${validator}`], async () => (await validators.statusOf(validator)) === 4n],
          ["spend", [`to=${stranger}`, "amount=7 GPT"], async () => (await token.balanceOf(stranger)) === 7n * GPT],
          ["move-role", ["role=GUARDIAN", `to=${stranger}`], async () => (await manager.hasRole(2, stranger)).isMember],
          ["freeform", [`calls=${calls}`, "title=Pause"], () => access.paused()],
        ];
        for (const [template, fields, holds, then] of decisions) {
          const path = await draft(template, ...fields);
          expect((await govern("simulate", path, "--json")).stdout, template).to.contain('"refusal": null');
          await carry(await propose(ALICE, path));
          expect(await holds(), template).to.equal(true);
          await then?.();
        }
      });
    }
  });
});
