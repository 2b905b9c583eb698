import { weekdayOf } from "../insights/local-time.ts";
import { civilFromDays, daysFromCivil } from "../primitives/calendar.ts";

/** The Monday of a day's week; both in days since 1970-01-01. */
export function mondayOf(day: number): number {
  return day - weekdayOf(day);
}

/** The name of the week that begins on `monday`, after ISO 8601: `2026-W01`. Its Thursday decides about its year. */
export function weekName(monday: number): string {
  const { year } = civilFromDays(monday + 3);
  // The fourth of January is in the first week of each year.
  const first = mondayOf(daysFromCivil({ year, month: 1, day: 4 }) ?? 0);
  return `${String(year).padStart(4, "0")}-W${String((monday - first) / 7 + 1).padStart(2, "0")}`;
}
