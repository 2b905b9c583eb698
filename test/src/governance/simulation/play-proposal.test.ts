import { expect } from "chai";
import {
  toArrays,
  proposalIdOf,
  withProposer,
  type ProposalCall,
} from "../../../../src/chain/proposals/proposal-calls.ts";
import { readStanding } from "../../../../src/chain/proposals/read-standing.ts";
import { customErrors } from "../../../../src/chain/collective.ts";
import { allFrames } from "../../../../src/governance/simulation/trace.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { deployedCollective } from "../../../helpers/deployed-collective.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { simulatedProposals } from "../../../helpers/simulated-proposals.ts";

const GPT = 10n ** 18n;
const base = await deployedCollective();
const { alice, bob, as, collective, connection, record, provider, warpTo } = base;
const { call, play } = simulatedProposals(base);
const { governor } = collective;
const { timelock } = record.contracts;
const proposer = toAddress(alice.address);
const FOR = 1;

await connection.networkHelpers.impersonateAccount(timelock);
await connection.networkHelpers.setBalance(timelock, GPT);
await as(await base.ethers.getSigner(timelock)).token.transfer(alice.address, 1_000_000n * GPT);
await as(alice).token.delegate(alice.address);

const now = async () => (await provider.getBlock("latest"))!.timestamp;

/** Proposes as Alice; gives what the simulation is told about it at any later moment. */
async function propose(calls: readonly ProposalCall[], title: string) {
  await provider.send("evm_mine", []);
  const description = withProposer(title, proposer);
  await as(alice).governor.propose(...toArrays(calls), description);
  const id = proposalIdOf(calls, description);
  return {
    id,
    given: async () => ({ proposer, description, standing: await readStanding(governor, id, await now()) }),
  };
}

describe("playProposal", () => {
  it("carries files out that nobody has proposed, and tells what changed", async () => {
    const played = await play([call("access", "setCoolingOff", [3_600]), call("governor", "setVotingDelay", [90])]);

    expect(played).to.include({ revertData: null, failedCall: null });
    expect(played.gasUsed > 50_000n && played.gasUsed < 500_000n).to.equal(true);
    expect(played.logs.map(({ address }) => address)).to.include.members([
      record.contracts.access,
      record.contracts.governor,
    ]);
    expect(allFrames(played.frames!).map(({ to }) => to)).to.include.members([timelock, record.contracts.access]);
    expect(played.changes.map(({ address }) => address)).to.include.members([
      record.contracts.access,
      record.contracts.governor,
    ]);
  });

  it("waits as long as the chain will: delay, vote and timelock", async () => {
    await provider.send("evm_mine", []);
    const before = await now();
    const { executedAt } = await play([call("access", "pause")]);

    // Voting delay, voting period and timelock of the local configuration, and the seconds that it takes.
    expect(executedAt - before).to.be.within(60 + 3_600 + 60, 60 + 3_600 + 60 + 30);
  });

  it("does it at the time that it tells", async () => {
    const { executedAt, logs } = await play([call("access", "pause")]);
    const paused = logs
      .filter(({ address }) => address === record.contracts.access)
      .map(({ topics, data }) => collective.access.interface.parseLog({ topics: [...topics], data })!);

    expect(paused.map(({ args }) => Number(args[0]) - executedAt)).to.deep.equal([3 * 86_400]);
  });

  it("tells which call is refused, and with what", async () => {
    const played = await play([call("token", "transfer", [bob.address, 1]), call("access", "setCoolingOff", [1])]);

    expect(played).to.include({ failedCall: 2, gasUsed: 0n, frames: null });
    expect(customErrors.parseError(played.revertData!)?.name).to.equal("DatasetAccessCoolingOffOutOfBounds");
    expect([played.logs, played.changes]).to.deep.equal([[], []]);
  });

  it("tells what the governor itself refuses, of no call", async () => {
    const played = await play([{ target: toAddress(bob.address), value: 0n, calldata: "0x12345678" }]);

    expect(customErrors.parseError(played.revertData!)?.name).to.equal("CollectiveGovernorTargetWithoutCode");
    expect(played.failedCall).to.equal(null);
  });

  it("leaves the chain that is put back afterwards as it was", async () => {
    const block = await provider.getBlockNumber();
    await play([call("governor", "setVotingDelay", [90])]);

    expect(await provider.getBlockNumber()).to.equal(block);
    expect(await governor.votingDelay()).to.equal(60n);
  });

  it("plays a proposal of the chain from wherever it stands", async () => {
    const { id, given } = await propose([call("governor", "setVotingDelay", [90])], "# Slower");
    const states: string[] = [];
    const playNow = async () => {
      const about = await given();
      states.push(about.standing.state);
      return play([call("governor", "setVotingDelay", [90])], about);
    };
    const played = [await playNow()];
    await warpTo((await governor.proposalSnapshot(id)) + 1n);
    played.push(await playNow());
    await as(alice).governor.castVote(id, FOR);
    await warpTo((await governor.proposalDeadline(id)) + 1n);
    played.push(await playNow());
    await as(alice).governor["queue(uint256)"](id);
    played.push(await playNow());
    await warpTo((await governor.proposalEta(id)) + 1_000n);
    played.push(await playNow());

    expect(states).to.deep.equal(["pending", "active", "succeeded", "queued", "queued"]);
    expect(played.map(({ revertData }) => revertData)).to.deep.equal([null, null, null, null, null]);
    await as(alice).governor["execute(uint256)"](id);
    expect(await rejectedCode(playNow)).to.equal("GOVERNANCE_PROPOSAL_OVER");
  });

  it("lends so many votes that all those against do not matter", async () => {
    const calls = [call("access", "pause")];
    const { id, given } = await propose(calls, "# Unpopular");
    await warpTo((await governor.proposalSnapshot(id)) + 1n);
    await as(alice).governor.castVote(id, 0);

    expect((await play(calls, await given())).revertData).to.equal(null);
    await warpTo((await governor.proposalDeadline(id)) + 1n);
    expect(await rejectedCode(async () => play(calls, await given()))).to.equal("GOVERNANCE_PROPOSAL_OVER");
  });
});
