import { bytesToHex, hexToBytes } from "../primitives/bytes.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { hashPair, hashRecord } from "./node-hash.ts";
import { packLeaves, type RewardLeaf } from "./reward-leaves.ts";

/**
 * Gives the hash of `leaf` that the contract computes in `claim`.
 *
 * @throws {InvalidInputError} `MERKLE_AMOUNT_OUT_OF_RANGE` when the amount is not 1 … 2^128 − 1 wei.
 */
export function leafHash(leaf: RewardLeaf): Hex32 {
  return bytesToHex(hashRecord(packLeaves([leaf]), 0)) as Hex32;
}

/**
 * Says whether `siblings` (the leaf's own first) lead from `leaf` to `root`, as OpenZeppelin's `MerkleProof` does.
 *
 * An empty proof is false, as in the contract: it would make the root itself a leaf.
 *
 * @throws {InvalidInputError} `MERKLE_AMOUNT_OUT_OF_RANGE` when the amount is not 1 … 2^128 − 1 wei.
 */
export function verifyProof(root: Hex32, leaf: RewardLeaf, siblings: readonly Hex32[]): boolean {
  if (siblings.length === 0) return false;
  let node: Uint8Array = hexToBytes(leafHash(leaf));
  for (const sibling of siblings) node = hashPair(node, hexToBytes(sibling));
  return bytesToHex(node) === root;
}
