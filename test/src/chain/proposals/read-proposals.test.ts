import { expect } from "chai";
import { AbiCoder, concat } from "ethers";
import { proposalIdOf, toArrays, withProposer } from "../../../../src/chain/proposals/proposal-calls.ts";
import { readProposals } from "../../../../src/chain/proposals/read-proposals.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { votingCollective } from "../../../helpers/voting-collective.ts";

const { as, alice, bob, calls, governor, propose, provider, record } = await votingCollective();
const read = async () => {
  return readProposals(governor, { fromBlock: record.deployedAtBlock, toBlock: await provider.getBlockNumber() });
};

describe("readProposals", () => {
  let id = 0n;

  before(async () => {
    id = await propose("# First");
    const types = ["address[]", "uint256[]", "bytes[]", "bytes"];
    const noText = AbiCoder.defaultAbiCoder().encode(types, [...toArrays(calls), "0xff"]);
    const { selector } = governor.interface.getFunction("propose");
    await bob.sendTransaction({ to: record.contracts.governor, data: concat([selector, noText]) });
  });

  it("gives a proposal as it was made, its number and its block", async () => {
    const [first] = await read();
    const proposer = toAddress(alice.address);

    expect(first).to.deep.equal({
      number: 1,
      id,
      proposer,
      calls,
      description: withProposer("# First", proposer),
      isConsistent: true,
      proposedAtBlock: (await provider.getBlockNumber()) - 1,
    });
  });

  it("gives one whose description is no text too, without it", async () => {
    const second = (await read())[1];

    expect(second).to.deep.include({ number: 2, calls, description: "", isConsistent: false });
    expect(second!.id).to.not.equal(proposalIdOf(calls, ""));
  });

  it("numbers them from the oldest", async () => {
    await as(alice).governor["cancel(uint256)"](id);
    await propose("# Third");

    expect((await read()).map(({ number, isConsistent }) => [number, isConsistent])).to.deep.equal([
      [1, true],
      [2, false],
      [3, true],
    ]);
  });
});
