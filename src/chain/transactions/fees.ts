import type { Provider } from "ethers";
import { RetryableError } from "../../primitives/errors.ts";

/** What is offered per gas, in wei. Without a base fee on the chain both are the gas price. */
export type Fees = { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** What a transaction would need now, and whether the chain has a base fee (EIP-1559). */
export type SuggestedFees = Fees & { readonly hasBaseFee: boolean };

/**
 * Asks what a transaction would need to be mined soon: twice the base fee and a tip, or the gas price.
 *
 * @throws {RetryableError} `CHAIN_NO_FEES` when the node says neither.
 */
export async function suggestedFees(provider: Pick<Provider, "getFeeData">): Promise<SuggestedFees> {
  const { maxFeePerGas, maxPriorityFeePerGas, gasPrice } = await provider.getFeeData();
  if (maxFeePerGas !== null && maxPriorityFeePerGas !== null) {
    return { maxFeePerGas, maxPriorityFeePerGas, hasBaseFee: true };
  }
  if (gasPrice !== null) return { maxFeePerGas: gasPrice, maxPriorityFeePerGas: gasPrice, hasBaseFee: false };
  throw new RetryableError("CHAIN_NO_FEES", "No endpoint says what a transaction costs.", {
    hint: "Look at the endpoints.",
  });
}

/** Fees of which none is above `cap`, nor the tip above the whole. */
export function feesWithin({ maxFeePerGas, maxPriorityFeePerGas }: Fees, cap: bigint): Fees {
  const most = least(maxFeePerGas, cap);
  return { maxFeePerGas: most, maxPriorityFeePerGas: least(maxPriorityFeePerGas, most) };
}

/**
 * The next offer for a transaction that is not mined at `last`: an eighth more, or what is needed now if that is more.
 * Nodes exchange a waiting transaction for another only if both fees are at least a tenth higher.
 *
 * @returns undefined when an eighth more would be above `cap`.
 */
export function raisedFees(last: Fees, needed: Fees, cap: bigint): Fees | undefined {
  const smallest = { fee: anEighthMore(last.maxFeePerGas), tip: anEighthMore(last.maxPriorityFeePerGas) };
  if (smallest.fee > cap) return undefined;
  const maxFeePerGas = least(cap, most(smallest.fee, needed.maxFeePerGas));
  return { maxFeePerGas, maxPriorityFeePerGas: least(maxFeePerGas, most(smallest.tip, needed.maxPriorityFeePerGas)) };
}

/** Rounded up, so that it is more even of very little. */
function anEighthMore(fee: bigint): bigint {
  return fee + (fee + 7n) / 8n;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
