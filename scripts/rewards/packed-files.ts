import { createHash } from "node:crypto";

/** A packed file of docs/rewards.md §9: so many bytes, then records of a key, a number above zero and possibly more. */
export type Layout = {
  readonly magic: string;
  readonly headBytes: number;
  readonly countAt: number;
  readonly recordBytes: number;
  readonly keyBytes: number;
  readonly numberBytes: number;
};

/** A named part of the bytes before the records. */
export type Field = readonly [name: string, bytes: Buffer];

const HEAD = { headBytes: 48, countAt: 44, keyBytes: 32, numberBytes: 4 };

export const LEDGER: Layout = { ...HEAD, magic: "CDCLEDG1", recordBytes: 44 };
export const LEAVES: Layout = {
  ...HEAD,
  magic: "CDCLEAF1",
  headBytes: 112,
  recordBytes: 36,
  keyBytes: 20,
  numberBytes: 16,
};
export const SCORES: Layout = { ...HEAD, magic: "CDCSCOR1", headBytes: 172, countAt: 168, recordBytes: 48 };

/** How long a file of `count` records is. */
export function sizeOf({ headBytes, recordBytes }: Layout, count: number): number {
  return headBytes + recordBytes * count;
}

/** The fields that every packed file begins with; `contract` is whose records these are. */
export function commonFields({ magic }: Layout, chainId: bigint, contract: string, epoch: number): Field[] {
  return [
    ["magic", Buffer.from(magic, "ascii")],
    ["chainId", uint(chainId, 8)],
    ["contract", hex(contract)],
    ["epoch", uint(epoch, 8)],
  ];
}

/** The bytes of hexadecimal with 0x. */
export function hex(value: string): Buffer {
  return Buffer.from(value.slice(2), "hex");
}

/**
 * Big-endian, in exactly so many bytes.
 *
 * @throws {RangeError} When `value` does not fit.
 */
export function uint(value: number | bigint, bytes: number): Buffer {
  const digits = value.toString(16);
  if (digits.length > 2 * bytes || value < 0) throw new RangeError(`${value} is not an integer of ${bytes} bytes.`);
  return Buffer.from(digits.padStart(2 * bytes, "0"), "hex");
}

/** Lower-case hexadecimal with 0x. */
export function toHex(bytes: Buffer): string {
  return `0x${bytes.toString("hex")}`;
}

/** Lower-case hexadecimal with 0x. */
export function sha256(bytes: Uint8Array): string {
  return `0x${createHash("sha256").update(bytes).digest("hex")}`;
}
