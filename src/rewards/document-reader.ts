import { InvalidInputError } from "../primitives/errors.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";

/**
 * Reads one value of a document, from JSON or from memory; `path` names its place in errors, which never quote it.
 *
 * Every reader of this file throws {@link InvalidInputError} `REWARDS_BAD_DOCUMENT` for a value it does not expect.
 */
export type Reader<T> = (value: unknown, path: string) => T;

/** 2^32 − 1. */
export const MAX_UINT32 = 2 ** 32 - 1;

/** The largest integer that JSON carries exactly: 2^53 − 1. */
export const MAX_INTEGER = Number.MAX_SAFE_INTEGER;

/**
 * Parses the UTF-8 bytes of a JSON document.
 *
 * @throws {InvalidInputError} `REWARDS_BAD_DOCUMENT` when the bytes are not UTF-8 or not JSON.
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    // The cause is dropped: V8 quotes the document in its message.
    throw badDocument("$", "a JSON document in UTF-8");
  }
}

/** Reads an object that has exactly the fields of `readers`. */
export function objectOf<T extends object>(readers: { readonly [K in keyof T]: Reader<T[K]> }): Reader<T> {
  const names = Object.keys(readers) as (keyof T & string)[];
  return (value, path) => {
    if (typeof value !== "object" || value === null) throw badDocument(path, "an object");
    const found = Object.keys(value);
    if (found.length !== names.length || !names.every((name) => found.includes(name))) {
      throw badDocument(path, `exactly the fields ${names.join(", ")}`);
    }
    const fields = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(names.map((name) => [name, readers[name](fields[name], `${path}.${name}`)])) as T;
  };
}

/** Reads a list. */
export function listOf<T>(readItem: Reader<T>): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw badDocument(path, "a list");
    return value.map((item, index) => readItem(item, `${path}[${index}]`));
  };
}

/**
 * Reads a list whose keys strictly ascend, as numbers or by UTF-16 code unit.
 *
 * Beside `REWARDS_BAD_DOCUMENT` it throws `REWARDS_DUPLICATE` for a key equal to the one before it and
 * `REWARDS_NOT_ASCENDING` for a smaller one.
 */
export function ascendingListOf<T>(readItem: Reader<T>, keyOf: (item: T) => string | number): Reader<readonly T[]> {
  const readItems = listOf(readItem);
  return (value, path) => {
    let previous: string | number | undefined;
    return readItems(value, path).map((item, index) => {
      const key = keyOf(item);
      if (previous !== undefined && key <= previous) throw notAscending(key === previous, path, index);
      previous = key;
      return item;
    });
  };
}

/** Reads null, or what `readValue` reads. */
export function nullOr<T>(readValue: Reader<T>): Reader<T | null> {
  return (value, path) => (value === null ? null : readValue(value, path));
}

/** Reads the one text `expected`. */
export function literal<T extends string>(expected: T): Reader<T> {
  return (value, path) => {
    if (value !== expected) throw badDocument(path, `"${expected}"`);
    return expected;
  };
}

/** Reads an integer from `min` to `max`. */
export function integer(min: number, max: number): Reader<number> {
  return (value, path) => {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= min && value <= max) return value;
    throw badDocument(path, `an integer from ${min} to ${max}`);
  };
}

/** Reads an unsigned integer of at most `bits` bits: a decimal string without leading zeros, or the same as a bigint. */
export function uint(bits: number): Reader<bigint> {
  const limit = 2n ** BigInt(bits);
  return (value, path) => {
    // 78 digits write any 256-bit number; longer strings are refused before BigInt has to read them.
    const isDecimal = typeof value === "string" && /^(?:0|[1-9][0-9]{0,77})$/.test(value);
    const amount = isDecimal ? BigInt(value) : value;
    if (typeof amount === "bigint" && amount >= 0n && amount < limit) return amount;
    throw badDocument(path, `a decimal string below 2^${bits}`);
  };
}

/** Reads an account in lower case. */
export const address: Reader<Address> = (value, path) => {
  if (typeof value === "string" && /^0x[0-9a-f]{40}$/.test(value)) return toAddress(value);
  throw badDocument(path, "an account of 20 bytes in lower-case hexadecimal");
};

/** Reads a 32-byte value in lower case. */
export const hex32: Reader<Hex32> = (value, path) => {
  if (typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value)) return toHex32(value);
  throw badDocument(path, "32 bytes in lower-case hexadecimal");
};

/** The error of a value that is not `expected`. */
export function badDocument(path: string, expected: string): InvalidInputError {
  return new InvalidInputError("REWARDS_BAD_DOCUMENT", `Expected ${expected} at ${path}.`, {
    context: { path },
    hint: "Fetch the document again; docs/rewards.md describes its format.",
  });
}

function notAscending(isEqual: boolean, path: string, index: number): InvalidInputError {
  const code = isEqual ? "REWARDS_DUPLICATE" : "REWARDS_NOT_ASCENDING";
  return new InvalidInputError(code, `Expected ${path} to strictly ascend.`, {
    context: { path, index },
    hint: "Name each item once, in ascending order.",
  });
}
