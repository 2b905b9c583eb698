/** A day of the proleptic Gregorian calendar; `month` and `day` count from 1. */
export type CivilDay = { readonly year: number; readonly month: number; readonly day: number };

/**
 * The number of days from 1970-01-01 to the given day, negative before it; null when there is no such day.
 *
 * Integer arithmetic after Hinnant, "chrono-Compatible Low-Level Date Algorithms": no `Date`, no time zone.
 */
export function daysFromCivil({ year, month, day }: CivilDay): number | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  // A day past the month's end lands in the next month.
  return civilFromDays(days).day === day ? days : null;
}

/** The day that is `days` after 1970-01-01. The inverse of {@link daysFromCivil}. */
export function civilFromDays(days: number): CivilDay {
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

/** The UTC day of `unixSeconds` as `YYYY-MM-DD`, from year 0 to 9999. */
export function isoDay(unixSeconds: number): string {
  const { year, month, day } = civilFromDays(Math.floor(unixSeconds / 86_400));
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}
