import { isExtended, supportNumbers, voteParams } from "../../src/chain/proposals/ballot.ts";
import { chooseBallot } from "../../src/governance/choose-ballot.ts";
import { notNow } from "../../src/governance/explain-refusal.ts";
import { titleOf } from "../../src/governance/find-proposal.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openProposal, openVoter } from "./open-governance.ts";
import { sendOrRehearse, sentLine } from "./send-or-rehearse.ts";
import { readAnswer, type AnswerOptions } from "./vote-options.ts";

type Arguments = CommonArguments & AnswerOptions & { id: string; account: number; dryRun: boolean };

/** `govern vote <id>`: votes with all votes of an account, or divides them. */
export default runAction(async ({ id, account, dryRun, json, ...given }: Arguments, hre) => {
  const answer = readAnswer(given);
  const opened = await openVoter(hre, { account, json });
  const { collective, signer, block } = opened;
  const { proposal, standing } = await openProposal(opened, id);
  if (standing.state !== "active") throw notNow(standing, block.timestamp);
  const { governor } = collective;
  const votes = await governor.getVotes(signer.address, standing.snapshot);
  if (votes === 0n) {
    throw new InvalidInputError("GOVERNANCE_NO_VOTES", `${signer.address} had no votes when this vote opened.`, {
      hint: "Votes count from before a proposal's vote opens: delegate now (govern delegate), for the next one.",
    });
  }
  const ballot = chooseBallot(answer, votes);
  const support = supportNumbers[ballot.support];
  const params = voteParams(ballot);
  const { castVote, castVoteWithReasonAndParams: withReason } = governor;
  const sent = await sendOrRehearse(
    isExtended(ballot)
      ? {
          estimate: () => withReason.estimateGas(proposal.id, support, ballot.reason, params),
          send: () => withReason(proposal.id, support, ballot.reason, params),
        }
      : {
          estimate: () => castVote.estimateGas(proposal.id, support),
          send: () => castVote(proposal.id, support),
        },
    dryRun,
    { standing, now: block.timestamp },
  );
  return {
    lines: [
      `${dryRun ? "would vote" : "voted"}  ${ballot.words} on ${proposal.number}, ${titleOf(proposal.description)}`,
      `votes     ${formatGpt(votes)} GPT of ${signer.address}`,
      sentLine(sent),
    ],
    document: { id: proposal.id, voter: signer.address, votes, support: ballot.support, split: ballot.split, ...sent },
  };
});
