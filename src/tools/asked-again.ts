import { countWords } from "../insights/count-words.ts";
import type { Statement } from "./open-question.ts";

/** A question with its first and its last time, in so many conversations. */
export type RepeatedQuestion = {
  readonly first: Statement;
  readonly last: Statement;
  readonly conversations: number;
  /** Seconds between the first and the last time. */
  readonly apart: number;
};

type Asked = { first: Statement; last: Statement; conversations: number };
type Dated = Statement & { readonly at: number };

/** What is shorter, such as “and now?”, is another question each time. */
const FEWEST_WORDS = 4;
const LETTERS = /[\p{L}\p{M}\p{N}]+/gu;

/** Gathers questions, and finds those that were asked again. Two are the same if they have the same words in the same order. */
export class AskedQuestions {
  readonly #asked = new Map<string, Asked>();

  /** Adds a question; one without a time or of fewer than four words counts nowhere. Those of one conversation come together. */
  add(question: Statement): void {
    if (!isDated(question) || countWords(question.sentence) < FEWEST_WORDS) return;
    const key = (question.sentence.toLowerCase().match(LETTERS) ?? []).join(" ");
    const asked = this.#asked.get(key);
    if (asked === undefined) {
      this.#asked.set(key, { first: question, last: question, conversations: 1 });
      return;
    }
    const isKnown = [asked.first, asked.last].some(({ conversation }) => conversation.id === question.conversation.id);
    if (!isKnown) asked.conversations += 1;
    if (question.at < timeOf(asked.first)) asked.first = question;
    if (question.at >= timeOf(asked.last)) asked.last = question;
  }

  /** Questions asked in several conversations, at least `seconds` apart: the most conversations first, then the widest apart. */
  after(seconds: number): RepeatedQuestion[] {
    return [...this.#asked]
      .map(([key, asked]) => ({ key, ...asked, apart: timeOf(asked.last) - timeOf(asked.first) }))
      .filter(({ conversations, apart }) => conversations > 1 && apart >= seconds)
      .sort((a, b) => b.conversations - a.conversations || b.apart - a.apart || (a.key < b.key ? -1 : 1))
      .map(({ first, last, conversations, apart }) => ({ first, last, conversations, apart }));
  }
}

function isDated(question: Statement): question is Dated {
  return question.at !== null;
}

function timeOf({ at }: Statement): number {
  return at ?? 0;
}
