const LATEST_SECONDS = 253_402_300_799; // 9999-12-31T23:59:59Z
const ISO_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

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

/** The UTC calendar day of `unixSeconds` as `YYYY-MM-DD`. Defined from 1970 to 9999. */
export function isoDay(unixSeconds: number): string {
  const { year, month, day } = civilFromDays(Math.floor(unixSeconds / 86_400));
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function parseIso(text: string): number | null {
  const match = ISO_TIME.exec(text);
  if (match === null) return null;
  const field = (index: number): number => Number(match[index] ?? 0);
  const days = daysFromCivil(field(1), field(2), field(3));
  const isClock = field(4) < 24 && field(5) < 60 && field(6) < 61;
  if (days === null || !isClock) return null;
  const fraction = match[7] === undefined ? 0 : Number(`0.${match[7]}`);
  return days * 86_400 + field(4) * 3600 + field(5) * 60 + field(6) - offsetSeconds(match[8]) + fraction;
}

function offsetSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60;
  return zone.startsWith("-") ? -seconds : seconds;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
function daysFromCivil(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return civilFromDays(days).day === day ? days : null;
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
