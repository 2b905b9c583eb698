import { isError, type Provider } from "ethers";
import { CollectiveError, RetryableError } from "../../primitives/errors.ts";
import { explainRevert } from "../send-transaction.ts";
import type { JournalledTransaction } from "./transaction-journal.ts";

/** What came of offering a transaction to the chain's nodes. */
export type Broadcast = {
  /** Whether a node has it now, or has no use for it because its number is taken or offered at more. */
  readonly accepted: boolean;
  /** What stood against the best offer. */
  readonly trouble?: CollectiveError;
};

/**
 * Offers a transaction, at its highest fee if that can be had, else at a lower one. Repeating it does no harm: each form
 * has the same nonce, and only one can be mined.
 */
export async function broadcast(
  provider: Pick<Provider, "broadcastTransaction">,
  { offers }: Pick<JournalledTransaction, "offers">,
): Promise<Broadcast> {
  let trouble: CollectiveError | undefined;
  for (const { raw } of offers.toReversed()) {
    try {
      await provider.broadcastTransaction(raw);
      return { accepted: true, ...(trouble && { trouble }) };
    } catch (cause) {
      // Mined meanwhile, it or another; or there is a better offer. Its receipt will tell.
      if (isError(cause, "NONCE_EXPIRED") || isError(cause, "REPLACEMENT_UNDERPRICED")) return { accepted: true };
      trouble ??= explainBroadcast(cause);
      if (trouble.code !== NO_FUNDS) break;
    }
  }
  return { accepted: false, ...(trouble && { trouble }) };
}

const NO_FUNDS = "CHAIN_NO_FUNDS";

/** An account that cannot pay. Amounts are in wei; left out where only the node knows them. */
export function noFunds(amounts: { readonly needed: bigint; readonly found: bigint } | undefined, cause?: unknown) {
  const words = amounts === undefined ? "." : `: expected ${amounts.needed} wei, found ${amounts.found}.`;
  return new RetryableError(NO_FUNDS, `The account cannot pay for the transaction${words}`, {
    cause,
    context: amounts ?? {},
    hint: "Send the chain's coin to the account; what waits goes on by itself.",
  });
}

function explainBroadcast(cause: unknown): CollectiveError {
  return isError(cause, "INSUFFICIENT_FUNDS") ? noFunds(undefined, cause) : explainRevert(cause);
}
