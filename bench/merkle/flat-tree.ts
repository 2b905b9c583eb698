import { NODE_BYTES } from "../../src/merkle/node-hash.ts";
import { ACCOUNT_BYTES, RECORD_BYTES } from "../../src/merkle/reward-leaves.ts";

/** Keccak-256 of one message. */
export type Keccak = (message: Uint8Array) => Uint8Array;

const PAIR_BYTES = 2 * NODE_BYTES;

/** The nodes that `buildTree` gives, by a library that hashes one message after another: flat too, and without garbage of ours. */
export function buildFlatTree(records: Uint8Array, keccak: Keccak): Uint8Array {
  const count = records.length / RECORD_BYTES;
  const nodes = new Uint8Array((2 * count - 1) * NODE_BYTES);
  const message = new Uint8Array(PAIR_BYTES);
  for (let i = 0; i < count; i++) {
    const start = i * RECORD_BYTES;
    message.set(records.subarray(start, start + ACCOUNT_BYTES), NODE_BYTES - ACCOUNT_BYTES);
    message.set(
      records.subarray(start + ACCOUNT_BYTES, start + RECORD_BYTES),
      PAIR_BYTES + ACCOUNT_BYTES - RECORD_BYTES,
    );
    nodes.set(keccak(keccak(message)), (2 * count - 2 - i) * NODE_BYTES);
  }
  for (let node = count - 2; node >= 0; node--) {
    const left = (2 * node + 1) * NODE_BYTES;
    nodes.set(keccak(ascending(nodes, left, message)), node * NODE_BYTES);
  }
  return nodes;
}

/** The nodes at `left` and behind it, the smaller one first; laid into `message` if they have to be swapped. */
function ascending(nodes: Uint8Array, left: number, message: Uint8Array): Uint8Array {
  const right = left + NODE_BYTES;
  for (let i = 0; i < NODE_BYTES; i++) {
    const difference = nodes[left + i]! - nodes[right + i]!;
    if (difference < 0) break;
    if (difference === 0) continue;
    message.set(nodes.subarray(right, right + NODE_BYTES));
    message.set(nodes.subarray(left, right), NODE_BYTES);
    return message;
  }
  return nodes.subarray(left, left + PAIR_BYTES);
}
