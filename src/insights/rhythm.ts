import type { LocalClock } from "./local-time.ts";
import { Counts, type Tally } from "./tally.ts";

/** When the owner writes. Messages without a time count nowhere. */
export type Rhythm = {
  /** Own messages by local day, ascending. */
  readonly days: readonly (readonly [day: number, messages: number])[];
  /** Own messages by weekday (0 is Monday) and hour: 7 × 24. */
  readonly hours: readonly (readonly number[])[];
  readonly sessions: {
    readonly count: number;
    /** Of a session in the middle, in own messages and in minutes from its first to its last one; 0 without sessions. */
    readonly medianMessages: number;
    readonly medianMinutes: number;
    readonly longestMinutes: number;
  };
};

/** A pause of half an hour ends a session. */
export const SESSION_GAP_SECONDS = 1_800;

/** Counts what {@link Rhythm} says. */
export function tallyRhythm(clock: LocalClock): Tally<Rhythm> {
  const days = new Counts<number>();
  const hours = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  const moments: number[] = [];
  return {
    add: ({ messages }) => {
      for (const { role, hidden, createdAt } of messages) {
        if (role !== "user" || hidden || createdAt === null) continue;
        const { day, weekday, hour } = clock(createdAt);
        days.add(day);
        const row = hours[weekday];
        if (row !== undefined) row[hour] = (row[hour] ?? 0) + 1;
        moments.push(createdAt);
      }
    },
    result: () => ({ days: days.ordered(), hours, sessions: sessionsOf(moments) }),
  };
}

function sessionsOf(moments: readonly number[]): Rhythm["sessions"] {
  const sorted = Float64Array.from(moments).sort();
  const sizes: number[] = [];
  const minutes: number[] = [];
  let start = 0;
  for (let at = 1; at <= sorted.length; at++) {
    const isOver = at === sorted.length || (sorted[at] ?? 0) - (sorted[at - 1] ?? 0) >= SESSION_GAP_SECONDS;
    if (!isOver) continue;
    sizes.push(at - start);
    minutes.push(Math.round(((sorted[at - 1] ?? 0) - (sorted[start] ?? 0)) / 60));
    start = at;
  }
  return {
    count: sizes.length,
    medianMessages: medianOf(sizes),
    medianMinutes: medianOf(minutes),
    longestMinutes: minutes.reduce((most, each) => Math.max(most, each), 0),
  };
}

/** The lower one of two in the middle. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
