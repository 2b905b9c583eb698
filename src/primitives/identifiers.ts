import { bytesToHex, hexToBytes, type Hex } from "./bytes.ts";
import { InvalidInputError } from "./errors.ts";

declare const brand: unique symbol;

/** An account: 20 bytes as lower-case `0x` hexadecimal, so that string equality is account equality. */
export type Address = Hex & { readonly [brand]: "Address" };

/** A 32-byte value as lower-case `0x` hexadecimal: a hash, a root, a contribution id. */
export type Hex32 = Hex & { readonly [brand]: "Hex32" };

/**
 * Reads an account in any letter case and gives its lower-case form. A mixed-case checksum is not verified.
 *
 * @throws {InvalidInputError} `PRIMITIVES_NOT_ADDRESS` when it is not 20 bytes of hexadecimal.
 */
export function toAddress(value: string): Address {
  if (!/^0x[0-9a-fA-F]{40}$/.test(value)) {
    throw new InvalidInputError("PRIMITIVES_NOT_ADDRESS", "Expected an account of 20 hexadecimal bytes (0x…).");
  }
  return value.toLowerCase() as Address;
}

/**
 * Reads a 32-byte value in any letter case and gives its lower-case form.
 *
 * @throws {InvalidInputError} `PRIMITIVES_NOT_HEX32` when it is not 32 bytes of hexadecimal.
 */
export function toHex32(value: string): Hex32 {
  if (!/^0x[0-9a-fA-F]{64}$/.test(value)) {
    throw new InvalidInputError("PRIMITIVES_NOT_HEX32", "Expected 32 hexadecimal bytes (0x…).");
  }
  return value.toLowerCase() as Hex32;
}

/** The 20 bytes of an account. */
export function addressToBytes(address: Address): Uint8Array<ArrayBuffer> {
  return hexToBytes(address);
}

/** The account made of the first 20 bytes of `bytes`, which must hold no more. */
export function bytesToAddress(bytes: Uint8Array): Address {
  return toAddress(bytesToHex(bytes));
}
