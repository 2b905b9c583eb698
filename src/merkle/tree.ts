import { bytesToHex, slicesToHex } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { fastestHasher } from "./batch-hasher.ts";
import { NODE_BYTES } from "./node-hash.ts";
import { requireIndex, type RewardLeaves } from "./reward-leaves.ts";

/**
 * The complete binary tree over n leaves as one flat array of 2n − 1 nodes: the root is node 0, the children of node i
 * are 2i + 1 and 2i + 2, and leaf i is node 2n − 2 − i.
 *
 * The same nodes as `StandardMerkleTree.of(rows, ["address", "uint256"], { sortLeaves: false })` of
 * OpenZeppelin's merkle-tree 1.0.8, for rows ascending by account. The bytes must not be changed.
 */
export type RewardTree = {
  readonly leaves: RewardLeaves;
  readonly nodes: Uint8Array;
};

/** The contract refuses a tree of one leaf, whose root would be a leaf. */
export const MIN_LEAVES = 2;

/** Node numbers are written as 32-bit unsigned integers. */
export const MAX_LEAVES = 2 ** 31;

/** Nodes of the upper 12 levels, which proofs have in common: their text is kept, at most a third of a megabyte for a tree. */
const TOP_NODES = 2 ** 12 - 1;
const tops = new WeakMap<Uint8Array, Hex32[]>();

/**
 * Builds the tree over `leaves`; `hasher` decides nothing but the time that takes.
 *
 * @throws {InvalidInputError} `MERKLE_TOO_FEW_LEAVES` for fewer than two leaves.
 */
export function buildTree(leaves: RewardLeaves, hasher = fastestHasher()): RewardTree {
  if (leaves.count < MIN_LEAVES) {
    throw new InvalidInputError("MERKLE_TOO_FEW_LEAVES", `Expected at least ${MIN_LEAVES} leaves.`, {
      context: { count: leaves.count },
      hint: "Wait for an epoch in which two accounts have earned something.",
    });
  }
  const nodes = new Uint8Array((2 * leaves.count - 1) * NODE_BYTES);
  const range = (from: number, to: number): Uint8Array => nodes.subarray(from * NODE_BYTES, to * NODE_BYTES);
  const inner = leaves.count - 1;
  hasher.hashRecords(leaves.records, range(inner, inner + leaves.count));
  // The children of the upper half of the nodes left all lie above that half, so they are known.
  for (let end = inner; end > 0;) {
    const start = Math.floor(end / 2);
    hasher.hashPairs(range(2 * start + 1, 2 * end + 1), range(start, end));
    end = start;
  }
  return { leaves, nodes };
}

/** Gives the root of `tree`. */
export function root(tree: RewardTree): Hex32 {
  return nodeHex(tree.nodes, 0);
}

/**
 * Gives the proof of leaf `index`: the sibling of each node on its way to the root, the leaf's own sibling first.
 *
 * @throws {InvalidInputError} `MERKLE_INDEX_OUT_OF_RANGE`.
 */
export function proof(tree: RewardTree, index: number): Hex32[] {
  requireIndex(index, tree.leaves.count);
  const starts: number[] = [];
  let node = leafNode(tree.leaves.count, index);
  for (; node >= TOP_NODES; node = parentNode(node)) starts.push(siblingNode(node) * NODE_BYTES);
  const siblings = slicesToHex(tree.nodes, starts, NODE_BYTES) as Hex32[];
  const top = topOf(tree.nodes);
  for (; node > 0; node = parentNode(node)) {
    const sibling = siblingNode(node);
    siblings.push((top[sibling] ??= nodeHex(tree.nodes, sibling)));
  }
  return siblings;
}

/** The node of leaf `index` in a tree of `leafCount` leaves: leaves stand backwards at the end. */
export function leafNode(leafCount: number, index: number): number {
  return 2 * leafCount - 2 - index;
}

/** The node above `node`, which must not be the root. */
export function parentNode(node: number): number {
  // Unsigned: nodes of a tree of 2^31 leaves do not fit a signed 32-bit integer.
  return (node - 1) >>> 1;
}

/** The node that shares its parent with `node`, which must not be the root. */
export function siblingNode(node: number): number {
  return node % 2 === 0 ? node - 1 : node + 1;
}

/** The 32 bytes of `node`, a view into `nodes`. */
export function nodeBytes(nodes: Uint8Array, node: number): Uint8Array {
  return nodes.subarray(node * NODE_BYTES, (node + 1) * NODE_BYTES);
}

function nodeHex(nodes: Uint8Array, node: number): Hex32 {
  return bytesToHex(nodeBytes(nodes, node)) as Hex32;
}

function topOf(nodes: Uint8Array): Hex32[] {
  const known = tops.get(nodes);
  if (known !== undefined) return known;
  const top = new Array<Hex32>(TOP_NODES);
  tops.set(nodes, top);
  return top;
}
