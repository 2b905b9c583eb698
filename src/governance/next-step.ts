import { PROPOSAL_LIFETIME, type Standing } from "../chain/proposals/read-standing.ts";
import { formatGpt } from "../primitives/format-gpt.ts";
import { formatSpan } from "../primitives/time-words.ts";

/** Something that happened to a proposal, or will. Unix seconds. */
export type Milestone = { readonly what: string; readonly at: number };

/** The moments of a proposal in their order, as far as they are known. */
export function milestones({ state, snapshot, deadline, eta }: Standing): Milestone[] {
  const isPassed = state === "succeeded" || state === "queued" || state === "executed" || state === "expired";
  return [
    { what: "votes count from", at: snapshot },
    { what: "vote opens", at: snapshot + 1 },
    { what: "vote closes", at: deadline },
    ...(isPassed && eta === 0 ? [{ what: "must be queued by", at: deadline + PROPOSAL_LIFETIME }] : []),
    ...(eta === 0
      ? []
      : [
          { what: "can be executed from", at: eta },
          { what: "must be executed by", at: eta + PROPOSAL_LIFETIME },
        ]),
  ];
}

/** What happens next with a proposal and who can do it, in one sentence. `now` is the chain's Unix seconds. */
export function nextStep(standing: Standing, now: number): string {
  const { state, snapshot, deadline, eta } = standing;
  switch (state) {
    case "pending":
      return `Voting opens in ${formatSpan(snapshot + 1 - now)}.`;
    case "active":
      return `Voting closes in ${formatSpan(deadline - now)}. ${quorumWords(standing)}`;
    case "cancelled":
      return "It was cancelled.";
    case "defeated":
      return `It did not pass. ${quorumWords(standing)}`;
    case "succeeded":
      return `It passed. Anybody can queue it, for ${formatSpan(deadline + PROPOSAL_LIFETIME - now)} more.`;
    case "queued":
      return eta > now
        ? `It can be executed in ${formatSpan(eta - now)}.`
        : `Anybody can execute it, for ${formatSpan(eta + PROPOSAL_LIFETIME - now)} more.`;
    case "expired":
      return "It passed, but nobody carried it out in time. It never can be any more: propose it anew.";
    case "executed":
      return "It was carried out.";
  }
}

/** How far the votes are from the quorum. For and abstain count towards it. */
export function quorumWords({ votes, quorum }: Pick<Standing, "votes" | "quorum">): string {
  if (quorum === null) return "The quorum is known once voting is open.";
  const missing = quorum - votes.for - votes.abstain;
  return missing > 0n
    ? `${formatGpt(missing)} GPT are missing for the quorum of ${formatGpt(quorum)} GPT.`
    : `The quorum of ${formatGpt(quorum)} GPT is reached.`;
}
