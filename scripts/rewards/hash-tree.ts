import { keccak_256 as keccak } from "@noble/hashes/sha3.js";
import { LEAVES } from "./packed-files.ts";

/** All nodes of the tree over the records of `leaves.bin`, 32 bytes each, the root first; a zero without records. */
export function hashTree(records: Buffer): Buffer {
  const n = records.length / LEAVES.recordBytes;
  const nodes = Buffer.alloc(32 * Math.max(2 * n - 1, 1));
  for (let i = 0; i < n; i++) nodes.set(leafHash(recordAt(records, i)), 32 * leafNode(n, i));
  for (let k = n - 2; k >= 0; k--) nodes.set(pairHash(nodes.subarray(32 * (2 * k + 1), 32 * (2 * k + 3))), 32 * k);
  return nodes;
}

/** The hash of an account and its amount, each padded to 32 bytes. */
export function leafHash(record: Uint8Array): Uint8Array {
  const words = new Uint8Array(64);
  words.set(record.subarray(0, 20), 12);
  words.set(record.subarray(20, 36), 48);
  return keccak(keccak(words));
}

/** The hash of two children, which stand one behind the other in any order. */
export function pairHash(children: Buffer): Uint8Array {
  const isAscending = children.compare(children, 32, 64, 0, 32) < 0;
  return keccak(isAscending ? children : Buffer.concat([children.subarray(32), children.subarray(0, 32)]));
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
