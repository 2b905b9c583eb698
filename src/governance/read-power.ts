import type { Collective } from "../chain/collective.ts";
import { readEvents, type BlockRange } from "../chain/read-events.ts";
import { toAddress, type Address } from "../primitives/identifiers.ts";

/** Somebody who can vote, and with how much. Wei of $GPT. */
export type VotingPower = { readonly account: Address; readonly votes: bigint };

/** Everybody to whom votes are delegated now, the most first; equals in the order of their addresses. */
export async function readDelegates({ token }: Pick<Collective, "token">, range: BlockRange): Promise<VotingPower[]> {
  const events = await readEvents(token, token.filters.DelegateVotesChanged(), range);
  const votes = new Map<Address, bigint>();
  for (const { args } of events) votes.set(toAddress(String(args.delegate)), BigInt(String(args.newVotes)));
  return [...votes]
    .filter(([, power]) => power > 0n)
    .map(([account, power]) => ({ account, votes: power }))
    .sort((a, b) => (a.votes === b.votes ? (a.account < b.account ? -1 : 1) : a.votes > b.votes ? -1 : 1));
}

/** What a proposal made now would need, and what there is. Wei of $GPT. */
export type QuorumToday = {
  readonly quorum: bigint;
  readonly threshold: bigint;
  /** All votes that are delegated. */
  readonly delegated: bigint;
  /** How many of them are missing, if all took part; 0 when they suffice. */
  readonly missing: bigint;
};

/** The quorum as of the last second that is over. */
export async function readQuorum(
  { governor, token }: Pick<Collective, "governor" | "token">,
  now: number,
): Promise<QuorumToday> {
  const [quorum, threshold, delegated] = await Promise.all([
    governor.quorum(now - 1),
    governor.proposalThreshold(),
    token.delegatedSupply(),
  ]);
  return { quorum, threshold, delegated, missing: quorum > delegated ? quorum - delegated : 0n };
}
