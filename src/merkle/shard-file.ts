import { bytesToHex, concatBytes, hexToBytes } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { NODE_BYTES } from "./node-hash.ts";
import { isOneShard, type ProofShard, type ShardSibling } from "./proof-shard.ts";
import { readRecords, RECORD_BYTES } from "./reward-leaves.ts";
import { MAX_LEAVES, MIN_LEAVES } from "./tree.ts";

const MAGIC = new TextEncoder().encode("CDCSHRD1");
const HEADER_BYTES = 60;
const SIBLING_BYTES = 4 + NODE_BYTES;

/**
 * Writes `shard` as the file `shards/<prefix>.bin` (docs/rewards.md §9.4), big-endian:
 * magic 8 | epoch u64 | root 32 | leafCount u32 | firstIndex u32 | count u32 | records | siblingCount u16 | (node u32 | hash 32)….
 */
export function encodeShard(shard: ProofShard): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  new Uint8Array(header.buffer).set(MAGIC);
  header.setBigUint64(8, BigInt(shard.epoch));
  new Uint8Array(header.buffer).set(hexToBytes(shard.root), 16);
  header.setUint32(48, shard.leafCount);
  header.setUint32(52, shard.firstIndex);
  header.setUint32(56, shard.leaves.count);
  const siblings = new DataView(new ArrayBuffer(2 + shard.siblings.length * SIBLING_BYTES));
  siblings.setUint16(0, shard.siblings.length);
  for (const [i, { node, hash }] of shard.siblings.entries()) {
    siblings.setUint32(2 + i * SIBLING_BYTES, node);
    new Uint8Array(siblings.buffer).set(hash, 2 + i * SIBLING_BYTES + 4);
  }
  return concatBytes(new Uint8Array(header.buffer), shard.leaves.records, new Uint8Array(siblings.buffer));
}

/**
 * Reads a shard file. What it says is not yet proven: {@link proveFromShard} compares it with the root on chain.
 *
 * @throws {InvalidInputError} `MERKLE_BAD_SHARD` when the file is not in the format or says something impossible,
 * and the codes of {@link readRecords}.
 */
export function decodeShard(bytes: Uint8Array): ProofShard {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  requireShard(bytes.length >= HEADER_BYTES + 2, "a whole header");
  requireShard(
    MAGIC.every((byte, i) => bytes[i] === byte),
    "the magic CDCSHRD1",
  );
  const count = view.getUint32(56);
  const recordsEnd = HEADER_BYTES + count * RECORD_BYTES;
  requireShard(bytes.length >= recordsEnd + 2, "all records");
  const siblingCount = view.getUint16(recordsEnd);
  requireShard(bytes.length === recordsEnd + 2 + siblingCount * SIBLING_BYTES, "all siblings and nothing after them");
  const shard = {
    epoch: Number(view.getBigUint64(8)),
    root: bytesToHex(bytes.subarray(16, 48)) as Hex32,
    leafCount: view.getUint32(48),
    firstIndex: view.getUint32(52),
    leaves: readRecords(bytes.subarray(HEADER_BYTES, recordsEnd)),
    siblings: readSiblings(bytes.subarray(recordsEnd + 2), siblingCount),
  };
  requireShard(Number.isSafeInteger(shard.epoch), "an epoch below 2^53");
  requireShard(isOneShard(shard.leaves), "accounts of one prefix");
  requireShard(shard.leafCount >= MIN_LEAVES && shard.leafCount <= MAX_LEAVES, "2 … 2^31 leaves in the tree");
  requireShard(shard.firstIndex + count <= shard.leafCount, "leaves within the tree");
  return shard;
}

function readSiblings(bytes: Uint8Array, count: number): ShardSibling[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: count }, (_, i) => {
    const start = i * SIBLING_BYTES;
    return { node: view.getUint32(start), hash: bytes.subarray(start + 4, start + SIBLING_BYTES) };
  });
}

function requireShard(holds: boolean, expected: string): void {
  if (holds) return;
  throw new InvalidInputError("MERKLE_BAD_SHARD", `Expected a proof shard with ${expected}.`, {
    hint: "Fetch the shard again, or from another host.",
  });
}
