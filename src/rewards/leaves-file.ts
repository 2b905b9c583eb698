import { concatBytes, hexToBytes, uintToBytes } from "../primitives/bytes.ts";
import { ByteReader } from "../primitives/byte-reader.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { readRecords, RECORD_BYTES, type RewardLeaves } from "../merkle/reward-leaves.ts";
import { badFile } from "./bad-file.ts";

/** What binds a leaves file to one epoch of one distributor, and to what was counted up to it. */
export type LeavesHeader = {
  readonly chainId: bigint;
  readonly distributor: Address;
  readonly epoch: number;
  readonly root: Hex32;
  /** SHA-256 of `ledger.bin`. */
  readonly ledgerHash: Hex32;
};

const MAGIC = "CDCLEAF1";
const HEADER_BYTES = 112;

/** Bytes of the file with `count` leaves. */
export function leavesFileBytes(count: number): number {
  return HEADER_BYTES + count * RECORD_BYTES;
}

/** Writes `leaves.bin` (docs/rewards.md §9.3). */
export function encodeLeaves(header: LeavesHeader, leaves: RewardLeaves): Uint8Array<ArrayBuffer> {
  return concatBytes(
    new TextEncoder().encode(MAGIC),
    uintToBytes(header.chainId, 8),
    hexToBytes(header.distributor),
    uintToBytes(header.epoch, 8),
    uintToBytes(leaves.count, 4),
    hexToBytes(header.root),
    hexToBytes(header.ledgerHash),
    leaves.records,
  );
}

/**
 * Reads `leaves.bin`. Whether the leaves lead to the root in the header is not checked here; the file's SHA-256 is
 * the report's `artifactHash`.
 *
 * @throws {InvalidInputError} `REWARDS_BAD_FILE` and the codes of {@link readRecords}.
 */
export function decodeLeaves(bytes: Uint8Array): { readonly header: LeavesHeader; readonly leaves: RewardLeaves } {
  const reader = new ByteReader(bytes, badFile("leaves.bin"));
  reader.magic(MAGIC);
  const bound = { chainId: reader.u64(), distributor: reader.address(), epoch: reader.integer(1) };
  const count = reader.u32();
  const header = { ...bound, root: reader.hex32(), ledgerHash: reader.hex32() };
  return { header, leaves: readRecords(reader.records(count, RECORD_BYTES)) };
}
