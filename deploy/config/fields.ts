import { z } from "zod";
import { hasRecipientChecksum } from "../../src/encryption/age-file.ts";
import { keccak256 } from "../../src/primitives/hash.ts";
import { bytesToHex } from "../../src/primitives/bytes.ts";
import { toAddress, type Address } from "../../src/primitives/identifiers.ts";
import type { Bounds } from "./bounds.ts";
import { showValue } from "./show-value.ts";

const unitSeconds: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3_600, day: 86_400 };
const WEI_DIGITS = 18;

/** A field that says what it expects and what came, whatever came. `parse` gives undefined for what it cannot use. */
function field<T>(expected: string, parse: (value: unknown) => T | undefined) {
  return z.unknown().transform((value, context): T => {
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: z.ZodIssueCode.custom, message: `expected ${expected}, got ${showValue(value)}` });
    return z.NEVER;
  });
}

/** A time span like "36 hours", in whole seconds within `bounds`. */
export function duration([minimum, maximum]: Bounds<number>) {
  return field(`a time span from ${showDuration(minimum)} to ${showDuration(maximum)}, like "2 days"`, (value) => {
    const match = typeof value === "string" ? /^(\d{1,9}) (second|minute|hour|day)s?$/.exec(value) : null;
    const seconds = Number(match?.[1]) * (unitSeconds[match?.[2] ?? ""] ?? NaN);
    return seconds >= minimum && seconds <= maximum ? seconds : undefined;
  });
}

/** An amount like "10000 GPT", in wei within `bounds`. */
export function amount([minimum, maximum]: Bounds<bigint>) {
  return field(`an amount from ${showAmount(minimum)} to ${showAmount(maximum)}`, (value) => {
    const match = typeof value === "string" ? /^(\d{1,12})(?:\.(\d{1,18}))? GPT$/.exec(value) : null;
    if (match?.[1] === undefined) return undefined;
    const wei = BigInt(match[1] + (match[2] ?? "").padEnd(WEI_DIGITS, "0"));
    return wei >= minimum && wei <= maximum ? wei : undefined;
  });
}

/** A whole number of what `unit` says, within `bounds`. */
export function wholeNumber(unit: string, [minimum, maximum]: Bounds<number>) {
  return field(`a whole number of ${unit} from ${minimum} to ${maximum}`, (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum ? value : undefined,
  );
}

/** A UTC time of whole seconds, as Unix seconds. */
export function moment() {
  return field('a UTC time of whole seconds, like "2027-01-04T00:00:00Z"', (value) => {
    if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return undefined;
    const milliseconds = Date.parse(value);
    // A day that does not exist, like 30 February, would silently become another one.
    const exists = Number.isFinite(milliseconds) && `${new Date(milliseconds).toISOString().slice(0, 19)}Z` === value;
    return exists && milliseconds > 0 ? milliseconds / 1_000 : undefined;
  });
}

/** Zero and its neighbours, precompiles, 0x…dEaD, one digit forty times: nobody has their keys. */
const PLACEHOLDER = /^0x(?:(.)\1{39}|0{24}.*|.*0{24})$/;

/** An account whose mixed-case checksum, when it has one, is right; never zero or another placeholder. */
export function account() {
  return field("an account of 20 bytes (0x…) with a correct checksum, no placeholder", (value): Address | undefined =>
    typeof value === "string" && /^0x[0-9a-fA-F]{40}$/.test(value) && !PLACEHOLDER.test(value) && checksumHolds(value)
      ? toAddress(value)
      : undefined,
  );
}

/** Where archive keys are wrapped to; one mistyped letter breaks its checksum. */
export function ageRecipient() {
  return field("an age recipient (age1…) with a correct checksum", (value) =>
    typeof value === "string" && hasRecipientChecksum(value) ? value : undefined,
  );
}

/** Where a validator can be reached, at most 256 bytes, for everybody to read; `schemes` are the allowed beginnings. */
export function endpoint(schemes: readonly string[]) {
  const expected = `an address of at most 256 bytes without a password that begins with ${schemes.join(" or ")}`;
  return field(expected, (value) => {
    if (typeof value !== "string" || !schemes.some((start) => value.startsWith(start))) return undefined;
    return new TextEncoder().encode(value).length <= 256 && isPublicUrl(value) ? value : undefined;
  });
}

/** Seconds in the largest unit that divides them. */
export function showDuration(seconds: number): string {
  const [unit, size] = Object.entries(unitSeconds).findLast(([, length]) => seconds % length === 0) ?? ["second", 1];
  const count = seconds === 0 ? 0 : seconds / size;
  const name = seconds === 0 ? "second" : unit;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** Wei as a decimal number of $GPT without trailing zeros. */
export function showAmount(wei: bigint): string {
  const digits = wei.toString().padStart(WEI_DIGITS + 1, "0");
  const [whole, fraction] = [digits.slice(0, -WEI_DIGITS), digits.slice(-WEI_DIGITS).replace(/0+$/, "")];
  return `${whole}${fraction === "" ? "" : `.${fraction}`} GPT`;
}

/** The chain shows it to everybody, so it must not carry a user name or password. */
function isPublicUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && url.username === "" && url.password === "";
}

/** EIP-55; an account in one letter case carries no checksum. */
function checksumHolds(value: string): boolean {
  const digits = value.slice(2);
  if (digits === digits.toLowerCase() || digits === digits.toUpperCase()) return true;
  const hash = bytesToHex(keccak256(new TextEncoder().encode(digits.toLowerCase()))).slice(2);
  return Array.from(digits).every(
    (digit, index) => digit === (parseInt(hash[index] ?? "0", 16) >= 8 ? digit.toUpperCase() : digit.toLowerCase()),
  );
}
