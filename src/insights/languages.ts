import { eld } from "eld/extrasmall";
import type { Conversation } from "../export/conversation.ts";
import type { LocalClock } from "./local-time.ts";
import { begunAt, ownMessages } from "./own-messages.ts";
import { proseLines } from "./prose-lines.ts";
import { Counts, type Tally } from "./tally.ts";

/** Conversations of a language, the most first. */
export type LanguageCounts = readonly (readonly [language: string, conversations: number])[];

/** In which languages the owner writes. Conversations without a word of the owner count nowhere. */
export type Languages = {
  readonly languages: LanguageCounts;
  /** Of conversations that began in a local calendar year, ascending; those without a time are left out. */
  readonly years: readonly { readonly year: number; readonly languages: LanguageCounts }[];
};

/** ISO 639-2 for a language that nobody can tell: too few letters, a tie, or no language at all. */
export const UNDETERMINED = "und";
/** A language shows within these characters; more would only take time. */
const MOST_CHARACTERS = 600;
/** What has fewer letters than these may be a name, or a word of several languages. */
const FEWEST_LETTERS = 12;
const LETTER = /\p{L}/gu;
/** A character of these tells as much as some letters of an alphabet. */
const SYLLABLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const LETTERS_OF_A_SYLLABLE = 3;
const ADDRESS = /\b(?:https?:\/\/|www\.)\S{1,600}|\S{1,64}@\S{1,64}/gu;

/** Conversations are asked about more than once, and do not change. */
const known = new WeakMap<Conversation, string>();

/**
 * The language of a conversation as ISO 639-1, or {@link UNDETERMINED}: that of the first 600 characters that the owner
 * wrote, without code, quotations and addresses.
 *
 * Detected by `eld` (Nito-ELD, Apache-2.0) with its smallest table, of 60 languages.
 */
export function languageOf(conversation: Conversation): string {
  const before = known.get(conversation);
  if (before !== undefined) return before;
  const language = detectLanguage(beginningOf(conversation));
  known.set(conversation, language);
  return language;
}

/** The language of a text of at most 600 characters, as {@link languageOf} says it. */
export function detectLanguage(text: string): string {
  const letters = text.match(LETTER)?.length ?? 0;
  const syllables = text.match(SYLLABLE)?.length ?? 0;
  if (letters + (LETTERS_OF_A_SYLLABLE - 1) * syllables < FEWEST_LETTERS) return UNDETERMINED;
  const found = eld.detect(text);
  return found.isReliable() ? found.language : UNDETERMINED;
}

function beginningOf(conversation: Conversation): string {
  let beginning = "";
  for (const { text } of ownMessages(conversation)) {
    beginning += `${proseLines(text).join(" ").slice(0, MOST_CHARACTERS).replaceAll(ADDRESS, " ")} `;
    if (beginning.length >= MOST_CHARACTERS) break;
  }
  return beginning.slice(0, MOST_CHARACTERS);
}

/** Counts what {@link Languages} says. */
export function tallyLanguages(clock: LocalClock): Tally<Languages> {
  const all = new Counts<string>();
  const years = new Map<number, Counts<string>>();
  return {
    add: (conversation) => {
      if (ownMessages(conversation).length === 0) return;
      const language = languageOf(conversation);
      all.add(language);
      const begun = begunAt(conversation);
      if (begun === null) return;
      const year = Math.floor(clock(begun).month / 12);
      const ofYear = years.get(year) ?? new Counts<string>();
      years.set(year, ofYear);
      ofYear.add(language);
    },
    result: () => ({
      languages: all.largest(),
      years: [...years].sort(([a], [b]) => a - b).map(([year, counts]) => ({ year, languages: counts.largest() })),
    }),
  };
}
