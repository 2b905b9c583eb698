import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { sendOrRehearse } from "../../scripts/govern/send-or-rehearse.ts";
import { proposalIdOf, toArrays, withProposer, type ProposalCall } from "../../src/chain/proposals/proposal-calls.ts";
import { readStanding } from "../../src/chain/proposals/read-standing.ts";
import { gravest } from "../../src/governance/simulation/report.ts";
import { toAddress, type Address } from "../../src/primitives/identifiers.ts";
import type { Hex } from "../../src/primitives/bytes.ts";
import { collectiveWithAccess } from "../helpers/collective-with-access.ts";
import { rejectedCode } from "../helpers/rejected-code.ts";
import { codesOf, simulatedProposals } from "../helpers/simulated-proposals.ts";

const GPT = 10n ** 18n;
const FOR = 1;
const at = await collectiveWithAccess();
const { alice, bob, as, collective, connection, decide, provider, record, warpTo } = at;
const { governor } = collective;
const { access, manager, registry, timelock, token, validators } = record.contracts;
const { call, play, simulate } = simulatedProposals(at);
const setCode = (address: string, code: string) => connection.networkHelpers.setCode(address, code);
const attacker = toAddress(bob.address);
const proposer = toAddress(alice.address);

await decide.token.transfer(alice.address, 2_000_000n * GPT);
await as(alice).token.delegate(alice.address);
await provider.send("evm_mine", []);

const codes = async (...calls: ProposalCall[]) => codesOf(await simulate(calls));
const foreign = (target: Address, calldata: Hex = "0x01020304"): ProposalCall => ({ target, value: 0n, calldata });
const standingOf = async (id: bigint) => readStanding(governor, id, await at.now());

/** Puts a contract of these few bytes somewhere. */
let placed = 0;
async function place(code: string): Promise<Address> {
  const address = toAddress(`0x${"ab".repeat(19)}${String(10 + placed++)}`);
  await setCode(address, code);
  return address;
}

/** Alice proposes; `given` is what the simulation is told about it later on. */
async function propose(calls: readonly ProposalCall[], title: string) {
  const description = withProposer(title, proposer);
  await as(alice).governor.propose(...toArrays(calls), description);
  const id = proposalIdOf(calls, description);
  const proposedAtBlock = await provider.getBlockNumber();
  return { id, given: async () => ({ proposer, description, proposedAtBlock, standing: await standingOf(id) }) };
}

/** The same, and Alice carries it into the timelock alone. */
async function queue(calls: readonly ProposalCall[], title: string) {
  const proposed = await propose(calls, title);
  await warpTo((await governor.proposalSnapshot(proposed.id)) + 1n);
  await as(alice).governor.castVote(proposed.id, FOR);
  await warpTo((await governor.proposalDeadline(proposed.id)) + 1n);
  await as(alice).governor["queue(uint256)"](proposed.id);
  return proposed;
}

/** What a command says that sends this. */
const sent = async (id: bigint, estimate: () => Promise<bigint>) =>
  rejectedCode(async () =>
    sendOrRehearse({ estimate, send: () => expect.fail("sent") }, true, {
      ...{ standing: await standingOf(id), now: await at.now() },
    }),
  );

describe("Governance incidents, as the tool tells of them", () => {
  let before: Awaited<ReturnType<typeof connection.networkHelpers.takeSnapshot>>;
  beforeEach(async () => {
    before = await connection.networkHelpers.takeSnapshot();
  });
  afterEach(() => before.restore());

  describe("code that is exchanged after the vote (Tornado Cash, 2023)", () => {
    const RETURNS = "0x00";
    const RETURNS_OTHERWISE = "0x5f5ff3";

    it("is found between the proposal and its execution", async () => {
      const target = await place(RETURNS);
      const { given } = await queue([foreign(target)], "# Harmless");
      expect(codesOf(await simulate([foreign(target)], await given()))).to.deep.equal(["warning UNKNOWN_TARGET"]);
      await setCode(target, RETURNS_OTHERWISE);

      expect(codesOf(await simulate([foreign(target)], await given()))).to.deep.equal([
        "danger CODE_CHANGED",
        "warning UNKNOWN_TARGET",
      ]);
    });

    it("is found at the collective's own contracts, whenever it was exchanged", async () => {
      await setCode(registry, RETURNS);

      expect(await codes(call("registry", "pause"))).to.deep.equal(["danger CODE_CHANGED"]);
    });

    it("is found when the code is gone", async () => {
      const target = await place(RETURNS);
      const { given } = await queue([foreign(target)], "# Harmless");
      await setCode(target, "0x");

      expect(codesOf(await simulate([foreign(target)], await given()))).to.include.members([
        "danger REVERTS",
        "danger CODE_CHANGED",
      ]);
    });

    it("is found when there never was any", async () => {
      expect(await codes(foreign(toAddress(`0x${"cd".repeat(20)}`)))).to.deep.equal([
        "danger REVERTS",
        "danger TARGET_WITHOUT_CODE",
        "warning UNKNOWN_TARGET",
      ]);
    });

    it("is found when another contract's code is run, or a contract ends itself", async () => {
      const logic = await place(RETURNS);
      // EIP-1167: everything is delegated to another contract.
      const proxy = await place(`0x363d3d373d3d3d363d73${logic.slice(2)}5af43d82803e903d91602b57fd5bf3`);
      const ending = await place("0x33ff");

      expect(await codes(foreign(proxy))).to.include("danger FOREIGN_CODE");
      expect(await codes(foreign(ending))).to.include("danger SELF_DESTRUCTION");
    });
  });

  describe("accounts that look like known ones (Tornado Cash, 2026)", () => {
    const begins = (known: string) => toAddress(`${known.slice(0, 17)}${"c".repeat(25)}`);
    const ends = (known: string) => toAddress(`0x${"c".repeat(25)}${known.slice(-15)}`);

    it("are found as receivers, members, grantees and targets", async () => {
      const [toolId, policyHash] = [at.tool.id, at.tool.codeHash];
      const fake = begins(at.validators[0]!.address);
      const terms = { grantee: fake, purpose: 0, duration: 3_600, price: 0n, toolId, policyHash };

      expect(await codes(call("token", "transfer", [begins(validators), 1n]))).to.include("danger LOOK_ALIKE");
      expect(await codes(call("manager", "grantRole", [2, ends(timelock), 0]))).to.include("danger LOOK_ALIKE");
      expect(await codes(call("access", "createGrant", [terms, at.granteeIdentity.recipient]))).to.include(
        "danger LOOK_ALIKE",
      );
      expect(await codes({ ...call("token", "approve", [attacker, 1n]), target: ends(token) })).to.include(
        "danger LOOK_ALIKE",
      );
    });

    it("are not found among known ones, or strangers", async () => {
      expect(await codes(call("token", "transfer", [attacker, 1n]))).to.deep.equal(["info TREASURY"]);
      expect(await codes(call("token", "transfer", [validators, 1n]))).to.deep.equal(["info TREASURY"]);
    });
  });

  describe("borrowed votes that decide at once (Beanstalk, 2022)", () => {
    const calls = [call("access", "pause")];

    it("have no weight when they came after the snapshot, and the command says so", async () => {
      const { id } = await propose(calls, "# Quick");
      await warpTo((await governor.proposalSnapshot(id)) + 1n);
      await decide.token.transfer(attacker, 10_000_000n * GPT);
      await as(bob).token.delegate(attacker);
      await provider.send("evm_mine", []);

      expect(await governor.getVotes(attacker, await governor.proposalSnapshot(id))).to.equal(0n);
      expect(await sent(id, () => as(bob).governor.castVote.estimateGas(id, FOR))).to.equal("GOVERNANCE_REFUSED");
    });

    it("find no way around the vote and the timelock", async () => {
      const { id } = await propose(calls, "# Quick");
      const queueing = () => as(alice).governor["queue(uint256)"].estimateGas(id);
      const executing = () => as(alice).governor["execute(uint256)"].estimateGas(id);
      await warpTo((await governor.proposalSnapshot(id)) + 1n);
      await as(alice).governor.castVote(id, FOR);

      expect([await sent(id, queueing), await sent(id, executing)]).to.deep.equal([
        "GOVERNANCE_NOT_NOW",
        "GOVERNANCE_NOT_NOW",
      ]);
      await warpTo((await governor.proposalDeadline(id)) + 1n);
      await as(alice).governor["queue(uint256)"](id);
      expect(await sent(id, executing)).to.equal("GOVERNANCE_NOT_NOW");
    });
  });

  describe("a change that pays out too much (Compound 62, 2021)", () => {
    const parameters = async (maxRewardPerUnit: bigint) => {
      const epoch = (await collective.schedule.currentEpoch()) + 1n;
      const { emissionBps, validatorShareBps, rulesetHash } = await collective.reserve.parametersOf(epoch);
      return call("reserve", "setParameters", [{ emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash }]);
    };

    it("is found when a unit could earn more than there is", async () => {
      expect(await codes(await parameters(2n ** 128n - 1n))).to.deep.equal(["danger UNLIMITED_REWARD"]);
    });

    it("is shown, variable by variable, before anybody votes", async () => {
      const { storage } = await simulate([await parameters(5n)]);

      expect(storage.filter(({ variable }) => variable.endsWith("maxRewardPerUnit"))).to.deep.equal([
        { contractName: "reserve", variable: "_changes[1].parameters.maxRewardPerUnit", before: "0", after: "5" },
      ]);
    });

    it("can be stopped by a vote too, in one call that a report finds nothing odd about", async () => {
      expect(await codes(call("distributor", "pause"), call("access", "pause"))).to.deep.equal([]);
    });
  });

  describe("a treasury that is emptied (Compound 289, 2024)", () => {
    it("is a danger above a quarter of it, in one call or in ten", async () => {
      const tenth = call("token", "transfer", [attacker, 450_000n * GPT]);

      expect(await codes(call("token", "transfer", [attacker, 5_000_000n * GPT]))).to.deep.equal(["danger TREASURY"]);
      expect(await codes(...Array.from({ length: 10 }, () => tenth))).to.deep.equal(["danger TREASURY"]);
      expect(await codes(tenth)).to.deep.equal(["info TREASURY"]);
    });

    it("is a danger when it is only allowed, or only its votes are taken", async () => {
      expect(await codes(call("token", "approve", [attacker, MaxUint256]))).to.deep.equal([
        "danger UNLIMITED_ALLOWANCE",
      ]);
      expect(await codes(call("token", "approve", [attacker, 1n]))).to.deep.equal(["warning ALLOWANCE"]);
      expect(await codes(call("token", "delegate", [attacker]))).to.deep.equal(["danger TREASURY_VOTES"]);
    });

    it("cannot be surprised by a quorum in the last minute: the vote goes on, and its standing says until when", async () => {
      const { id } = await propose([call("token", "transfer", [attacker, 5_000_000n * GPT])], "# On a weekend");
      const { deadline } = await standingOf(id);
      await warpTo(deadline - 60);
      await as(alice).governor.castVote(id, FOR);

      expect((await standingOf(id)).deadline - deadline).to.be.within(540, 600);
    });
  });

  describe("contracts that are initialized again (Audius, 2022)", () => {
    it("is a call that no contract has, and that fails", async () => {
      // initialize(address)
      const again = foreign(access, `0xc4d66de8${attacker.slice(2).padStart(64, "0")}`);

      expect(await codes(again)).to.deep.equal(["danger REVERTS", "danger UNREADABLE_CALL"]);
    });
  });

  describe("a role that is given away quietly (Build Finance, 2022)", () => {
    it("is a danger, whatever it is called", async () => {
      const PROPOSER = await collective.timelock.PROPOSER_ROLE();
      const revoke = collective.access.interface.getFunction("revoke").selector;
      const ways = [
        call("manager", "grantRole", [0, attacker, 0]),
        call("manager", "grantRole", [3, attacker, 0]),
        call("timelock", "grantRole", [PROPOSER, attacker]),
        call("manager", "updateAuthority", [access, await place("0x00")]),
        call("manager", "setTargetFunctionRole", [access, [revoke], 2n ** 64n - 1n]),
        call("manager", "setRoleAdmin", [1, 9]),
        call("manager", "revokeRole", [0, timelock]),
        call("timelock", "revokeRole", [PROPOSER, record.contracts.governor]),
      ];

      for (const way of ways) expect(await codes(way)).to.deep.equal(["danger PERMISSION"]);
    });

    it("is found among ten calls, and inside a call of the manager", async () => {
      const grant = call("manager", "grantRole", [1, attacker, 0]);
      const others = Array.from({ length: 9 }, (_, index) => call("access", "setCoolingOff", [3_600 + index]));
      const { findings } = await simulate([...others.slice(0, 6), grant, ...others.slice(6)]);

      expect(findings.map(({ code, text }) => [code, text.endsWith(", among 10 calls")])).to.deep.equal([
        ["PERMISSION", true],
      ]);
      const wrapped = call("manager", "execute", [access, call("access", "setCoolingOff", [3_600]).calldata]);
      expect(await codes(wrapped)).to.deep.equal(["danger WRAPPED_CALL"]);
    });

    it("is not said of what stays as it was", async () => {
      expect(await codes(call("manager", "labelRole", [1, "VALIDATORS"]))).to.deep.equal([]);
      expect(await codes(call("manager", "grantRole", [1, access, 0]))).to.deep.equal(["warning PERMISSION"]);
    });
  });

  describe("one bad call among many (drains of sleeping DAOs)", () => {
    const price = 2n ** 96n - 1n;
    const terms = { grantee: attacker, purpose: 0, duration: 3_600, price, toolId: at.tool.id, policyHash: at.tool.id };
    const grant = call("access", "createGrant", [terms, at.granteeIdentity.recipient]);

    it("makes the whole report a danger", async () => {
      const report = await simulate([call("access", "setCoolingOff", [3_600]), grant, call("registry", "pause")]);

      expect(codesOf(report)).to.deep.equal(["danger UNLIMITED_PRICE"]);
      expect(gravest(report.findings)).to.equal("danger");
    });

    it("is found when its calldata holds more than its words", async () => {
      const padded: ProposalCall = { ...grant, calldata: `${grant.calldata}${"00".repeat(32)}` };

      expect(await codes(padded)).to.include("danger HIDDEN_BYTES");
    });

    it("makes nothing happen at all when one of them fails", async () => {
      const played = await play([
        call("token", "transfer", [attacker, GPT]),
        call("access", "pause"),
        foreign(manager),
      ]);

      expect([played.failedCall, played.logs, played.changes]).to.deep.equal([3, [], []]);
    });
  });

  describe("a guardian for ever (ENS, 2024 to 2026)", () => {
    it("is a danger that no report passes over, the same guardian or another", async () => {
      const guardian = await governor.proposalGuardian();

      expect(await codes(call("governor", "setProposalGuardian", [guardian]))).to.deep.equal([
        "danger GUARDIAN_EXTENDED",
      ]);
      expect(await codes(call("access", "pause"), call("governor", "setProposalGuardian", [attacker]))).to.deep.equal([
        "danger GUARDIAN_REPLACED",
      ]);
    });
  });
});
