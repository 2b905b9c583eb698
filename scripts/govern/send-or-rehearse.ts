import { explainRevert, mined } from "../../src/chain/send-transaction.ts";
import type { Standing } from "../../src/chain/proposals/read-standing.ts";
import { explainRefusal } from "../../src/governance/explain-refusal.ts";

/** A transaction that can be estimated before it is sent; the estimate fails as sending would. */
export type Sending = {
  readonly estimate: () => Promise<bigint>;
  readonly send: () => Parameters<typeof mined>[0];
};

/** What became of it: `gas` is what it used, or would use. */
export type Sent = { readonly gas: bigint; readonly transactionHash: string | null };

/** Sends a transaction after making sure that it will be taken; with `dryRun` only makes sure. */
export async function sendOrRehearse(
  sending: Sending,
  dryRun: boolean,
  about: { readonly standing?: Standing; readonly now?: number } = {},
): Promise<Sent> {
  try {
    const estimate = await sending.estimate();
    if (dryRun) return { gas: estimate, transactionHash: null };
    const { gasUsed, hash } = await mined(sending.send());
    return { gas: gasUsed, transactionHash: hash };
  } catch (cause) {
    throw explainRefusal(explainRevert(cause), about.standing, about.now);
  }
}

/** The last line of a command that sends. */
export function sentLine({ gas, transactionHash }: Sent): string {
  return transactionHash === null
    ? `gas       about ${gas}; this was a rehearsal, nothing was sent`
    : `gas       ${gas}, transaction ${transactionHash}`;
}
