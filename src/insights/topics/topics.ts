import type { Message } from "../../export/conversation.ts";
import type { LocalClock } from "../local-time.ts";
import { languageOf, UNDETERMINED } from "../languages.ts";
import { begunAt, ownMessages } from "../own-messages.ts";
import { stopWords } from "../stop-words.ts";
import { Counts, type Tally } from "../tally.ts";
import { findThemes, tellingTerms, type Theme } from "./find-themes.ts";
import { findMonthlyTerms, type MonthlyTerms } from "./monthly-terms.ts";
import { createTermTable, type TermTable } from "./term-table.ts";
import { termsOf } from "./terms-of.ts";

/** A recurring theme. */
export type Topic = {
  /** Up to four words that tell it. */
  readonly words: readonly string[];
  readonly conversations: number;
  /** Conversations by month, ascending; those without a time are missing. */
  readonly months: readonly (readonly [month: number, conversations: number])[];
  /** Own messages beyond the first of each of its conversations. */
  readonly followUps: number;
  /** Titles of up to three conversations, the ones that have the most of its words first. */
  readonly titles: readonly string[];
};

/** What the owner comes back to. Only what the owner wrote counts, and the titles. */
export type Topics = {
  /** The largest first, of at least three conversations. */
  readonly themes: readonly Topic[];
  /** Conversations that are about one of them. */
  readonly covered: number;
  readonly monthly: readonly MonthlyTerms[];
  /** By month: themes that came up for the first time, and such as had come up in an earlier month. */
  readonly news: readonly { readonly month: number; readonly fresh: number; readonly returning: number }[];
};

/** What stands in fewer conversations does not recur. */
const FEWEST_CONVERSATIONS = 3;
const MOST_WORDS = 4;
const MOST_TITLES = 3;
const MOST_MONTHLY_TERMS = 3;

type Known = { readonly title: string | null; readonly month: number | null; readonly followUps: number };

/** Conversations of one language: words of two languages never meet, and would be themes for that reason alone. */
type OneLanguage = { readonly table: TermTable; readonly known: Known[] };

/** Finds what {@link Topics} says, in each language apart. */
export function tallyTopics(clock: LocalClock): Tally<Topics> {
  const languages = new Map<string, OneLanguage>();
  return {
    add: (conversation) => {
      const { table, known } = placeOf(languages, languageOf(conversation));
      const own = ownMessages(conversation);
      const begun = begunAt(conversation);
      known.push({
        title: conversation.title,
        month: begun === null ? null : clock(begun).month,
        followUps: Math.max(0, own.length - 1),
      });
      table.add(ownTerms(conversation.title, own));
    },
    result: () => join([...languages.values()].sort((a, b) => b.table.size - a.table.size).map(topicsOf)),
  };
}

/** What nobody can tell the language of is most likely in the one that the owner has used most so far. */
function placeOf(languages: Map<string, OneLanguage>, language: string): OneLanguage {
  const usual = [...languages].reduce<[string, number]>(
    (most, [name, { table }]) => (table.size > most[1] ? [name, table.size] : most),
    [language, 0],
  );
  const name = language === UNDETERMINED ? usual[0] : language;
  const place = languages.get(name) ?? { table: createTermTable(), known: [] };
  languages.set(name, place);
  return place;
}

function topicsOf({ table, known }: OneLanguage): Topics {
  const terms = table.recurring(FEWEST_CONVERSATIONS);
  const themes = findThemes(terms, table.size).filter(
    ({ conversations: { length } }) => length >= FEWEST_CONVERSATIONS,
  );
  return {
    themes: themes.map((theme) => describe(theme, known)),
    covered: themes.reduce((sum, { conversations: { length } }) => sum + length, 0),
    monthly: findMonthlyTerms(
      tellingTerms(terms, table.size),
      known.map(({ month }) => month),
    ),
    news: newsOf(themes, known),
  };
}

/** The first is of the language that is used most. */
function join(all: readonly Topics[]): Topics {
  const monthly = new Map<number, string[]>();
  const news = { fresh: new Counts<number>(), returning: new Counts<number>() };
  for (const topics of all) {
    for (const { month, terms } of topics.monthly) {
      monthly.set(month, [...(monthly.get(month) ?? []), ...terms].slice(0, MOST_MONTHLY_TERMS));
    }
    for (const { month, fresh, returning } of topics.news) {
      news.fresh.add(month, fresh);
      news.returning.add(month, returning);
    }
  }
  return {
    themes: all.flatMap(({ themes }) => themes).sort((a, b) => b.conversations - a.conversations),
    covered: all.reduce((sum, { covered }) => sum + covered, 0),
    monthly: [...monthly].sort(([a], [b]) => a - b).map(([month, terms]) => ({ month, terms })),
    news: news.fresh.ordered().map(([month, fresh]) => ({ month, fresh, returning: news.returning.of(month) })),
  };
}

function* ownTerms(title: string | null, own: readonly Message[]): Generator<string> {
  for (const text of [title ?? "", ...own.map((message) => message.text)]) {
    for (const term of termsOf(text)) if (!stopWords.has(term)) yield term;
  }
}

function describe({ terms, conversations }: Theme, known: readonly Known[]): Topic {
  const months = new Counts<number>();
  let followUps = 0;
  const titles = new Set<string>();
  for (const number of conversations) {
    const { title = null, month = null, followUps: more = 0 } = known[number] ?? {};
    if (month !== null) months.add(month);
    followUps += more;
    if (title !== null) titles.add(title);
  }
  const words = terms.slice(0, MOST_WORDS);
  return {
    words,
    conversations: conversations.length,
    months: months.ordered(),
    followUps,
    titles: [...titles]
      .map((title) => ({ title, has: hits(title, terms) }))
      .sort((a, b) => b.has - a.has)
      .slice(0, MOST_TITLES)
      .map(({ title }) => title),
  };
}

function hits(title: string, terms: readonly string[]): number {
  const all = new Set(terms);
  return new Set([...termsOf(title)].filter((term) => all.has(term))).size;
}

function newsOf(themes: readonly Theme[], known: readonly Known[]): Topics["news"] {
  const fresh = new Counts<number>();
  const returning = new Counts<number>();
  const months = new Set<number>();
  for (const { conversations } of themes) {
    const seen = new Set(conversations.map((number) => known[number]?.month ?? null).filter((month) => month !== null));
    const first = Math.min(...seen);
    for (const month of seen) {
      months.add(month);
      (month === first ? fresh : returning).add(month);
    }
  }
  return [...months]
    .sort((a, b) => a - b)
    .map((month) => ({ month, fresh: fresh.of(month), returning: returning.of(month) }));
}
