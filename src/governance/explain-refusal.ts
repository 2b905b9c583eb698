import type { Standing } from "../chain/proposals/read-standing.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { nextStep } from "./next-step.ts";

/** What the governor's and the timelock's custom errors mean, and what to do next. */
const words: Readonly<Record<string, readonly [words: string, next: string]>> = {
  GovernorInsufficientProposerVotes: [
    "This account has too few votes to propose.",
    "Delegate $GPT to it, at least a second before: npx hardhat govern params shows how many it needs.",
  ],
  GovernorRestrictedProposer: [
    "The description ends with the mark of another proposer.",
    "Only the account in #proposer=… can propose it.",
  ],
  GovernorAlreadyCastVote: [
    "This account has no votes left on this proposal.",
    "It has voted with all of them, or had none when the vote opened.",
  ],
  GovernorExceedRemainingWeight: [
    "More votes were given than this account has left on this proposal.",
    "Give less, or vote with all of them by --support.",
  ],
  GovernorInvalidSignature: ["The signature is not the voter's over this vote.", "Sign it anew with govern sign-vote."],
  GovernorUnableToCancel: [
    "This account cannot cancel this proposal.",
    "The guardian can; its proposer while it is pending; anybody once its proposer has fewer votes than proposing needs.",
  ],
  GovernorNonexistentProposal: ["There is no such proposal.", "npx hardhat govern list shows those that there are."],
  CollectiveGovernorProposalStillLive: [
    "This account has a proposal that is still pending or open for votes.",
    "Nobody can have two: wait until its vote is over, or cancel it.",
  ],
  CollectiveGovernorTooManyCalls: ["A proposal can have at most ten calls.", "Divide it into several proposals."],
  CollectiveGovernorTargetWithoutCode: [
    "A call goes to an account that has no code: it would do nothing and look done.",
    "Check its address, and the network.",
  ],
  GovernorUnexpectedProposalState: [
    "The proposal is in another state than this needs.",
    "npx hardhat govern show tells in which. The same calls with the same text can be proposed only once.",
  ],
  TimelockUnexpectedOperationState: [
    "The timelock does not expect this now.",
    "npx hardhat govern show tells when it can be executed.",
  ],
  VotesExpiredSignature: ["The signature has expired.", "Sign it anew."],
  AccessManagedUnauthorized: ["A call is not allowed to the timelock.", "npx hardhat ops check proves the wiring."],
};

/**
 * The reason of a refusal in words, with what to do next. `standing` makes it exact where the state of a proposal is the
 * reason: "voting opens in 3 h 12 m".
 */
export function explainRefusal(error: unknown, standing?: Standing, now = 0): unknown {
  if (!(error instanceof CollectiveError) || error.code !== "CHAIN_REVERTED") return error;
  const name = String(error.context.error);
  if (standing !== undefined && isForItsState(name, standing, now)) return notNow(standing, now);
  const known = Object.hasOwn(words, name) ? words[name] : undefined;
  if (known === undefined) return error;
  const details = { cause: error, context: error.context, hint: known[1] };
  return new InvalidInputError("GOVERNANCE_REFUSED", `${known[0]} (${error.message})`, details);
}

function isForItsState(name: string, { state, eta }: Standing, now: number): boolean {
  if (name === "TimelockUnexpectedOperationState") return state === "queued" && eta > now;
  return name === "GovernorUnexpectedProposalState";
}

/** That something cannot be done in a proposal's state: try again later where time alone changes that. */
export function notNow(standing: Standing, now: number): CollectiveError {
  const { state, eta } = standing;
  const isEarly =
    state === "pending" || state === "active" || state === "succeeded" || (state === "queued" && eta > now);
  const details = { context: { state }, hint: nextStep(standing, now) };
  const message = `The proposal is ${state === "active" ? "open for votes" : state}; that cannot be done now.`;
  return isEarly
    ? new RetryableError("GOVERNANCE_NOT_NOW", message, details)
    : new InvalidInputError("GOVERNANCE_NOT_ANY_MORE", message, details);
}

/** The errors that have words of their own. */
export const explainedRefusals: readonly string[] = Object.keys(words);
