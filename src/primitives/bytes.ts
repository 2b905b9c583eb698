import { InvalidInputError } from "./errors.ts";

/** A `0x`-prefixed lower-case hexadecimal string of any even length. */
export type Hex = `0x${string}`;

/** Encodes `bytes` as lower-case hexadecimal with a `0x` prefix. */
export function bytesToHex(bytes: Uint8Array): Hex {
  let hex = "0x";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex as Hex;
}

/**
 * Decodes `0x`-prefixed hexadecimal in either case.
 *
 * @throws {InvalidInputError} `PRIMITIVES_NOT_HEX` when the prefix is missing, a digit is not hexadecimal or the length is odd.
 */
export function hexToBytes(hex: string): Uint8Array<ArrayBuffer> {
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(hex)) {
    throw new InvalidInputError(
      "PRIMITIVES_NOT_HEX",
      `Expected 0x-prefixed hexadecimal bytes, got ${hex.length} characters.`,
      {
        context: { length: hex.length },
      },
    );
  }
  const bytes = new Uint8Array((hex.length - 2) / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 + 2 * i, 4 + 2 * i), 16);
  return bytes;
}

/** Decodes base64 (RFC 4648, section 4), which must be valid: for what stands in our own code. */
export function base64ToBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Orders two byte strings as unsigned numbers of equal length, shorter first when one is a prefix of the other. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Joins byte strings in the order given. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
