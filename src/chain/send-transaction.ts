import { isError, type ContractTransactionResponse, type ErrorDescription, type TransactionReceipt } from "ethers";
import { customErrors } from "./collective.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../primitives/errors.ts";

/**
 * Waits until a transaction is mined and gives its receipt.
 *
 * When the sender's wallet sent it again at another price, the receipt is that of the one that was mined.
 *
 * @param patienceMs - how long to wait for a block with it; without it for ever. It may still be mined afterwards.
 * @throws {InvalidInputError} `CHAIN_REVERTED` with the contract's custom error and its values in the message.
 * @throws {RetryableError} `CHAIN_NOT_MINED` when the transaction was dropped or replaced, or is not mined in time;
 * `CHAIN_OUT_OF_GAS`.
 */
export async function mined(
  sending: Promise<ContractTransactionResponse>,
  patienceMs?: number,
): Promise<TransactionReceipt> {
  let gasLimit: bigint | undefined;
  try {
    const sent = await sending;
    ({ gasLimit } = sent);
    const receipt = await sent.wait(1, patienceMs);
    if (receipt !== null) return receipt;
  } catch (cause) {
    if (ranOutOfGas(cause, gasLimit)) {
      throw new RetryableError("CHAIN_OUT_OF_GAS", "The transaction needed more gas than was sent with it.", {
        cause,
        hint: "Nothing has changed but the fee that was paid. Send it again.",
      });
    }
    if (isError(cause, "TRANSACTION_REPLACED")) {
      const { reason, receipt } = cause;
      if (reason === "repriced" && receipt.status === 1) return receipt;
    } else if (gasLimit === undefined || !isError(cause, "TIMEOUT")) {
      throw explainRevert(cause);
    }
  }
  throw new RetryableError("CHAIN_NOT_MINED", "The transaction was dropped, or not mined in time.", {
    hint: "Look whether it was mined since; if not, send it again.",
  });
}

/** Turns whatever a refused transaction threw into an error whose message names the contract's custom error. */
export function explainRevert(cause: unknown): CollectiveError {
  if (cause instanceof CollectiveError) return cause;
  const decoded = decodeRevert(revertData(cause));
  if (decoded !== null) {
    return new InvalidInputError("CHAIN_REVERTED", decoded.words, { cause, context: { error: decoded.name } });
  }
  if (isError(cause, "NETWORK_ERROR") || isError(cause, "TIMEOUT") || isError(cause, "SERVER_ERROR")) {
    return new RetryableError("CHAIN_UNREACHABLE", "The node did not answer.", {
      cause,
      hint: "Check the RPC endpoint.",
    });
  }
  return new CollectiveError("CHAIN_FAILED", `The node refused the transaction: ${shortMessage(cause)}`, { cause });
}

/** The custom error of one of our contracts and its values, as `Name: value 1, other 2`; null for anything else. */
export function wordsOfRevert(data: string): string | null {
  return decodeRevert(data)?.words ?? null;
}

function decodeRevert(data: string | undefined): { readonly name: string; readonly words: string } | null {
  const decoded = data === undefined ? null : parseError(data);
  if (decoded === null) return null;
  const values = decoded.fragment.inputs.map(({ name }, index) => `${name} ${String(decoded.args[index])}`);
  return { name: decoded.name, words: `${decoded.name}${values.length > 0 ? `: ${values.join(", ")}` : ""}` };
}

/** Null also for less than a selector, or when another contract's values stand behind one of ours. */
function parseError(data: string): ErrorDescription | null {
  try {
    return customErrors.parseError(data);
  } catch {
    return null;
  }
}

/** The library's long message repeats the endpoint, whose address may hold a key, and the signed transaction. */
export function shortMessage(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown reason";
  return "shortMessage" in cause ? String(cause.shortMessage) : cause.message;
}

/** A call inside of the transaction that runs out leaves it one 64th (EIP-150). */
function ranOutOfGas(cause: unknown, gasLimit: bigint | undefined): boolean {
  if (gasLimit === undefined || !isError(cause, "CALL_EXCEPTION") || !cause.receipt) return false;
  return cause.receipt.gasUsed >= gasLimit - gasLimit / 64n;
}

/** Nodes and libraries wrap the revert data differently; it is the first hex string called `data` on the way down. */
export function revertData(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { data } = error as { data?: unknown };
  if (typeof data === "string" && data.startsWith("0x") && data.length >= 10) return data;
  const { error: inner, cause, info } = error as { error?: unknown; cause?: unknown; info?: unknown };
  return revertData(data) ?? revertData(inner) ?? revertData(cause) ?? revertData(info);
}
