import { withoutProposer } from "../chain/proposals/proposal-calls.ts";
import type { Proposal } from "../chain/proposals/read-proposals.ts";
import { InvalidInputError } from "../primitives/errors.ts";

/** Whether somebody means a proposal on chain, by its number or its id, and no folder. */
export function isProposalNumber(text: string): boolean {
  return /^\d{1,78}$/.test(text);
}

/**
 * The proposal that somebody means: by its number in the list, or by its id in full.
 *
 * @throws {InvalidInputError} `GOVERNANCE_UNKNOWN_PROPOSAL`.
 */
export function findProposal(proposals: readonly Proposal[], text: string): Proposal {
  const wanted = isProposalNumber(text) ? BigInt(text) : -1n;
  const found = proposals.find(({ id, number }) => id === wanted || BigInt(number) === wanted);
  if (found !== undefined) return found;
  throw new InvalidInputError("GOVERNANCE_UNKNOWN_PROPOSAL", `There is no proposal ${text.slice(0, 80)} here.`, {
    hint: `npx hardhat govern list shows the ${proposals.length} that there are, by number and id.`,
  });
}

/** What a proposal is called: the first heading of its description, or its first line. Untrusted text, in one line. */
export function titleOf(whole: string): string {
  const description = withoutProposer(whole);
  const line = /^#+ +(\S.*)$/m.exec(description)?.[1] ?? /\S.*/.exec(description)?.[0] ?? "without a title";
  const plain = line.replaceAll(/\p{C}/gu, "").trim();
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain;
}
