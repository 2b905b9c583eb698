import { bytesToHex, concatBytes, hexToBytes } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { addressToBytes, bytesToAddress, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { readRecords, RECORD_BYTES, type RewardLeaves } from "../merkle/reward-leaves.ts";

/** What binds a leaves file to one epoch of one distributor. */
export type LeavesHeader = {
  readonly chainId: bigint;
  readonly distributor: Address;
  readonly epoch: number;
  readonly root: Hex32;
};

const MAGIC = new TextEncoder().encode("CDCLEAF1");
const HEADER_BYTES = 80;

/**
 * Writes `leaves.bin` (docs/rewards.md §9.3), big-endian:
 * magic 8 | chainId u64 | distributor 20 | epoch u64 | leafCount u32 | root 32 | records.
 */
export function encodeLeaves(header: LeavesHeader, leaves: RewardLeaves): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setBigUint64(8, header.chainId);
  bytes.set(addressToBytes(header.distributor), 16);
  view.setBigUint64(36, BigInt(header.epoch));
  view.setUint32(44, leaves.count);
  bytes.set(hexToBytes(header.root), 48);
  return concatBytes(bytes, leaves.records);
}

/**
 * Reads `leaves.bin`. Whether the leaves lead to the root in the header is not checked here; the file's SHA-256 is
 * the report's `artifactHash`.
 *
 * @throws {InvalidInputError} `REWARDS_BAD_LEAVES_FILE` and the codes of {@link readRecords}.
 */
export function decodeLeaves(bytes: Uint8Array): { readonly header: LeavesHeader; readonly leaves: RewardLeaves } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isWhole =
    bytes.length >= HEADER_BYTES &&
    MAGIC.every((byte, i) => bytes[i] === byte) &&
    bytes.length === HEADER_BYTES + view.getUint32(44) * RECORD_BYTES &&
    view.getBigUint64(36) <= BigInt(Number.MAX_SAFE_INTEGER);
  if (!isWhole) {
    throw new InvalidInputError("REWARDS_BAD_LEAVES_FILE", "Expected a whole leaves.bin with the magic CDCLEAF1.", {
      context: { length: bytes.length },
      hint: "Fetch the bundle again, or from another host.",
    });
  }
  const header = {
    chainId: view.getBigUint64(8),
    distributor: bytesToAddress(bytes.subarray(16, 36)),
    epoch: Number(view.getBigUint64(36)),
    root: bytesToHex(bytes.subarray(48, HEADER_BYTES)) as Hex32,
  };
  return { header, leaves: readRecords(bytes.subarray(HEADER_BYTES)) };
}
