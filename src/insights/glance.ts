import type { Conversation } from "../export/conversation.ts";
import { countWords } from "./count-words.ts";
import type { LocalClock } from "./local-time.ts";
import { Counts, type Tally } from "./tally.ts";

/** An archive in a few figures. Hidden messages count nowhere; messages of all branches count. */
export type Glance = {
  readonly conversations: number;
  /** What the owner wrote, and what was answered. */
  readonly own: { readonly messages: number; readonly words: number };
  readonly answers: { readonly messages: number; readonly words: number };
  /** Local days of the oldest and the newest message with a time; null when none has one. */
  readonly days: { readonly first: number; readonly last: number; readonly active: number } | null;
  /** The months of the same two messages. */
  readonly months: { readonly first: number; readonly last: number } | null;
  /** The most days in a row on which the owner wrote, and the first of them; null without a time. */
  readonly streak: { readonly days: number; readonly from: number } | null;
  /** Answers of each model by month, months ascending, models by use. */
  readonly models: readonly {
    readonly month: number;
    readonly answers: readonly (readonly [model: string, count: number])[];
  }[];
};

/** Counts what {@link Glance} says. */
export function tallyGlance(clock: LocalClock): Tally<Glance> {
  const own = { messages: 0, words: 0 };
  const answers = { messages: 0, words: 0 };
  const writtenOn = new Set<number>();
  const models = new Map<number, Counts<string>>();
  let conversations = 0;
  const days = createSpan();
  const months = createSpan();

  function addMessage({ role, text, createdAt, model, hidden }: Conversation["messages"][number]): void {
    if (hidden || (role !== "user" && role !== "assistant")) return;
    const side = role === "user" ? own : answers;
    side.messages += 1;
    side.words += countWords(text);
    if (createdAt === null) return;
    const { day, month } = clock(createdAt);
    days.add(day);
    months.add(month);
    if (role === "user") writtenOn.add(day);
    else if (model !== null) {
      const ofMonth = models.get(month) ?? new Counts<string>();
      models.set(month, ofMonth);
      ofMonth.add(model);
    }
  }

  return {
    add: ({ messages }) => {
      conversations += 1;
      for (const message of messages) addMessage(message);
    },
    result: () => ({
      conversations,
      own: { ...own },
      answers: { ...answers },
      days: days.ends === null ? null : { ...days.ends, active: writtenOn.size },
      months: months.ends,
      streak: longestStreak(writtenOn),
      models: [...models].sort(([a], [b]) => a - b).map(([month, counts]) => ({ month, answers: counts.largest() })),
    }),
  };
}

function createSpan() {
  let ends: { readonly first: number; readonly last: number } | null = null;
  return {
    get ends() {
      return ends;
    },
    add: (value: number): void => {
      ends = { first: Math.min(value, ends?.first ?? value), last: Math.max(value, ends?.last ?? value) };
    },
  };
}

/** Of several equal ones the earliest. */
function longestStreak(days: ReadonlySet<number>): Glance["streak"] {
  let longest: Glance["streak"] = null;
  for (const day of [...days].sort((a, b) => a - b)) {
    if (days.has(day - 1)) continue;
    let length = 1;
    while (days.has(day + length)) length++;
    if (longest === null || length > longest.days) longest = { days: length, from: day };
  }
  return longest;
}
