import { addressToBytes, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { RECORD_BYTES, type RewardLeaves } from "./reward-leaves.ts";
import { leafNode, nodeBytes, parentNode, root, siblingNode, type RewardTree } from "./tree.ts";

/** A node outside a shard that some proof inside it needs. */
export type ShardSibling = {
  readonly node: number;
  readonly hash: Uint8Array;
};

/**
 * All leaves whose accounts begin with the same bits, and the fewest other nodes that prove each of them.
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

/** With so many accounts and more, a shard is halved: 250 · √2, so that shards hold about 250. */
const MOST_ACCOUNTS = 354;
const MOST_BITS = 16;

/** How many bits of its account decide in which shard a leaf is. */
export function shardBits(leafCount: number): number {
  let bits = 0;
  while (bits < MOST_BITS && leafCount >= MOST_ACCOUNTS * 2 ** bits) bits++;
  return bits;
}

/** The shard that the account of record `index` is in, when shards are told apart by `bits` bits. */
export function shardOf({ records }: RewardLeaves, index: number, bits: number): number {
  const start = index * RECORD_BYTES;
  return (((records[start] ?? 0) << 8) | (records[start + 1] ?? 0)) >>> (MOST_BITS - bits);
}

/** The file with the proof of `account` in a tree of `leafCount` leaves, relative to the bundle's folder. */
export function shardPath(account: Address, leafCount: number): string {
  const number = shardOf({ count: 1, records: addressToBytes(account) }, 0, shardBits(leafCount));
  return `shards/${number.toString(16).padStart(4, "0")}.bin`;
}

/** Cuts `tree` into its shards, ascending by number; one that no account is in is left out. */
export function* buildShards(tree: RewardTree, epoch: number): Generator<ProofShard> {
  const { leaves } = tree;
  const bits = shardBits(leaves.count);
  for (let first = 0, end = 0; first < leaves.count; first = end) {
    const number = shardOf(leaves, first, bits);
    while (end < leaves.count && shardOf(leaves, end, bits) === number) end++;
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

/** Says whether all records of `leaves`, some of a tree of `leafCount`, belong to one shard. */
export function isOneShard(leaves: RewardLeaves, leafCount: number): boolean {
  const bits = shardBits(leafCount);
  // Records ascend, so the ends decide.
  return leaves.count > 0 && shardOf(leaves, 0, bits) === shardOf(leaves, leaves.count - 1, bits);
}
