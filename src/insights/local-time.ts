import { civilFromDays, isoDay } from "../primitives/calendar.ts";
import { InvalidInputError } from "../primitives/errors.ts";

/** A moment as a clock on the owner's wall shows it. */
export type LocalTime = {
  /** Days since 1970-01-01 of the local calendar. */
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
  /** 0 is Monday, as ISO 8601 has it. */
  readonly weekday: number;
  /** Months since January of the year 0. */
  readonly month: number;
};

/** Gives the local time of Unix seconds. */
export type LocalClock = (unixSeconds: number) => LocalTime;

const HOUR = 3_600;
const QUARTER = 900;

/**
 * The clock of a time zone, by its IANA name.
 *
 * Zones change only at quarters of an hour, so that the offset is asked for once for each quarter that is met.
 *
 * @throws {InvalidInputError} `INSIGHTS_UNKNOWN_ZONE`.
 */
export function localClock(timeZone = "UTC"): LocalClock {
  const format = formatOf(timeZone);
  const offsets = new Map<number, number>();
  return (unixSeconds) => {
    const quarter = Math.floor(unixSeconds / QUARTER);
    const offset = offsets.get(quarter) ?? offsetAt(format, quarter * QUARTER);
    offsets.set(quarter, offset);
    return toLocal(unixSeconds + offset);
  };
}

function toLocal(seconds: number): LocalTime {
  const day = Math.floor(seconds / (24 * HOUR));
  const { year, month } = civilFromDays(day);
  return {
    day,
    hour: Math.floor((seconds - day * 24 * HOUR) / HOUR),
    weekday: weekdayOf(day),
    month: year * 12 + month - 1,
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {
      ...{ timeZone, hourCycle: "h23", era: "short", year: "numeric", month: "numeric", day: "numeric" },
      ...{ hour: "numeric", minute: "numeric", second: "numeric" },
    });
  } catch (cause) {
    throw new InvalidInputError("INSIGHTS_UNKNOWN_ZONE", `There is no time zone "${timeZone.slice(0, 60)}".`, {
      cause,
      hint: "Use a name such as Europe/Berlin or America/New_York, or none for UTC.",
    });
  }
}

/** Seconds that the zone's clock is ahead of UTC. */
function offsetAt(format: Intl.DateTimeFormat, unixSeconds: number): number {
  const parts = new Map(format.formatToParts(unixSeconds * 1_000).map(({ type, value }) => [type, value]));
  const field = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name));
  const shown = Date.UTC(
    field("year"),
    field("month") - 1,
    field("day"),
    field("hour"),
    field("minute"),
    field("second"),
  );
  return shown / 1_000 - unixSeconds;
}

/** The weekday of a day since 1970-01-01, which was a Thursday; 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** A day since 1970-01-01 as `2026-03-31`. */
export function dayName(day: number): string {
  return isoDay(day * 24 * HOUR);
}

/** A month as `2026-03`. */
export function monthName(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}
