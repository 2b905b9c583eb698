import { concatBytes, hexToBytes, uintToBytes } from "../primitives/bytes.ts";
import { ByteReader } from "../primitives/byte-reader.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { NODE_BYTES } from "./node-hash.ts";
import { isOneShard, type ProofShard } from "./proof-shard.ts";
import { readRecords, RECORD_BYTES } from "./reward-leaves.ts";
import { MAX_LEAVES, MIN_LEAVES } from "./tree.ts";

const MAGIC = "CDCSHRD1";

/** Writes `shard` as the file `shards/<k>.bin` (docs/rewards.md §9.5). */
export function encodeShard(shard: ProofShard): Uint8Array<ArrayBuffer> {
  return concatBytes(
    new TextEncoder().encode(MAGIC),
    uintToBytes(shard.epoch, 8),
    hexToBytes(shard.root),
    uintToBytes(shard.leafCount, 4),
    uintToBytes(shard.firstIndex, 4),
    uintToBytes(shard.leaves.count, 4),
    shard.leaves.records,
    uintToBytes(shard.siblings.length, 2),
    ...shard.siblings.flatMap(({ node, hash }) => [uintToBytes(node, 4), hash]),
  );
}

/**
 * Reads a shard file. What it says is not yet proven: {@link proveFromShard} compares it with the root on chain.
 *
 * @throws {InvalidInputError} `MERKLE_BAD_SHARD` when the file is not in the format or says something impossible,
 * and the codes of {@link readRecords}.
 */
export function decodeShard(bytes: Uint8Array): ProofShard {
  const reader = new ByteReader(bytes, badShard);
  reader.magic(MAGIC);
  const header = { epoch: reader.integer(), root: reader.hex32(), leafCount: reader.u32(), firstIndex: reader.u32() };
  const leaves = readRecords(reader.take(reader.u32() * RECORD_BYTES));
  const siblings = Array.from({ length: reader.u16() }, () => ({ node: reader.u32(), hash: reader.take(NODE_BYTES) }));
  reader.end();
  const { leafCount, firstIndex } = header;
  if (leafCount < MIN_LEAVES || leafCount > MAX_LEAVES) throw badShard("2 … 2^31 leaves in the tree");
  if (!isOneShard(leaves, leafCount)) throw badShard("accounts of one shard");
  if (firstIndex + leaves.count > leafCount) throw badShard("leaves within the tree");
  return { ...header, leaves, siblings };
}

function badShard(expected: string): InvalidInputError {
  return new InvalidInputError("MERKLE_BAD_SHARD", `Expected a proof shard with ${expected}.`, {
    hint: "Fetch the shard again, or from another host.",
  });
}
