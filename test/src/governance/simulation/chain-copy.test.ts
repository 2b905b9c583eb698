import { expect } from "chai";
import { ChainCopy, STRANGER, type Rpc } from "../../../../src/governance/simulation/chain-copy.ts";
import { deployedCollective } from "../../../helpers/deployed-collective.ts";

const { connection, provider, record } = await deployedCollective();
const rpc: Rpc = (method, params) => connection.provider.request({ method, params: [...params] });
const copy = new ChainCopy(rpc, record.contracts.governor);
/** Where the governor keeps its voting delay and period, by storage-layouts.json. */
const SETTINGS = 8n;

describe("ChainCopy", () => {
  before(() => copy.prepare());

  it("asks the governor", async () => {
    expect(await copy.ask("votingPeriod")).to.equal(3_600n);
    expect(await copy.ask("proposalDeadline", 1n)).to.equal(0n);
  });

  it("goes to the second after a moment, and never back", async () => {
    const moment = (await copy.now()) + 1_000n;
    await copy.warpPast(moment);
    expect(await copy.now()).to.equal(moment + 1n);

    await copy.warpPast(moment);
    expect(await copy.now()).to.equal(moment + 1n);
  });

  it("reads and writes the governor's storage", async () => {
    expect(await copy.read(SETTINGS)).to.equal((3_600n << 48n) | 60n);
    await copy.write(SETTINGS, (7_200n << 48n) | 60n);

    expect(await copy.ask("votingPeriod")).to.equal(7_200n);
  });

  it("sends as somebody who has coins for it, and pays no fee", async () => {
    const coins = await provider.getBalance(STRANGER);
    const hash = await copy.send(copy.call("proposalThreshold", []));
    const receipt = await provider.getTransactionReceipt(hash);

    expect([receipt?.from.toLowerCase(), receipt?.status]).to.deep.equal([STRANGER, 1]);
    expect(await provider.getBalance(STRANGER)).to.equal(coins);
  });
});
