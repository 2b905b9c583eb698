import { civilFromDays, daysFromCivil } from "../../primitives/calendar.ts";
import { heatMap, type Cell } from "../charts/heat-map.ts";
import { chart, figures, type Chapter, type Markup } from "../format-page.ts";
import type { Insights } from "../gather.ts";
import { dayName, weekdayOf } from "../local-time.ts";
import { number } from "./words.ts";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LABEL_EVERY_HOURS = 3;
/** Years that get a calendar: the newest. */
const MOST_YEARS = 8;

/** When the owner writes: by day, by weekday and hour, and in which stretches. */
export function rhythmChapter({ rhythm, timeZone }: Insights, isForSharing: boolean): Chapter {
  const { days, hours, sessions } = rhythm;
  const zone = timeZone === "UTC" ? "in UTC, because no time zone was given" : `in the time zone ${timeZone}`;
  return {
    id: "rhythm",
    title: "Rhythm",
    body: [
      ...(isForSharing ? [] : calendars(days)),
      weekAndHour(hours, zone),
      figures([
        { value: number(sessions.count), of: "sessions, with half an hour or more between them" },
        { value: number(sessions.medianMessages), of: "messages of yours in the median session" },
        { value: `${number(sessions.medianMinutes)} min`, of: "the median session" },
        { value: `${number(sessions.longestMinutes)} min`, of: "the longest session" },
      ]),
    ],
  };
}

function weekAndHour(hours: Insights["rhythm"]["hours"], zone: string): Markup {
  const columns = Array.from({ length: 24 }, (_, hour) => String(hour));
  const title = "Your messages by weekday and hour";
  return chart(
    heatMap({
      title,
      rows: WEEKDAYS,
      columns: columns.map((name, hour) => (hour % LABEL_EVERY_HOURS === 0 ? name : "")),
      cells: hours.map((row, day) => row.map((value, hour) => ({ label: `${WEEKDAYS[day] ?? ""} ${hour}:00`, value }))),
    }),
    `${title}, ${zone}.`,
    { head: ["weekday", ...columns], rows: hours.map((row, day) => [WEEKDAYS[day] ?? "", ...row.map(number)]) },
  );
}

function calendars(days: Insights["rhythm"]["days"]): Markup[] {
  const byYear = new Map<number, Map<number, number>>();
  for (const [day, messages] of days) {
    const { year } = civilFromDays(day);
    const ofYear = byYear.get(year) ?? new Map<number, number>();
    byYear.set(year, ofYear.set(day, messages));
  }
  return [...byYear].slice(-MOST_YEARS).map(([year, ofYear]) => calendar(year, ofYear));
}

/** Weeks from left to right, days of the week from Monday down. */
function calendar(year: number, messages: ReadonlyMap<number, number>): Markup {
  const first = firstDayOf(year);
  const last = firstDayOf(year + 1) - 1;
  const weekOf = (day: number): number => Math.floor((day - first + weekdayOf(first)) / 7);
  const columns = Array<string>(weekOf(last) + 1).fill("");
  const cells = WEEKDAYS.map(() => Array<Cell | null>(columns.length).fill(null));
  for (let day = first; day <= last; day++) {
    const line = cells[weekdayOf(day)];
    if (line !== undefined) line[weekOf(day)] = { label: dayName(day), value: messages.get(day) ?? 0 };
    const date = civilFromDays(day);
    if (date.day === 1) columns[weekOf(day)] = MONTHS[date.month - 1] ?? "";
  }
  const title = `Your messages by day, ${year}`;
  const busiest = [...messages].sort(([a, x], [b, y]) => y - x || a - b);
  return chart(
    heatMap({ title, rows: ["Mon", "", "Wed", "", "Fri", "", ""], columns, cells }),
    `${title}. The busiest day was ${dayName(busiest[0]?.[0] ?? first)} with ${number(busiest[0]?.[1] ?? 0)}.`,
    { head: ["day", "messages of yours"], rows: [...messages].map(([day, count]) => [dayName(day), number(count)]) },
  );
}

function firstDayOf(year: number): number {
  return daysFromCivil({ year, month: 1, day: 1 }) ?? 0;
}
