import type { CollectiveGovernor } from "../../../typechain-types/index.ts";

/** In the order of OpenZeppelin's `IGovernor.ProposalState`. */
const states = ["pending", "active", "cancelled", "defeated", "succeeded", "queued", "expired", "executed"] as const;

/** Where a proposal stands. */
export type ProposalState = (typeof states)[number];

/** Where a proposal stands, and when it goes on. Times are Unix seconds, votes are wei of $GPT. */
export type Standing = {
  readonly state: ProposalState;
  /** The last second before votes are open; what counts is who had votes then. */
  readonly snapshot: number;
  /** The last second of the vote; a quorum that is reached late moves it. */
  readonly deadline: number;
  /** The first second at which it can be executed; 0 before it is queued. */
  readonly eta: number;
  readonly votes: { readonly against: bigint; readonly for: bigint; readonly abstain: bigint };
  /** Votes for and abstentions that are needed; null while the snapshot is not in the past. */
  readonly quorum: bigint | null;
};

/** Seconds that a proposal that passed waits for being queued, and then for being executed: `GovernorBounds.PROPOSAL_LIFETIME`. */
export const PROPOSAL_LIFETIME = 14 * 86_400;

/** Asks the governor where the proposal with this id stands. @throws what the node throws; of an unknown id a revert. */
export async function readStanding(governor: CollectiveGovernor, id: bigint, now: number): Promise<Standing> {
  const [state, snapshot, deadline, eta, votes] = await Promise.all([
    governor.state(id),
    governor.proposalSnapshot(id),
    governor.proposalDeadline(id),
    governor.proposalEta(id),
    governor.proposalVotes(id),
  ]);
  return {
    state: states[Number(state)] ?? "pending",
    snapshot: Number(snapshot),
    deadline: Number(deadline),
    eta: Number(eta),
    votes: { against: votes.againstVotes, for: votes.forVotes, abstain: votes.abstainVotes },
    quorum: Number(snapshot) < now ? await governor.quorum(snapshot) : null,
  };
}
