import type { Hex } from "../../primitives/bytes.ts";
import type { Address } from "../../primitives/identifiers.ts";
import { withGasMargin } from "../gas-margin.ts";
import { explainRevert } from "../send-transaction.ts";
import { noFunds } from "./broadcast.ts";
import { feesWithin, suggestedFees } from "./fees.ts";
import type { SenderContext, WantedTransaction } from "./sender-options.ts";
import { signOffer } from "./sign-offer.ts";
import type { JournalledTransaction } from "./transaction-journal.ts";

/**
 * Signs a transaction under the first free nonce. Sends and writes nothing.
 *
 * @param unfinished - what is under way; their nonces are taken, whatever the chain knows.
 * @throws {CollectiveError} `CHAIN_REVERTED` when the contract would refuse it now; `CHAIN_NO_FUNDS`; what reading throws.
 */
export async function prepareTransaction(
  context: SenderContext,
  wanted: WantedTransaction,
  unfinished: readonly Pick<JournalledTransaction, "nonce">[],
): Promise<JournalledTransaction> {
  const { chain, from } = context;
  // The endpoints have to agree that it can succeed. How much gas it takes, one of them may say alone.
  await chain.call({ from, to: wanted.to, data: wanted.data }).catch((cause: unknown) => {
    throw explainRevert(cause);
  });
  const taken = unfinished.map(({ nonce }) => nonce + 1);
  const known = [await chain.getTransactionCount(from, "latest"), await chain.getTransactionCount(from, "pending")];
  return signedAt(context, wanted, Math.max(...known, ...taken));
}

/** A transaction without any effect, which only takes a nonce that nothing else takes. */
export async function prepareFiller(context: SenderContext, nonce: number): Promise<JournalledTransaction> {
  return signedAt(context, { purpose: `fill nonce ${nonce}`, to: context.from, data: "0x" }, nonce);
}

async function signedAt(
  context: SenderContext,
  { purpose, to, data }: WantedTransaction,
  nonce: number,
): Promise<JournalledTransaction> {
  const { chain, from, chainId, settings, signer } = context;
  const { hasBaseFee, ...suggested } = await suggestedFees(chain);
  const fees = feesWithin(suggested, settings.maxFeePerGas);
  const gasLimit = await gasFor(context, to, data);
  await requireFunds({ chain, from }, gasLimit * fees.maxFeePerGas);
  const offer = await signOffer(signer, { chainId, nonce, to, data, gasLimit, hasBaseFee }, fees);
  return { purpose, nonce, to, data, gasLimit, offers: [offer] };
}

async function gasFor({ chain, from, settings }: SenderContext, to: Address, data: Hex): Promise<bigint> {
  const estimate = await chain.estimateGas({ from, to, data }).catch((cause: unknown) => {
    throw explainRevert(cause);
  });
  const gas = withGasMargin(estimate);
  return gas < settings.maxGas ? gas : settings.maxGas;
}

/** @throws {RetryableError} `CHAIN_NO_FUNDS` when the account has less than `needed` wei. */
export async function requireFunds(
  { chain, from }: Pick<SenderContext, "chain" | "from">,
  needed: bigint,
): Promise<void> {
  const found = await chain.getBalance(from);
  if (found < needed) throw noFunds({ needed, found });
}
