import { bytesToHex, compareBytesAt } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { addressToBytes, type Address } from "../primitives/identifiers.ts";

/** What one account has earned since the first epoch, in wei of $GPT. */
export type RewardLeaf = {
  readonly account: Address;
  readonly cumulativeWei: bigint;
};

/**
 * The leaves of one epoch, packed: `count` records of {@link RECORD_BYTES} bytes, ascending by account, no account twice.
 *
 * A record is the account (20 bytes) and the cumulative amount (16 bytes, unsigned, big-endian), as in `leaves.bin`.
 * Made by {@link packLeaves} or {@link readRecords}, which check this; the bytes must not be changed afterwards.
 */
export type RewardLeaves = {
  readonly count: number;
  readonly records: Uint8Array;
};

/** Bytes of one record. */
export const RECORD_BYTES = 36;

/** Bytes of the account at the start of a record. */
export const ACCOUNT_BYTES = 20;

/** The largest cumulative amount a record can hold: 2^128 − 1 wei. The whole supply is below 2^87. */
export const MAX_CUMULATIVE_WEI = 2n ** 128n - 1n;

/**
 * Packs leaves that already ascend by account.
 *
 * @throws {InvalidInputError} `MERKLE_NOT_ASCENDING`, `MERKLE_AMOUNT_OUT_OF_RANGE` (a leaf is worth 1 … 2^128 − 1 wei).
 */
export function packLeaves(leaves: readonly RewardLeaf[]): RewardLeaves {
  const records = new Uint8Array(leaves.length * RECORD_BYTES);
  for (const [index, leaf] of leaves.entries()) writeRecord(records, index, leaf);
  return readRecords(records);
}

/**
 * Writes `leaf` as record `index` of `records`, which must be long enough.
 *
 * @throws {InvalidInputError} `MERKLE_AMOUNT_OUT_OF_RANGE` when the amount is not 1 … 2^128 − 1 wei.
 */
export function writeRecord(records: Uint8Array, index: number, leaf: RewardLeaf): void {
  records.set(addressToBytes(leaf.account), index * RECORD_BYTES);
  writeAmount(records, index, leaf.cumulativeWei);
}

/**
 * Writes the amount of record `index` of `records`, and leaves its account as it is.
 *
 * @throws {InvalidInputError} `MERKLE_AMOUNT_OUT_OF_RANGE` when the amount is not 1 … 2^128 − 1 wei.
 */
export function writeAmount(records: Uint8Array, index: number, cumulativeWei: bigint): void {
  if (cumulativeWei <= 0n || cumulativeWei > MAX_CUMULATIVE_WEI) throw amountOutOfRange(index);
  const view = recordView(records, index);
  view.setBigUint64(ACCOUNT_BYTES, cumulativeWei >> 64n);
  view.setBigUint64(ACCOUNT_BYTES + 8, BigInt.asUintN(64, cumulativeWei));
}

/**
 * Takes packed records as leaves, without copying them, after checking every rule of {@link RewardLeaves}.
 *
 * @throws {InvalidInputError} `MERKLE_BAD_RECORDS` when the length is not whole records, `MERKLE_NOT_ASCENDING` when an
 * account is not above the one before it, `MERKLE_AMOUNT_OUT_OF_RANGE` when an amount is zero.
 */
export function readRecords(records: Uint8Array): RewardLeaves {
  if (records.length % RECORD_BYTES !== 0) {
    throw new InvalidInputError("MERKLE_BAD_RECORDS", `Expected whole records of ${RECORD_BYTES} bytes.`, {
      context: { length: records.length },
      hint: "Fetch the file again: it is cut short.",
    });
  }
  const leaves = { count: records.length / RECORD_BYTES, records };
  for (let index = 0; index < leaves.count; index++) {
    if (index > 0 && compareAccounts(leaves, index - 1, leaves, index) >= 0) {
      throw new InvalidInputError("MERKLE_NOT_ASCENDING", "Expected strictly ascending accounts.", {
        context: { index },
        hint: "Sort the leaves by account and merge the amounts of equal accounts.",
      });
    }
    if (isZero(records, (index + 1) * RECORD_BYTES)) throw amountOutOfRange(index);
  }
  return leaves;
}

/**
 * Unpacks leaf `index`, 0 … `count` − 1.
 *
 * @throws {InvalidInputError} `MERKLE_INDEX_OUT_OF_RANGE`.
 */
export function leafAt(leaves: RewardLeaves, index: number): RewardLeaf {
  requireIndex(index, leaves.count);
  const start = index * RECORD_BYTES;
  const account = bytesToHex(leaves.records.subarray(start, start + ACCOUNT_BYTES)) as Address;
  return { account, cumulativeWei: amountAt(leaves, index) };
}

/** Unpacks all leaves, one at a time, ascending by account. */
export function* eachLeaf(leaves: RewardLeaves): Generator<RewardLeaf> {
  for (let index = 0; index < leaves.count; index++) yield leafAt(leaves, index);
}

/** Gives the amount of record `index`, which must exist, in wei. */
export function amountAt(leaves: RewardLeaves, index: number): bigint {
  const view = recordView(leaves.records, index);
  return (view.getBigUint64(ACCOUNT_BYTES) << 64n) | view.getBigUint64(ACCOUNT_BYTES + 8);
}

/** Adds up all amounts, in wei. */
export function sumOf(leaves: RewardLeaves): bigint {
  let sumWei = 0n;
  for (let index = 0; index < leaves.count; index++) sumWei += amountAt(leaves, index);
  return sumWei;
}

/** Orders the account of record `indexA` of `a` against that of record `indexB` of `b`; both must exist. */
export function compareAccounts(a: RewardLeaves, indexA: number, b: RewardLeaves, indexB: number): number {
  return compareBytesAt(a.records, indexA * RECORD_BYTES, b.records, indexB * RECORD_BYTES, ACCOUNT_BYTES);
}

/** Finds the index of the leaf of `account` by bisection, or −1 when it has none. */
export function findLeaf(leaves: RewardLeaves, account: Address): number {
  const wanted: RewardLeaves = { count: 1, records: addressToBytes(account) };
  let low = 0;
  let high = leaves.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareAccounts(leaves, middle, wanted, 0);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/**
 * Refuses an index that is not an integer in 0 … `count` − 1.
 *
 * @throws {InvalidInputError} `MERKLE_INDEX_OUT_OF_RANGE`.
 */
export function requireIndex(index: number, count: number): void {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw new InvalidInputError("MERKLE_INDEX_OUT_OF_RANGE", `Expected a leaf index below ${count}.`, {
    context: { index, count },
  });
}

/** Whether the amount whose last byte is before `end` is zero. */
function isZero(records: Uint8Array, end: number): boolean {
  let at = end - 1;
  while (at >= end - (RECORD_BYTES - ACCOUNT_BYTES) && records[at] === 0) at--;
  return at < end - (RECORD_BYTES - ACCOUNT_BYTES);
}

function recordView(records: Uint8Array, index: number): DataView {
  return new DataView(records.buffer, records.byteOffset + index * RECORD_BYTES, RECORD_BYTES);
}

function amountOutOfRange(index: number): InvalidInputError {
  return new InvalidInputError("MERKLE_AMOUNT_OUT_OF_RANGE", "Expected a cumulative amount of 1 … 2^128 − 1 wei.", {
    context: { index },
    hint: "Leave out accounts that never earned anything.",
  });
}
