import type { LocalClock } from "../insights/local-time.ts";
import { Counts } from "../insights/tally.ts";
import { mondayOf } from "./iso-week.ts";
import type { DatedMessage } from "./dated-messages.ts";
import { themeWords } from "./theme-words.ts";

/** A word and how its owner used it. Days are local, in days since 1970-01-01. */
export type Theme = {
  readonly word: string;
  readonly messages: number;
  readonly conversations: number;
  /** Weeks with at least one such message. */
  readonly weeks: number;
  readonly firstDay: number;
  readonly lastDay: number;
};

type Use = { -readonly [Name in Exclude<keyof Theme, "word">]: Theme[Name] };

/** With fewer messages nothing is everyday yet. */
const FEWEST_MESSAGES = 50;
/** A word in more than a tenth of all messages is how somebody writes, not what about. */
const EVERYDAY_SHARE = 10;
/** Said once, a word may be a slip. */
const FEWEST_IN_WEEK = 2;

/** The words that an owner's messages are about, by week. Messages without a time count nowhere. */
export class Themes {
  readonly #clock: LocalClock;
  readonly #uses = new Map<string, Use>();
  readonly #weeks = new Map<number, Counts<string>>();
  #messages = 0;

  constructor(clock: LocalClock) {
    this.#clock = clock;
  }

  /** Adds the messages of one conversation. */
  add(messages: readonly DatedMessage[]): void {
    const inConversation = new Set<string>();
    for (const { text, at } of messages) {
      if (at === null) continue;
      this.#messages += 1;
      const { day } = this.#clock(at);
      for (const word of themeWords(text)) {
        this.#addWord(word, day, !inConversation.has(word));
        inConversation.add(word);
      }
    }
  }

  /** All words that are not everyday ones, in the order of their first use, equals by word. */
  all(): Theme[] {
    return [...this.#uses]
      .filter(([word]) => !this.#isEveryday(word))
      .map(([word, use]) => ({ word, ...use }))
      .sort((a, b) => a.firstDay - b.firstDay || (a.word < b.word ? -1 : 1));
  }

  /**
   * What tells the week that begins on `monday` from others: words by u²/n, where u is the number of the week's messages with
   * the word and n that of all messages with it, the largest first, equals by word; each with u, which is at least 2.
   */
  tellingWords(monday: number, most: number): [word: string, messages: number][] {
    const counted = this.#weeks.get(monday)?.ordered() ?? [];
    const inAll = (word: string): number => this.#uses.get(word)?.messages ?? 1;
    return counted
      .filter(([word, count]) => count >= FEWEST_IN_WEEK && !this.#isEveryday(word))
      .sort(([a, x], [b, y]) => y * y * inAll(a) - x * x * inAll(b))
      .slice(0, most);
  }

  #addWord(word: string, day: number, isNewInConversation: boolean): void {
    const monday = mondayOf(day);
    const week = this.#weeks.get(monday) ?? new Counts<string>();
    this.#weeks.set(monday, week);
    const use = this.#uses.get(word) ?? { messages: 0, conversations: 0, weeks: 0, firstDay: day, lastDay: day };
    this.#uses.set(word, use);
    use.messages += 1;
    if (isNewInConversation) use.conversations += 1;
    if (week.of(word) === 0) use.weeks += 1;
    use.firstDay = Math.min(use.firstDay, day);
    use.lastDay = Math.max(use.lastDay, day);
    week.add(word);
  }

  #isEveryday(word: string): boolean {
    return this.#messages >= FEWEST_MESSAGES && (this.#uses.get(word)?.messages ?? 0) * EVERYDAY_SHARE > this.#messages;
  }
}
