import type { Ballot, Support, VoteSplit } from "../chain/proposals/ballot.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { formatGpt } from "../primitives/format-gpt.ts";

/** What somebody wants to say: one answer with all votes, or shares of them in hundredths that make 100. */
export type Answer = {
  readonly support: Support;
  readonly shares: { readonly against: number; readonly for: number; readonly abstain: number } | null;
  readonly reason: string;
};

/** An answer for so many votes, as it is cast or signed. */
export type ChosenBallot = Pick<Ballot, "support" | "split" | "reason"> & { readonly words: string };

/**
 * Divides votes by shares, to the wei: what rounding leaves over goes to the largest share.
 *
 * @param votes - wei of $GPT that the account has; only looked at when they are divided.
 * @throws {InvalidInputError} `GOVERNANCE_BAD_SHARES` when the shares do not make 100.
 */
export function chooseBallot({ support, shares, reason }: Answer, votes: bigint): ChosenBallot {
  if (shares === null) return { support, split: null, reason, words: support };
  const parts = Object.values(shares);
  if (
    parts.some((share) => !Number.isInteger(share) || share < 0) ||
    parts.reduce((sum, share) => sum + share, 0) !== 100
  ) {
    throw new InvalidInputError("GOVERNANCE_BAD_SHARES", "Expected whole shares that make 100 together.", {
      hint: "For example --split for=60,against=40.",
    });
  }
  const part = (name: keyof VoteSplit) => (votes * BigInt(shares[name])) / 100n;
  const split = { against: part("against"), for: part("for"), abstain: part("abstain") };
  const names = ["for", "against", "abstain"] as const;
  const largest = names.toSorted((a, b) => shares[b] - shares[a])[0] ?? "for";
  const left = votes - split.against - split.for - split.abstain;
  const whole = { ...split, [largest]: split[largest] + left };
  const words = names.filter((name) => whole[name] > 0n).map((name) => `${name} ${formatGpt(whole[name])} GPT`);
  return { support: "split", split: whole, reason, words: words.join(", ") };
}
