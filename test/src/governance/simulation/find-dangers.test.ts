import { expect } from "chai";
import type { CallValue } from "../../../../src/chain/encode-call.ts";
import { changedSince, findDangers, type Evidence } from "../../../../src/governance/simulation/find-dangers.ts";
import { toAddress, toHex32 } from "../../../../src/primitives/identifiers.ts";
import { frame, nothing, reportedCall, reportedEvent } from "../../../helpers/some-evidence.ts";
import { around, contracts, dataUser, guardian, record, stranger } from "../../../helpers/some-surroundings.ts";

const GPT = 10n ** 18n;
const hash = (digit: number) => toHex32(`0x${String(digit).repeat(64)}`);
const found = (evidence: Partial<Evidence>) =>
  findDangers({ ...nothing, ...evidence }, around, record).map(({ severity, code }) => `${severity} ${code}`);
const called = (...call: Parameters<typeof reportedCall>) => found({ calls: [reportedCall(...call)] });

describe("findDangers", () => {
  it("finds nothing where there is nothing", () => {
    expect(found({})).to.deep.equal([]);
    expect(called("access", "pause()")).to.deep.equal([]);
  });

  it("puts the gravest first", () => {
    const calls = [{ ...reportedCall("token", "f()"), contractName: null }];

    expect(found({ calls, refusal: "no" })).to.deep.equal(["danger REVERTS", "warning UNKNOWN_TARGET"]);
  });

  it("warns of calls whose words are not all that they say", () => {
    const call = reportedCall("token", "f()");

    expect(found({ calls: [{ ...call, contractName: null, function: null }] })).to.deep.equal([
      "warning UNKNOWN_TARGET",
    ]);
    expect(found({ calls: [{ ...call, function: null }] })).to.deep.equal(["danger UNREADABLE_CALL"]);
    expect(found({ calls: [{ ...call, isExact: false }] })).to.deep.equal(["danger HIDDEN_BYTES"]);
    expect(found({ calls: [{ ...call, contractName: null, function: null, calldata: "0x" }] })).to.deep.equal([]);
  });

  it("warns of calls that hold another call", () => {
    const values = { target: contracts.access, data: "0x" };

    expect(called("manager", "execute(address,bytes)", values)).to.deep.equal(["danger WRAPPED_CALL"]);
    expect(called("governor", "relay(address,uint256,bytes)", values)).to.deep.equal(["danger WRAPPED_CALL"]);
  });

  it("warns of accounts that look like known ones, wherever they stand", () => {
    const fake = toAddress(`${contracts.token.slice(0, 10)}${"c".repeat(32)}`);
    const looks = (values: Record<string, CallValue>) => called("token", "f(address)", values);

    expect(looks({ to: fake })).to.deep.equal(["danger LOOK_ALIKE"]);
    expect(looks({ terms: { list: [stranger, fake] } })).to.deep.equal(["danger LOOK_ALIKE"]);
    expect(found({ calls: [{ ...reportedCall("token", "f()"), target: fake }] })).to.deep.equal(["danger LOOK_ALIKE"]);
    expect(looks({ to: contracts.token, other: stranger })).to.deep.equal([]);
  });

  it("warns of power that moves, and says among how many calls it hides", () => {
    const calls = [reportedCall("access", "pause()"), reportedCall("access", "pause()")];
    const permissions = [
      { text: "A", isDangerous: false },
      { text: "B", isDangerous: true },
    ];

    expect(findDangers({ ...nothing, permissions, calls }, around, record)).to.deep.equal([
      { severity: "danger", code: "PERMISSION", text: "B, among 2 calls" },
      { severity: "warning", code: "PERMISSION", text: "A, among 2 calls" },
    ]);
  });

  it("warns of amounts above all GPT that there is, to the wei", () => {
    const price = (wei: bigint) => called("access", "createGrant(…)", { terms: { price: String(wei) } });
    const most = (wei: bigint) =>
      called("reserve", "setParameters(…)", { parameters: { maxRewardPerUnit: String(wei) } });
    const { totalSupply } = around;

    expect(price(totalSupply)).to.deep.equal([]);
    expect(price(totalSupply + 1n)).to.deep.equal(["danger UNLIMITED_PRICE"]);
    expect(most(totalSupply)).to.deep.equal([]);
    expect(most(totalSupply + 1n)).to.deep.equal(["danger UNLIMITED_REWARD"]);
  });

  it("warns of every allowance, and more of one that takes everything", () => {
    const approve = (wei: bigint) => called("token", "approve(address,uint256)", { value: String(wei) });

    expect(approve(1n)).to.deep.equal(["warning ALLOWANCE"]);
    expect(approve(around.totalSupply)).to.deep.equal(["danger UNLIMITED_ALLOWANCE"]);
  });

  it("counts what all calls take out of the treasury together", () => {
    const pay = (amountWei: bigint) => ({ token: "GPT" as const, from: contracts.timelock, to: stranger, amountWei });
    const spent = (...gpt: bigint[]) => found({ transfers: gpt.map((each) => pay(each * GPT)) });

    expect(spent(900_000n)).to.deep.equal(["info TREASURY"]);
    expect(spent(900_000n, 1n)).to.deep.equal(["warning TREASURY"]);
    expect(spent(4_500_000n)).to.deep.equal(["warning TREASURY"]);
    expect(spent(2_250_000n, 2_250_001n)).to.deep.equal(["danger TREASURY"]);
    expect(found({ transfers: [{ ...pay(GPT), from: stranger }] })).to.deep.equal([]);
    expect(found({ transfers: [{ ...pay(1n), token: "coin" }] })).to.deep.equal(["warning COINS"]);
  });

  it("warns of whoever votes with the treasury's GPT", () => {
    const event = (delegator: string) => reportedEvent("token", "DelegateChanged", { delegator, toDelegate: stranger });
    const delegated = (delegator: string) => found({ events: [event(delegator)] });

    expect(delegated(contracts.timelock)).to.deep.equal(["danger TREASURY_VOTES"]);
    expect(delegated(stranger)).to.deep.equal([]);
    expect(found({ events: [{ ...event(contracts.timelock), contractName: stranger }] })).to.deep.equal([]);
  });

  it("warns of a guardian's new term, the same guardian's or another's", () => {
    const term = (account: string) =>
      found({ events: [reportedEvent("governor", "ProposalGuardianTermSet", { guardian: account, expiresAt: "1" })] });

    expect(term(guardian)).to.deep.equal(["danger GUARDIAN_EXTENDED"]);
    expect(term(stranger)).to.deep.equal(["danger GUARDIAN_REPLACED"]);
  });

  it("warns of strangers that are called on the way", () => {
    const met = (to: string | null, input: `0x${string}` = "0x12345678") =>
      found({ frames: frame({ to: contracts.token, calls: [frame({ to: to as typeof stranger, input })] }) });

    expect(met(stranger)).to.deep.equal(["warning UNKNOWN_CONTRACT"]);
    expect(met(stranger, "0x")).to.deep.equal([]);
    expect(met(dataUser)).to.deep.equal([]);
    expect(met(toAddress(`0x${"0".repeat(39)}2`))).to.deep.equal([]);
    expect(met(null)).to.deep.equal([]);
  });

  it("warns of code that is run as one's own, of contracts that end and of those that begin", () => {
    const kinds = (kind: string) =>
      found({ frames: frame({ to: contracts.token, calls: [frame({ kind, to: dataUser })] }) });

    expect(kinds("DELEGATECALL")).to.deep.equal(["danger FOREIGN_CODE"]);
    expect(kinds("CALLCODE")).to.deep.equal(["danger FOREIGN_CODE"]);
    expect(kinds("SELFDESTRUCT")).to.deep.equal(["danger SELF_DESTRUCTION"]);
    expect(kinds("CREATE2")).to.deep.equal(["warning NEW_CONTRACT"]);
    expect(kinds("STATICCALL")).to.deep.equal([]);
  });

  it("warns of a target whose code is another one, or that has none", () => {
    const at = { address: contracts.token, now: hash(1), atProposal: hash(1), atDeployment: hash(1) };
    const calls = [reportedCall("token", "f()")];

    expect(found({ calls, code: [at] })).to.deep.equal([]);
    expect(found({ calls, code: [{ ...at, now: hash(2) }] })).to.deep.equal(["danger CODE_CHANGED"]);
    const none = { ...at, now: null, atProposal: null, atDeployment: undefined };
    expect(found({ calls, code: [none] })).to.deep.equal(["danger TARGET_WITHOUT_CODE"]);
    // Paying somebody is no call.
    expect(found({ calls: [{ ...calls[0]!, calldata: "0x" }], code: [none] })).to.deep.equal([]);
  });
});

describe("changedSince", () => {
  it("tells since when, where it is known", () => {
    const at = { address: stranger, now: hash(1), atProposal: undefined, atDeployment: undefined };

    expect(changedSince(at)).to.equal(null);
    expect(changedSince({ ...at, atProposal: hash(1), atDeployment: hash(1) })).to.equal(null);
    expect(changedSince({ ...at, atDeployment: hash(2) })).to.equal("when the collective was deployed");
    expect(changedSince({ ...at, atProposal: null })).to.equal("when the proposal was made");
    expect(changedSince({ ...at, now: null, atProposal: null })).to.equal(null);
  });
});
