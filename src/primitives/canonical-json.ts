import { InvalidInputError } from "./errors.ts";

/** What may stand in a canonical document. Numbers must be safe integers; larger ones are bigint, written as strings. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

/**
 * Writes `value` as the one JSON text that every implementation must produce for it.
 *
 * Keys ascend by UTF-16 code unit, no insignificant space, bigints as decimal strings, `undefined` properties left
 * out, one trailing line feed. Used for everything that is hashed or published.
 *
 * @throws {InvalidInputError} `PRIMITIVES_NOT_CANONICAL` for a number that is not a safe integer or an unpaired surrogate.
 */
export function canonicalJson(value: CanonicalValue): string {
  return `${write(value)}\n`;
}

/** The UTF-8 bytes of {@link canonicalJson}. */
export function canonicalJsonBytes(value: CanonicalValue): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(value));
}

function write(value: CanonicalValue): string {
  if (typeof value === "bigint") return `"${value.toString()}"`;
  if (typeof value === "number") return writeInteger(value);
  if (typeof value === "string") return writeString(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (isList(value)) return `[${value.map(write).join(",")}]`;
  const properties = Object.entries(value)
    .filter((entry): entry is [string, CanonicalValue] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, property]) => `${writeString(key)}:${write(property)}`);
  return `{${properties.join(",")}}`;
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

function writeInteger(value: number): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    throw new InvalidInputError("PRIMITIVES_NOT_CANONICAL", "Expected a safe integer in a canonical document.");
  }
  return String(value);
}

function writeString(value: string): string {
  if (!value.isWellFormed()) {
    throw new InvalidInputError("PRIMITIVES_NOT_CANONICAL", "Expected well-formed Unicode in a canonical document.");
  }
  return JSON.stringify(value);
}
