import { keccak_256 as keccak } from "@noble/hashes/sha3.js";
import { LEAVES } from "./packed-files.ts";

/** All nodes of the tree over the records of `leaves.bin`, 32 bytes each, the root first; a zero without records. */
export function hashTree(records: Buffer): Buffer {
  const n = records.length / LEAVES.recordBytes;
  const nodes = Buffer.alloc(32 * Math.max(2 * n - 1, 1));
  for (let i = 0; i < n; i++) nodes.set(leafHash(recordAt(records, i)), 32 * leafNode(n, i));
  for (let k = n - 2; k >= 0; k--) nodes.set(pairHash(nodeAt(nodes, 2 * k + 1), nodeAt(nodes, 2 * k + 2)), 32 * k);
  return nodes;
}

/** The hash of an account and its amount, each padded to 32 bytes. */
export function leafHash(record: Uint8Array): Uint8Array {
  const words = new Uint8Array(64);
  words.set(record.subarray(0, 20), 12);
  words.set(record.subarray(20, 36), 48);
  return keccak(keccak(words));
}

/** The hash of two children, whichever comes first. */
export function pairHash(a: Uint8Array, b: Uint8Array): Uint8Array {
  return keccak(Buffer.concat(Buffer.compare(a, b) < 0 ? [a, b] : [b, a]));
}

/** The record of leaf `i`. */
export function recordAt(records: Buffer, i: number): Buffer {
  return records.subarray(36 * i, 36 * i + 36);
}

/** The hash of node `k`. */
export function nodeAt(nodes: Buffer, k: number): Buffer {
  return nodes.subarray(32 * k, 32 * k + 32);
}

/** The node that leaf `i` of `n` is: leaves stand backwards at the end of the heap. */
export function leafNode(n: number, i: number): number {
  return 2 * n - 2 - i;
}

/** The node that has `k` for a child. */
export function parent(k: number): number {
  return Math.floor((k - 1) / 2);
}

/** The other child of the same parent. */
export function sibling(k: number): number {
  return k % 2 === 0 ? k - 1 : k + 1;
}
