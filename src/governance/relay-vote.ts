import type { CollectiveGovernor } from "../../typechain-types/index.ts";
import { ballotTypedData, firstNonce, isExtended, supportNumbers, voteParams } from "../chain/proposals/ballot.ts";
import { blockAt } from "../chain/finality.ts";
import { holdsSignature } from "../chain/holds-signature.ts";
import { textOf } from "../chain/event-text.ts";
import { providerOf } from "../chain/provider-of.ts";
import { readEvents } from "../chain/read-events.ts";
import { readStanding } from "../chain/proposals/read-standing.ts";
import { explainRevert, mined } from "../chain/send-transaction.ts";
import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { formatSpan } from "../primitives/time-words.ts";
import type { SignedBallot } from "./vote-file.ts";

/** Where votes are delivered. `governor` is bound to the account that pays. */
export type VoteTarget = {
  readonly governor: CollectiveGovernor;
  readonly governorAddress: Address;
  readonly chainId: number;
  /** The block of the deployment: nothing was voted on before. */
  readonly fromBlock: number;
  readonly isRehearsal: boolean;
};

/** What became of a vote: delivered now, delivered before by whomever, or found good in a rehearsal. */
export type RelayedVote = {
  readonly outcome: "delivered" | "delivered before" | "would be delivered";
  readonly transactionHash: Hex32 | null;
  readonly gasUsed: bigint | null;
};

/**
 * Delivers a signed vote and pays for it, after making sure that the governor will take it.
 *
 * @throws {InvalidInputError} `GOVERNANCE_VOTE_ELSEWHERE` for another chain or governor, `GOVERNANCE_UNKNOWN_PROPOSAL`,
 * `GOVERNANCE_VOTE_NOT_SIGNED` when the signature is not the voter's over exactly this, `GOVERNANCE_BAD_VOTE_FILE` when its
 * nonce is none of the proposal's, `GOVERNANCE_VOTE_SPENT` when another vote of the voter was delivered in its place,
 * `GOVERNANCE_VOTE_OVER`, `CHAIN_REVERTED` with the governor's reason.
 * @throws {RetryableError} `GOVERNANCE_VOTE_NOT_OPEN` before the vote begins, `GOVERNANCE_VOTE_EARLY` when another vote of
 * the same voter comes first.
 */
export async function relayVote(ballot: SignedBallot, target: VoteTarget): Promise<RelayedVote> {
  const { governor } = target;
  expectHere(ballot, target);
  if (!(await holdsSignature(providerOf(governor), ballot.voter, ballotTypedData(ballot), ballot.signature))) {
    throw new InvalidInputError("GOVERNANCE_VOTE_NOT_SIGNED", "Expected a signature of the voter over this vote.", {
      context: { voter: ballot.voter },
      hint: "The file was changed, or another account signed it: sign it anew. Nothing was sent.",
    });
  }
  expectNonceOfProposal(ballot);
  await expectKnown(governor, ballot.proposalId);
  const next = await governor["nonces(address,uint192)"](ballot.voter, BigInt.asUintN(192, ballot.proposalId));
  if (ballot.nonce < next) return findDelivery(ballot, target);
  await expectOpen(governor, ballot.proposalId);
  if (ballot.nonce > next) {
    throw new RetryableError("GOVERNANCE_VOTE_EARLY", "Another vote of this voter on this proposal comes first.", {
      context: { voter: ballot.voter, nonce: ballot.nonce, next },
      hint: "Deliver all votes of this voter together.",
    });
  }
  try {
    await call(governor, ballot, true);
  } catch (cause) {
    throw explainRevert(cause);
  }
  if (target.isRehearsal) return { outcome: "would be delivered", transactionHash: null, gasUsed: null };
  const receipt = await mined(call(governor, ballot, false) as Parameters<typeof mined>[0]);
  return { outcome: "delivered", transactionHash: toHex32(receipt.hash), gasUsed: receipt.gasUsed };
}

function expectHere({ chainId, governor }: SignedBallot, target: VoteTarget): void {
  if (chainId === target.chainId && governor === target.governorAddress) return;
  throw new InvalidInputError("GOVERNANCE_VOTE_ELSEWHERE", "The vote is for another chain or another governor.", {
    context: { chainId, expectedChainId: target.chainId, governor, expectedGovernor: target.governorAddress },
    hint: "Choose its network with --network.",
  });
}

/** Of another nonce nobody could tell whether the vote was delivered. */
function expectNonceOfProposal({ nonce, proposalId }: SignedBallot): void {
  if (nonce >> 64n === firstNonce(proposalId) >> 64n) return;
  throw new InvalidInputError("GOVERNANCE_BAD_VOTE_FILE", "Expected a nonce that belongs to the proposal.", {
    context: { field: "nonce" },
    hint: "Sign the vote anew with govern sign-vote. Nothing was sent.",
  });
}

/** The governor writes down each vote, and each of a voter's numbers is spent with one. */
async function findDelivery(ballot: SignedBallot, { governor, fromBlock }: VoteTarget): Promise<RelayedVote> {
  const { VoteCast, VoteCastWithParams } = governor.filters;
  const { voter, proposalId, support, reason } = ballot;
  const event = ballot.support === "split" ? VoteCastWithParams(voter) : VoteCast(voter);
  const toBlock = await providerOf(governor).getBlockNumber();
  const cast = (await readEvents(governor, event, { fromBlock, toBlock })).find(
    ({ args }) =>
      BigInt(String(args.proposalId)) === proposalId &&
      Number(args.support) === supportNumbers[support] &&
      textOf(args, "reason") === reason &&
      (support !== "split" || args.params === voteParams(ballot)),
  );
  if (cast !== undefined) {
    return { outcome: "delivered before", transactionHash: toHex32(cast.transactionHash), gasUsed: null };
  }
  throw new InvalidInputError("GOVERNANCE_VOTE_SPENT", "Another vote of this voter was delivered in its place.", {
    context: { voter },
    hint: "What was delivered stands: votes cannot be changed.",
  });
}

async function expectKnown(governor: CollectiveGovernor, id: bigint): Promise<void> {
  if ((await governor.proposalSnapshot(id)) !== 0n) return;
  throw new InvalidInputError("GOVERNANCE_UNKNOWN_PROPOSAL", `There is no proposal ${id} here.`, {
    hint: "npx hardhat govern list shows those that there are.",
  });
}

async function expectOpen(governor: CollectiveGovernor, id: bigint): Promise<void> {
  const { timestamp: now } = await blockAt(providerOf(governor), "latest");
  const { state, snapshot, deadline } = await readStanding(governor, id, now);
  if (state === "active") return;
  if (state === "pending") {
    throw new RetryableError("GOVERNANCE_VOTE_NOT_OPEN", `Voting opens in ${formatSpan(snapshot + 1 - now)}.`, {
      hint: "The vote stays good: deliver it then.",
    });
  }
  throw new InvalidInputError("GOVERNANCE_VOTE_OVER", `Voting is over: the proposal is ${state}.`, {
    context: { state, deadline },
    hint: "This vote can never be delivered any more. Nothing was sent.",
  });
}

/** The call that delivers a vote; a rehearsed one is made by the node alone and costs nothing. */
function call(governor: CollectiveGovernor, ballot: SignedBallot, isRehearsal: boolean): Promise<unknown> {
  const { proposalId, voter, reason, signature } = ballot;
  const support = supportNumbers[ballot.support];
  const send = isRehearsal ? "staticCall" : "send";
  if (!isExtended(ballot)) return governor.castVoteBySig[send](proposalId, support, voter, signature);
  const params = voteParams(ballot);
  return governor.castVoteWithReasonAndParamsBySig[send](proposalId, support, voter, reason, params, signature);
}
