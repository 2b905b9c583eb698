import { compareBytes, concatBytes } from "../primitives/bytes.ts";
import { keccak256 } from "../primitives/hash.ts";
import { ACCOUNT_BYTES, RECORD_BYTES, type RewardLeaves } from "./reward-leaves.ts";

/** Bytes of one node of the tree. */
export const NODE_BYTES = 32;

const WORD_BYTES = 32;
const AMOUNT_BYTES = RECORD_BYTES - ACCOUNT_BYTES;

/**
 * Hashes leaf `index` as OpenZeppelin's standard leaf: keccak256(keccak256(abi.encode(account, cumulative))).
 *
 * The second hash keeps a leaf's preimage (32 bytes) apart from an inner node's (64 bytes).
 */
export function hashRecord(leaves: RewardLeaves, index: number): Uint8Array {
  const encoded = new Uint8Array(2 * WORD_BYTES);
  const start = index * RECORD_BYTES;
  const amountStart = start + ACCOUNT_BYTES;
  encoded.set(leaves.records.subarray(start, amountStart), WORD_BYTES - ACCOUNT_BYTES);
  encoded.set(leaves.records.subarray(amountStart, amountStart + AMOUNT_BYTES), 2 * WORD_BYTES - AMOUNT_BYTES);
  return keccak256(keccak256(encoded));
}

/** Hashes two nodes, the numerically smaller one first, so that a proof needs no left or right. */
export function hashPair(a: Uint8Array, b: Uint8Array): Uint8Array {
  return keccak256(compareBytes(a, b) < 0 ? concatBytes(a, b) : concatBytes(b, a));
}
