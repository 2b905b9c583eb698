import type { Provider, TransactionReceipt } from "ethers";
import { InvalidInputError, RetryableError, type CollectiveError } from "../../primitives/errors.ts";
import { explainRevert } from "../send-transaction.ts";
import type { JournalledTransaction } from "./transaction-journal.ts";

/**
 * Why a mined transaction reverted, found by making the same call before and after its block: `CHAIN_REVERTED` with the
 * contract's custom error in words, if the reason can still be seen; `CHAIN_OUT_OF_GAS`.
 */
export async function revertReason(
  provider: Pick<Provider, "call">,
  { from, to, data, gasLimit }: Pick<JournalledTransaction, "to" | "data" | "gasLimit"> & { readonly from: string },
  { gasUsed, blockNumber }: Pick<TransactionReceipt, "gasUsed" | "blockNumber">,
): Promise<CollectiveError> {
  // A call inside of the transaction that runs out leaves it one 64th (EIP-150).
  if (gasUsed >= gasLimit - gasLimit / 64n) {
    return new RetryableError("CHAIN_OUT_OF_GAS", "The transaction needed more gas than was sent with it.", {
      hint: "Nothing has changed but the fee that was paid. Send it again.",
    });
  }
  for (const blockTag of [blockNumber - 1, blockNumber]) {
    try {
      await provider.call({ from, to, data, blockTag });
    } catch (cause) {
      const reason = explainRevert(cause);
      if (reason.code === "CHAIN_REVERTED") return reason;
    }
  }
  return new InvalidInputError("CHAIN_REVERTED", "The contract refused the transaction; why cannot be seen any more.", {
    hint: "Look the transaction up in an explorer.",
  });
}
