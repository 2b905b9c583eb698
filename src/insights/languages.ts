import { eld } from "eld/extrasmall";
import type { Conversation } from "../export/conversation.ts";
import { ownMessages } from "./own-messages.ts";
import { proseLines } from "./prose-lines.ts";
import { Counts, type Tally } from "./tally.ts";

/** Conversations of each language, the most first. Conversations without a word of the owner count nowhere. */
export type Languages = readonly (readonly [language: string, conversations: number])[];

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
export function tallyLanguages(): Tally<Languages> {
  const all = new Counts<string>();
  return {
    add: (conversation) => {
      if (ownMessages(conversation).length > 0) all.add(languageOf(conversation));
    },
    result: () => all.largest(),
  };
}
