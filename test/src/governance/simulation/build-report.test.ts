import { expect } from "chai";
import { toBeHex } from "ethers";
import { readSurroundings } from "../../../../src/governance/simulation/read-surroundings.ts";
import { wordCalls } from "../../../../src/governance/simulation/build-report.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { collectiveWithAccess } from "../../../helpers/collective-with-access.ts";
import { codesOf, simulatedProposals } from "../../../helpers/simulated-proposals.ts";

const GPT = 10n ** 18n;
const at = await collectiveWithAccess();
const { collective, record, bob } = at;
const { call, simulate } = simulatedProposals(at);
const { timelock, token, access } = record.contracts;
const to = toAddress(bob.address);
const transferOf = (wei: bigint) => call("token", "transfer", [to, wei]).calldata;
const transfer = call("token", "transfer", [to, 100n * GPT]);

describe("buildReport", () => {
  it("tells of a payment who is paid, out of what, and every balance that changes", async () => {
    const report = await simulate([transfer]);

    expect(report).to.deep.include({
      refusal: null,
      permissions: [],
      transfers: [{ token: "GPT", from: timelock, to, amountWei: 100n * GPT }],
    });
    expect(report.storage).to.have.deep.members([
      { contractName: "token", variable: `_balances[${to}]`, before: "0", after: String(100n * GPT) },
      {
        ...{ contractName: "token", variable: `_balances[${timelock}]` },
        ...{ before: String(18_000_000n * GPT), after: String(17_999_900n * GPT) },
      },
    ]);
    expect(codesOf(report)).to.deep.equal(["info TREASURY"]);
  });

  it("puts each call into words, with what its values count", async () => {
    const [first, second] = (await simulate([transfer, call("access", "setCoolingOff", [3_600])])).calls;

    expect(first).to.deep.include({
      ...{ number: 1, target: token, contractName: "token", function: "transfer(address,uint256)", isExact: true },
      effect: `Pays 100.00 GPT out of the treasury to ${to}.`,
      words: [
        ["to", to],
        ["value", `100.00 GPT (${100n * GPT} wei)`],
      ],
    });
    expect(second).to.deep.include({ number: 2, words: [["newCoolingOff", "1 h (3600 s)"]] });
  });

  it("names members of structs behind keys, and what shares a slot", async () => {
    const grantId = await at.createGrant({ price: 5n });
    const { storage, events } = await simulate([call("access", "revoke", [grantId])]);

    expect(storage.map(({ contractName, variable, before }) => [contractName, variable, before])).to.deep.equal([
      ["access", `_grants[${grantId}].revokedAt`, "0"],
    ]);
    expect(events.map(({ contractName, name }) => `${contractName}.${name ?? ""}`)).to.deep.equal([
      "access.GrantRevoked",
      "timelock.CallExecuted",
      "governor.ProposalExecuted",
    ]);
  });

  it("names what a role's member gains, and says so", async () => {
    const { storage, permissions } = await simulate([call("manager", "grantRole", [2, to, 0])]);

    expect(permissions).to.deep.equal([
      { text: `manager: gives the role GUARDIAN of manager to ${to}`, isDangerous: true },
    ]);
    expect(storage.map(({ variable }) => variable)).to.deep.equal([`_roles[2].members[${to}].since`]);
  });

  it("says which call is refused, and why; nothing else happens then", async () => {
    const report = await simulate([transfer, call("access", "setCoolingOff", [1])]);

    expect(report.refusal).to.equal(
      "call 2: DatasetAccessCoolingOffOutOfBounds: coolingOff 1, minimum 120, maximum 2592000",
    );
    expect([report.storage, report.events, report.transfers]).to.deep.equal([[], [], []]);
    expect(codesOf(report)).to.deep.equal(["danger REVERTS"]);
  });

  it("tells coins from GPT", async () => {
    await at.connection.networkHelpers.setBalance(timelock, 10n ** 18n);
    const report = await simulate([{ target: to, value: 7n, calldata: "0x" }]);

    expect(report.transfers).to.deep.equal([{ token: "coin", from: timelock, to, amountWei: 7n }]);
    expect(report.calls[0]?.effect).to.equal(`Sends 7 wei of the chain's coin to ${to}.`);
    expect(codesOf(report)).to.deep.equal(["warning COINS"]);
  });

  it("reads another token's payments as that token's, and its storage as it is, and whom it calls", async () => {
    const other = await at.ethers.deployContract("HookTokenMock", [100n]);
    const address = toAddress(await other.getAddress());
    await other.getFunction("transfer")(timelock, 10n);
    const report = await simulate([{ ...transfer, target: address, calldata: transferOf(5n) }]);

    expect(report.transfers).to.deep.equal([{ token: address, from: timelock, to, amountWei: 5n }]);
    expect(
      report.storage.map(({ contractName, variable }) => [contractName, /^slot 0x[0-9a-f]{60,64}$/.test(variable)]),
    ).to.deep.equal([
      [address, true],
      [address, true],
    ]);
    expect(codesOf(report)).to.deep.equal(["warning UNKNOWN_TARGET", "warning UNKNOWN_CONTRACT"]);
  });
});

describe("wordCalls", () => {
  it("shows calldata that no function has, and bytes that no argument has", async () => {
    const around = await readSurroundings(collective, record, await at.provider.getBlockNumber());
    const words = wordCalls(
      [
        { target: access, value: 0n, calldata: "0xdeadbeef" },
        { ...transfer, calldata: `${transfer.calldata}00` },
        { ...transfer, calldata: `${transfer.calldata.slice(0, -64)}${toBeHex(1, 32).slice(2)}` as `0x${string}` },
      ],
      record,
      around,
      { executedAt: 0, coolingOff: 0 },
    );

    expect(words.map(({ function: name, isExact }) => [name, isExact])).to.deep.equal([
      [null, true],
      ["transfer(address,uint256)", false],
      ["transfer(address,uint256)", true],
    ]);
    expect(words[0]?.effect).to.equal(null);
  });
});
