import { proposalIdOf, toArrays, withProposer, type ProposalCall } from "../../src/chain/proposals/proposal-calls.ts";
import type { Hex } from "../../src/primitives/bytes.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { deployedCollective } from "./deployed-collective.ts";

const GPT = 10n ** 18n;

/** What each of the two voters has; wei of $GPT. */
export const VOTES_WEI = 1_000_000n * GPT;

/** A deployed collective in which Alice and Bob can propose and vote, and a call to propose. */
export async function votingCollective() {
  const base = await deployedCollective();
  const { as, alice, bob, collective, connection, ethers, provider, record, warpTo } = base;
  const { networkHelpers } = connection;
  const { timelock, access } = record.contracts;
  await networkHelpers.impersonateAccount(timelock);
  await networkHelpers.setBalance(timelock, GPT);
  const treasury = as(await ethers.getSigner(timelock)).token;
  const give = async (account: string) => treasury.transfer(account, VOTES_WEI);
  for (const voter of [alice, bob]) {
    await give(voter.address);
    await as(voter).token.delegate(voter.address);
  }
  await networkHelpers.time.increase(1);
  const calldata = collective.access.interface.encodeFunctionData("setCoolingOff", [86_400]) as Hex;
  const calls: readonly ProposalCall[] = [{ target: access, value: 0n, calldata }];

  return {
    ...base,
    calls,
    give,
    governor: collective.governor,
    now: async () => (await provider.getBlock("latest"))!.timestamp,

    /** Alice proposes the call, and says why; gives the proposal's id. */
    propose: async (text = "# Wait a day"): Promise<bigint> => {
      const description = withProposer(text, toAddress(alice.address));
      await as(alice).governor.propose(...toArrays(calls), description);
      return proposalIdOf(calls, description);
    },

    /** The first second at which votes on a proposal count. */
    open: async (id: bigint) => warpTo((await collective.governor.proposalSnapshot(id)) + 1n),

    /** The first second after the vote on a proposal. */
    close: async (id: bigint) => warpTo((await collective.governor.proposalDeadline(id)) + 1n),
  };
}
