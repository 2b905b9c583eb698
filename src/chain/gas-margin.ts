/**
 * Gas that is sent with a transaction, over the estimate.
 *
 * A node estimates as if the transaction were in its latest block. In the next one, a second later, a vote or a total
 * that would have been overwritten takes a slot of its own, 17,100 gas for each of two or three. What is not used is not
 * paid.
 */
export const GAS_MARGIN = 1.5;

/** An estimate and the margin. */
export function withGasMargin(estimate: bigint): bigint {
  return BigInt(Math.ceil(Number(estimate) * GAS_MARGIN));
}
