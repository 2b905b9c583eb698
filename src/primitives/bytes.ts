import { InvalidInputError } from "./errors.ts";

/** A `0x`-prefixed lower-case hexadecimal string of any even length. */
export type Hex = `0x${string}`;

const decoder = new TextDecoder();
/** Two ASCII characters each, as they lie in memory: those of every byte, and the prefix. */
const digitPairs = asciiPairs(Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0")).join(""));
const [PREFIX = 0] = asciiPairs("0x");
/** Room for a proof of 31 nodes. Whatever is longer gets room of its own. */
const room = new Uint16Array(1_024);

/** Encodes `bytes` as lower-case hexadecimal with a `0x` prefix. */
export function bytesToHex(bytes: Uint8Array): Hex {
  const [hex = "0x"] = slicesToHex(bytes, [0], bytes.length);
  return hex;
}

/** Encodes each slice of `bytes` that begins at one of `starts` and is `length` bytes long, as {@link bytesToHex} does. */
export function slicesToHex(bytes: Uint8Array, starts: readonly number[], length: number): Hex[] {
  const pairs = starts.length * (1 + length);
  const text = pairs <= room.length ? room.subarray(0, pairs) : new Uint16Array(pairs);
  let at = 0;
  for (const start of starts) {
    text[at++] = PREFIX;
    for (let i = start; i < start + length; i++) text[at++] = digitPairs[bytes[i] ?? 0] ?? 0;
  }
  // Decoding all at once: a call for each slice takes longer than its digits.
  const hex = decoder.decode(text);
  const width = 2 * (1 + length);
  return starts.map((_, i) => hex.slice(i * width, (i + 1) * width) as Hex);
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
  for (let i = 0; i < bytes.length; i++) bytes[i] = (digitAt(hex, 2 + 2 * i) << 4) | digitAt(hex, 3 + 2 * i);
  return bytes;
}

/** The value of a digit that is known to be hexadecimal: letters lie 9 above a multiple of 16, in either case. */
function digitAt(hex: string, at: number): number {
  const code = hex.charCodeAt(at);
  return code <= 0x39 ? code - 0x30 : (code & 0x0f) + 9;
}

/** Decodes base64 (RFC 4648, section 4), which must be valid: for what stands in our own code. */
export function base64ToBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Orders `length` bytes of `a` from `atA` on against as many of `b` from `atB` on, as unsigned numbers. */
export function compareBytesAt(a: Uint8Array, atA: number, b: Uint8Array, atB: number, length: number): number {
  for (let i = 0; i < length; i++) {
    const difference = (a[atA + i] ?? 0) - (b[atB + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Orders two byte strings as unsigned numbers of equal length, shorter first when one is a prefix of the other. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return compareBytesAt(a, 0, b, 0, Math.min(a.length, b.length)) || a.length - b.length;
}

/** Writes `value`, which must fit, as `length` bytes, the most significant one first. */
export function uintToBytes(value: bigint | number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let rest = BigInt(value);
  for (let i = length - 1; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
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

/**
 * Gives the memory of `bytes` back at once instead of leaving it to the garbage collector: only for bytes that nobody looks
 * at any more. Does nothing where they are a part of something larger, or where the platform cannot do it.
 */
export function releaseBytes({ buffer, byteLength }: Uint8Array): void {
  const isWhole = byteLength > 0 && byteLength === buffer.byteLength;
  if (isWhole && buffer instanceof ArrayBuffer && "transfer" in buffer) buffer.transfer(0);
}

function asciiPairs(text: string): Uint16Array {
  return new Uint16Array(Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer);
}
