import { bytesToHex } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { hashPair, hashRecord } from "./node-hash.ts";
import { missingSiblings, pathNodes, type ProofShard } from "./proof-shard.ts";
import { findLeaf, leafAt, type RewardLeaf } from "./reward-leaves.ts";
import { leafNode, parentNode, siblingNode } from "./tree.ts";

// Stands for a node that the check of the siblings makes impossible; hashing it leads to another root.
const EMPTY = new Uint8Array();

/** Everything a claim needs beside the epoch. */
export type LeafProof = {
  /** Index among all leaves, ascending by account. */
  readonly index: number;
  readonly leaf: RewardLeaf;
  /** The leaf's own sibling first. */
  readonly proof: readonly Hex32[];
};

/**
 * Rebuilds the proof of `account` from a shard that nobody needs to trust: `root` comes from the chain.
 *
 * All leaves of the shard are hashed up to the root, so a shard that differs anywhere is refused.
 *
 * @throws {InvalidInputError} `MERKLE_SHARD_MISMATCH` when the shard does not lead to `root`,
 * `MERKLE_ACCOUNT_ABSENT` when it does and `account` is not in it.
 */
export function proveFromShard(shard: ProofShard, account: Address, root: Hex32): LeafProof {
  const nodes = hashShard(shard);
  if (shard.root !== root || hexOf(nodes, 0) !== root) throw mismatch(shard.epoch);
  const index = findLeaf(shard.leaves, account);
  if (index < 0) {
    throw new InvalidInputError("MERKLE_ACCOUNT_ABSENT", `Expected account ${account} in the shard.`, {
      context: { account, epoch: shard.epoch },
      hint: "The account has no rewards under this root; look at a later epoch.",
    });
  }
  const proof: Hex32[] = [];
  let node = leafNode(shard.leafCount, shard.firstIndex + index);
  for (; node > 0; node = parentNode(node)) proof.push(hexOf(nodes, siblingNode(node)));
  return { index: shard.firstIndex + index, leaf: leafAt(shard.leaves, index), proof };
}

function hashShard(shard: ProofShard): Map<number, Uint8Array> {
  const end = shard.firstIndex + shard.leaves.count;
  const path = pathNodes(shard.leafCount, shard.firstIndex, end);
  const missing = missingSiblings(path);
  const exact = shard.siblings.every((sibling, i) => sibling.node === missing[i]);
  if (!exact || shard.siblings.length !== missing.length) throw mismatch(shard.epoch);
  const nodes = new Map(shard.siblings.map(({ node, hash }) => [node, hash]));
  for (let i = 0; i < shard.leaves.count; i++) {
    nodes.set(leafNode(shard.leafCount, shard.firstIndex + i), hashRecord(shard.leaves, i));
  }
  // Descending order, so both children are known before their parent; leaves are the nodes from leafCount − 1 on.
  for (const node of path.filter((inner) => inner < shard.leafCount - 1)) {
    nodes.set(node, hashPair(nodes.get(2 * node + 1) ?? EMPTY, nodes.get(2 * node + 2) ?? EMPTY));
  }
  return nodes;
}

function hexOf(nodes: ReadonlyMap<number, Uint8Array>, node: number): Hex32 {
  return bytesToHex(nodes.get(node) ?? EMPTY) as Hex32;
}

function mismatch(epoch: number): InvalidInputError {
  return new InvalidInputError("MERKLE_SHARD_MISMATCH", "Expected a shard that leads to the root on chain.", {
    context: { epoch },
    hint: "Fetch the shard again, or from another host; check that it belongs to this epoch.",
  });
}
