import { leafHash, leafNode, nodeAt, pairHash, parent, recordAt, sibling } from "./hash-tree.ts";
import { LEAVES, toHex, uint } from "./packed-files.ts";

/** A shard's path in the bundle, its bytes, and which of all leaves it holds. */
export type Shard = {
  readonly path: string;
  readonly bytes: Buffer;
  readonly first: number;
  readonly count: number;
};

/** A shard whole but for its siblings. */
type Group = Omit<Shard, "bytes">;

/** Where the records of a shard begin. */
export const SHARD_HEAD_BYTES = 60;

/** Every shard: its leaves, and the neighbours of their ways up that are on none of these ways (docs/rewards.md §9.5). */
export function* shardsOf(epoch: number, records: Buffer, nodes: Buffer): Generator<Shard> {
  const n = records.length / LEAVES.recordBytes;
  for (const group of groupsOf(records)) {
    const { first, count } = group;
    const ways = waysUp(n, group);
    const neighbours = [...ways].filter((k) => k > 0).map(sibling);
    const outside = neighbours.filter((k) => !ways.has(k)).sort((a, b) => b - a);
    const bytes = Buffer.concat([
      Buffer.from("CDCSHRD1", "ascii"),
      uint(epoch, 8),
      nodeAt(nodes, 0),
      ...[n, first, count].map((value) => uint(value, 4)),
      records.subarray(36 * first, 36 * (first + count)),
      uint(outside.length, 2),
      ...outside.flatMap((k) => [uint(k, 4), nodeAt(nodes, k)]),
    ]);
    yield { ...group, bytes };
  }
}

/** What gives the hashes of a leaf of a shard and of a node above two known ones. */
export type Hashes = {
  readonly leaf: (i: number, record: Buffer) => Uint8Array;
  readonly pair: (k: number, children: Buffer) => Uint8Array;
};

/** Hashes what a file says, as somebody does who has no other file. */
export const computed: Hashes = { leaf: (_i, record) => leafHash(record), pair: (_k, children) => pairHash(children) };

/** The hashes of a file that is known to be as it should be. */
export function lookedUp(nodes: Buffer): Hashes {
  const n = (nodes.length / 32 + 1) / 2;
  return { leaf: (i) => nodeAt(nodes, leafNode(n, i)), pair: (k) => nodeAt(nodes, k) };
}

/** The proof of a leaf from the leaves and siblings that `bytes` has; null when a sibling does not follow from them. */
export function proofsFrom(group: Group, bytes: Buffer, n: number, hashes: Hashes): (i: number) => string[] | null {
  const { first, count } = group;
  const known = new Map<number, Uint8Array>();
  const records = bytes.subarray(SHARD_HEAD_BYTES);
  for (let i = 0; i < count; i++) known.set(leafNode(n, first + i), hashes.leaf(first + i, recordAt(records, i)));
  for (let at = SHARD_HEAD_BYTES + 36 * count + 2; at + 36 <= bytes.length; at += 36) {
    known.set(bytes.readUInt32BE(at), bytes.subarray(at + 4, at + 36));
  }
  for (const k of [...waysUp(n, group)].sort((a, b) => b - a)) {
    const [left, right] = [known.get(2 * k + 1), known.get(2 * k + 2)];
    if (k < n - 1 && left && right) known.set(k, hashes.pair(k, Buffer.concat([left, right])));
  }
  return (i) => {
    const proof: string[] = [];
    for (let k = leafNode(n, i); k > 0; k = parent(k)) {
      const hash = known.get(sibling(k));
      if (hash === undefined) return null;
      proof.push(toHex(Buffer.from(hash)));
    }
    return proof;
  };
}

/** The leaves of each shard: those whose accounts begin with the same bits, as many bits as their number asks for. */
function* groupsOf(records: Buffer): Generator<Group> {
  const n = records.length / LEAVES.recordBytes;
  let bits = 0;
  while (bits < 16 && n >= 354 * 2 ** bits) bits++;
  const shardOf = (i: number): number => recordAt(records, i).readUInt16BE(0) >>> (16 - bits);
  for (let first = 0, end = 0; first < n; first = end) {
    const k = shardOf(first);
    while (end < n && shardOf(end) === k) end++;
    yield { path: `shards/${k.toString(16).padStart(4, "0")}.bin`, first, count: end - first };
  }
}

/** The nodes from the leaves of a shard to the root, both included. */
function waysUp(n: number, { first, count }: Pick<Group, "first" | "count">): Set<number> {
  const ways = new Set<number>([0]);
  for (let i = first; i < first + count; i++) {
    for (let k = leafNode(n, i); !ways.has(k); k = parent(k)) ways.add(k);
  }
  return ways;
}
