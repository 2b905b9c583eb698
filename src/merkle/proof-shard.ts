import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { RECORD_BYTES, type RewardLeaves } from "./reward-leaves.ts";
import { leafNode, nodeBytes, parentNode, root, siblingNode, type RewardTree } from "./tree.ts";

/** A node outside a shard that some proof inside it needs. */
export type ShardSibling = {
  readonly node: number;
  readonly hash: Uint8Array;
};

/**
 * All leaves whose accounts start with the same 12 bits, and the fewest other nodes that prove each of them.
 *
 * Whoever fetches a shard tells its host only the bucket, never the account.
 */
export type ProofShard = {
  readonly epoch: number;
  readonly root: Hex32;
  /** Leaves of the whole tree. */
  readonly leafCount: number;
  /** Index of the shard's first leaf among all leaves, ascending by account. */
  readonly firstIndex: number;
  readonly leaves: RewardLeaves;
  /** Strictly descending by node. */
  readonly siblings: readonly ShardSibling[];
};

/** The three hexadecimal digits that name the shard of `account`. */
export function shardPrefix(account: Address): string {
  return account.slice(2, 5);
}

/** The three hexadecimal digits that the account of record `index` starts with. */
export function recordPrefix(leaves: RewardLeaves, index: number): string {
  const start = index * RECORD_BYTES;
  const bits = ((leaves.records[start] ?? 0) << 4) | ((leaves.records[start + 1] ?? 0) >> 4);
  return bits.toString(16).padStart(3, "0");
}

/** Cuts `tree` into its shards, ascending by prefix; a prefix that no account has gives none. */
export function* buildShards(tree: RewardTree, epoch: number): Generator<ProofShard> {
  const { leaves } = tree;
  for (let first = 0, end = 0; first < leaves.count; first = end) {
    const prefix = recordPrefix(leaves, first);
    while (end < leaves.count && recordPrefix(leaves, end) === prefix) end++;
    yield {
      epoch,
      root: root(tree),
      leafCount: leaves.count,
      firstIndex: first,
      leaves: { count: end - first, records: leaves.records.subarray(first * RECORD_BYTES, end * RECORD_BYTES) },
      siblings: siblingsOf(tree, first, end),
    };
  }
}

/**
 * The nodes on the ways from leaves `first` … `end` − 1 to the root, both ends included, strictly descending.
 *
 * Exactly the nodes whose hash follows from the shard; the siblings are their neighbours outside this set.
 */
export function pathNodes(leafCount: number, first: number, end: number): number[] {
  const nodes = new Set([0]);
  for (let index = first; index < end; index++) {
    // A node already in the set has brought its ancestors along.
    for (let node = leafNode(leafCount, index); !nodes.has(node); node = parentNode(node)) nodes.add(node);
  }
  return [...nodes].sort((a, b) => b - a);
}

/** The neighbours of `path` that are not on it themselves, strictly descending. */
export function missingSiblings(path: readonly number[]): number[] {
  const onPath = new Set(path);
  return path
    .filter((node) => node > 0)
    .map(siblingNode)
    .filter((node) => !onPath.has(node))
    .sort((a, b) => b - a);
}

function siblingsOf(tree: RewardTree, first: number, end: number): ShardSibling[] {
  return missingSiblings(pathNodes(tree.leaves.count, first, end)).map((node) => ({
    node,
    hash: nodeBytes(tree.nodes, node),
  }));
}

/** Says whether all records of `leaves` belong to one shard. */
export function isOneShard(leaves: RewardLeaves): boolean {
  // Records ascend, so the ends decide.
  return leaves.count > 0 && recordPrefix(leaves, 0) === recordPrefix(leaves, leaves.count - 1);
}
