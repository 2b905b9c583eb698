import type { Answer } from "../../src/governance/choose-ballot.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";

/** How a vote is told on the command line. */
export type AnswerOptions = { readonly support: string; readonly split: string; readonly reason: string };

const MOST_REASON = 1_000;

/** Reads `--support for`, or `--split for=60,against=40`, and the reason. @throws {InvalidInputError} `SCRIPT_USAGE`. */
export function readAnswer({ support, split, reason }: AnswerOptions): Answer {
  if (reason.length > MOST_REASON) throw usage(`--reason: expected at most ${MOST_REASON} characters`);
  if ((support === "") === (split === "")) throw usage("expected --support for, against or abstain, or else --split");
  if (split === "") {
    if (support === "for" || support === "against" || support === "abstain") return { support, shares: null, reason };
    throw usage(`--support: expected for, against or abstain, got ${JSON.stringify(support)}`);
  }
  const shares = { for: 0, against: 0, abstain: 0 };
  for (const part of split.split(",")) {
    const [, name, share] = /^(for|against|abstain)=(\d{1,3})$/.exec(part.trim()) ?? [];
    if (name === undefined) throw usage(`--split: expected for=60,against=40, got ${JSON.stringify(split)}`);
    shares[name as keyof typeof shares] += Number(share);
  }
  return { support: "split", shares, reason };
}

function usage(problem: string): InvalidInputError {
  return new InvalidInputError("SCRIPT_USAGE", problem, { hint: "docs/governing.md has examples." });
}
