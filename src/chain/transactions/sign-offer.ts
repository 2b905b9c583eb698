import { Transaction, type Signer } from "ethers";
import type { Hex } from "../../primitives/bytes.ts";
import { toHex32 } from "../../primitives/identifiers.ts";
import type { Fees } from "./fees.ts";
import type { FeeOffer, JournalledTransaction } from "./transaction-journal.ts";

/** What is signed, but for what is offered for it. */
export type Unsigned = Pick<JournalledTransaction, "nonce" | "to" | "data" | "gasLimit"> & {
  readonly chainId: number;
  /** Whether the chain has a base fee, and so understands transactions of type 2. */
  readonly hasBaseFee: boolean;
};

/** Signs a transaction at these fees. Asks no node. */
export async function signOffer(
  signer: Pick<Signer, "signTransaction">,
  { hasBaseFee, ...transaction }: Unsigned,
  { maxFeePerGas, maxPriorityFeePerGas }: Fees,
): Promise<FeeOffer> {
  const priced = hasBaseFee ? { type: 2, maxFeePerGas, maxPriorityFeePerGas } : { type: 0, gasPrice: maxFeePerGas };
  const raw = (await signer.signTransaction({ ...transaction, ...priced, value: 0n })) as Hex;
  return { hash: toHex32(Transaction.from(raw).hash ?? ""), raw, maxFeePerGas, maxPriorityFeePerGas };
}

/** Whether an offer was signed for a chain with a base fee. */
export function offersTip({ raw }: FeeOffer): boolean {
  return Transaction.from(raw).type === 2;
}
