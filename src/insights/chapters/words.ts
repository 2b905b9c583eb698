import { isoDay } from "../../primitives/calendar.ts";

/** A whole number for people, in the page's language. */
export const number = (value: number): string => value.toLocaleString("en");

/** A local day as `2026-03-31`. */
export const dayName = (day: number): string => isoDay(day * 86_400);

/** A share in whole percent; a dash of nothing. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`;

/** A count with its noun. */
export const counted = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;
