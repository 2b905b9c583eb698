import type { Conversation } from "../export/conversation.ts";
import { isQuestion } from "../insights/curiosity.ts";
import { oneLine } from "../insights/escape-markup.ts";
import { dayName, localClock, type LocalClock } from "../insights/local-time.ts";
import { referTo, type ConversationReference } from "./conversation-reference.ts";
import { mondayOf, weekName } from "./iso-week.ts";
import { findOpenQuestion, LONGEST_QUOTE, type OpenQuestion, type Statement } from "./open-question.ts";
import { datedMessages, type DatedMessage } from "./dated-messages.ts";
import { requireWritten } from "../insights/require-written.ts";
import { sentencesOf } from "./sentences.ts";
import { tellsInsight } from "./tells-insight.ts";
import { Themes } from "./themes.ts";

/** A conversation with as many messages of its owner as are from a week. */
export type Visit = { readonly conversation: ConversationReference; readonly messages: number };

/** A week in which the owner wrote something. */
export type JournalWeek = {
  /** ISO 8601, such as `2026-W03`, with its first and last day, all of the journal's time zone. */
  readonly week: string;
  readonly from: string;
  readonly to: string;
  readonly messages: number;
  readonly days: number;
  readonly conversations: number;
  /** What tells this week from others, with the messages that say it: see {@link Themes.tellingWords}. At most 6. */
  readonly words: readonly (readonly [word: string, messages: number])[];
  /** Most messages first, at most 5. */
  readonly visits: readonly Visit[];
  /** Most often asked first, at most 5. */
  readonly open: readonly OpenQuestion[];
  /** Sentences that tell of something understood, the first ones, at most 5. */
  readonly learned: readonly Statement[];
  /** Words never used before that came back in other weeks, with their conversations in all; at most 5. */
  readonly firsts: readonly (readonly [word: string, conversations: number])[];
};

/** Weeks ascending. Texts are single lines. */
export type Journal = {
  readonly timeZone: string;
  readonly weeks: readonly JournalWeek[];
  /** Conversations of which nothing has a time, in the order of the export. */
  readonly undated: readonly Visit[];
};

type Draft = {
  readonly visits: Visit[];
  readonly days: Set<number>;
  readonly open: OpenQuestion[];
  readonly learned: Statement[];
};

const MOST_WORDS = 6;
const MOST_OF_A_KIND = 5;
/** In the first weeks everything is new. */
const SETTLING_DAYS = 28;
/** A word that came back: in so many conversations, and in as many weeks. */
const CAME_BACK = 3;

/**
 * Writes a journal from conversations in any order; the same conversations in the same order give the same journal.
 *
 * @throws {InvalidInputError} `INSIGHTS_UNKNOWN_ZONE`; `INSIGHTS_NOTHING_WRITTEN` when the owner wrote nothing; what reading
 * the conversations throws.
 */
export async function writeJournal(conversations: AsyncIterable<Conversation>, timeZone = "UTC"): Promise<Journal> {
  const journal = new JournalDraft(localClock(timeZone));
  for await (const conversation of conversations) journal.add(conversation);
  return { timeZone, ...journal.finish() };
}

class JournalDraft {
  readonly #clock: LocalClock;
  readonly #themes: Themes;
  readonly #weeks = new Map<number, Draft>();
  readonly #undated: Visit[] = [];

  constructor(clock: LocalClock) {
    this.#clock = clock;
    this.#themes = new Themes(clock);
  }

  add(whole: Conversation): void {
    const conversation = referTo(whole);
    const messages = datedMessages(whole);
    this.#themes.add(messages);
    for (const [monday, ofWeek] of this.#byWeek(messages)) {
      const visit = { conversation, messages: ofWeek.length };
      if (monday === null) this.#undated.push(visit);
      else this.#addWeek(this.#weekOf(monday), visit, ofWeek);
    }
    const open = findOpenQuestion(whole);
    if (open !== null && open.at !== null) this.#weekOf(mondayOf(this.#clock(open.at).day)).open.push(open);
  }

  finish(): Omit<Journal, "timeZone"> {
    requireWritten(this.#weeks.size + this.#undated.length);
    const firsts = this.#firstsByWeek();
    const weeks = [...this.#weeks].sort(([a], [b]) => a - b);
    return {
      weeks: weeks.map(([monday, draft]) => ({
        ...{ week: weekName(monday), from: dayName(monday), to: dayName(monday + 6) },
        messages: draft.visits.reduce((sum, { messages }) => sum + messages, 0),
        days: draft.days.size,
        conversations: draft.visits.length,
        words: this.#themes.tellingWords(monday, MOST_WORDS),
        visits: firstOf(draft.visits, (a, b) => b.messages - a.messages),
        open: firstOf(draft.open, (a, b) => b.asked - a.asked),
        learned: firstOf(draft.learned, (a, b) => (a.at ?? 0) - (b.at ?? 0)),
        firsts: firstOf(firsts.get(monday) ?? [], ([, a], [, b]) => b - a),
      })),
      undated: this.#undated,
    };
  }

  #byWeek(messages: readonly DatedMessage[]): Map<number | null, DatedMessage[]> {
    return Map.groupBy(messages, ({ at }) => (at === null ? null : mondayOf(this.#clock(at).day)));
  }

  #addWeek(week: Draft, visit: Visit, messages: readonly DatedMessage[]): void {
    week.visits.push(visit);
    for (const { text, at } of messages) {
      if (at !== null) week.days.add(this.#clock(at).day);
      for (const sentence of insightsIn(text)) week.learned.push({ sentence, at, conversation: visit.conversation });
    }
  }

  #weekOf(monday: number): Draft {
    const week = this.#weeks.get(monday) ?? { visits: [], days: new Set(), open: [], learned: [] };
    this.#weeks.set(monday, week);
    return week;
  }

  #firstsByWeek(): Map<number, [word: string, conversations: number][]> {
    const all = this.#themes.all();
    const settledOn = (all[0]?.firstDay ?? 0) + SETTLING_DAYS;
    const firsts = new Map<number, [string, number][]>();
    for (const { word, conversations, weeks, firstDay } of all) {
      if (firstDay < settledOn || conversations < CAME_BACK || weeks < CAME_BACK) continue;
      const monday = mondayOf(firstDay);
      firsts.set(monday, [...(firsts.get(monday) ?? []), [word, conversations]]);
    }
    return firsts;
  }
}

/** What a message says of something understood. */
export function insightsIn(text: string): string[] {
  return sentencesOf(text)
    .filter((sentence) => tellsInsight(sentence) && !isQuestion(sentence))
    .map((sentence) => oneLine(sentence, LONGEST_QUOTE));
}

function firstOf<Item>(items: readonly Item[], order: (a: Item, b: Item) => number): Item[] {
  return items.toSorted(order).slice(0, MOST_OF_A_KIND);
}
