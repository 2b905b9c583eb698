import { daysFromCivil } from "../primitives/calendar.ts";

const LATEST_SECONDS = 253_402_300_799; // 9999-12-31T23:59:59Z
/** RFC 3339 allows small letters and any number of digits in the fraction, of which nine are read. */
const ISO_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9})\d{0,91})?)?([Zz]|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads a time of an export: a number of unix seconds or an ISO 8601 string (UTC when it names no offset).
 *
 * Gives unix seconds with their fraction, or null for anything else and for times before 1970 or after 9999.
 * Integer arithmetic only, so that every machine reads the same value.
 */
export function parseTime(value: unknown): number | null {
  const seconds = typeof value === "number" ? value : typeof value === "string" ? parseIso(value) : null;
  return seconds !== null && seconds >= 0 && seconds <= LATEST_SECONDS ? seconds : null;
}

/** {@link parseTime} rounded down to whole seconds. */
export function parseSeconds(value: unknown): number | null {
  const seconds = parseTime(value);
  return seconds === null ? null : Math.floor(seconds);
}

function parseIso(text: string): number | null {
  const match = ISO_TIME.exec(text);
  if (match === null) return null;
  const field = (index: number): number => Number(match[index] ?? 0);
  const days = daysFromCivil({ year: field(1), month: field(2), day: field(3) });
  const isClock = field(4) < 24 && field(5) < 60 && field(6) < 61;
  if (days === null || !isClock) return null;
  const fraction = match[7] === undefined ? 0 : Number(`0.${match[7]}`);
  return days * 86_400 + field(4) * 3600 + field(5) * 60 + field(6) - offsetSeconds(match[8]) + fraction;
}

function offsetSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === "Z" || zone === "z") return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60;
  return zone.startsWith("-") ? -seconds : seconds;
}
