import type { Conversation } from "../export/conversation.ts";
import { languageOf } from "./languages.ts";
import { lexiconOf } from "./lexicon.ts";
import type { LocalClock } from "./local-time.ts";
import { ownMessages } from "./own-messages.ts";
import { proseLines } from "./prose-lines.ts";
import { rateText, type TextRating } from "./rate-text.ts";
import type { Tally } from "./tally.ts";

/** The tone of the owner's own words, without code and quotations. */
export type ToneFigures = {
  /** Own messages with some text. */
  readonly messages: number;
  /** Permille of the text's length that is in a language with a lexicon. */
  readonly readablePermille: number;
  /** Permille of the words of that text which have a rating. */
  readonly ratedPermille: number;
  /** The mean of the messages that could be judged, each the mean of its ratings; −500 to 500; null without such messages. */
  readonly meanHundredths: number | null;
  /** Messages by what outweighs the other; mixed when neither is twice as much. All others could not be judged. */
  readonly positive: number;
  readonly negative: number;
  readonly mixed: number;
};

/** Tone over time: of everything, and by month, ascending; messages without a time are in no month. */
export type Tone = {
  readonly all: ToneFigures;
  readonly months: readonly (ToneFigures & { readonly month: number })[];
};

/** For languages without one: signs are judged in all of them. */
const noLexicon: ReadonlyMap<string, number> = new Map();

/** Counts what {@link Tone} says. */
export function tallyTone(clock: LocalClock): Tally<Tone> {
  const all = new ToneSums();
  const months = new Map<number, ToneSums>();

  function sumsOf(createdAt: number | null): ToneSums[] {
    if (createdAt === null) return [all];
    const { month } = clock(createdAt);
    const ofMonth = months.get(month) ?? new ToneSums();
    months.set(month, ofMonth);
    return [all, ofMonth];
  }

  function add(conversation: Conversation): void {
    const own = ownMessages(conversation);
    const lexicon = own.length === 0 ? null : lexiconOf(languageOf(conversation));
    for (const { text, createdAt } of own) {
      const lines = proseLines(text);
      const length = lines.reduce((sum, line) => sum + line.length, 0);
      const rating = rateText(lines, lexicon ?? noLexicon);
      for (const sums of sumsOf(createdAt)) sums.add(rating, length, lexicon !== null);
    }
  }

  return {
    add,
    result: () => ({
      all: all.figures(),
      months: [...months].sort(([a], [b]) => a - b).map(([month, sums]) => ({ month, ...sums.figures() })),
    }),
  };
}

class ToneSums {
  #messages = 0;
  #length = 0;
  #readable = 0;
  #words = 0;
  #rated = 0;
  #means = 0;
  readonly #kinds = { positive: 0, negative: 0, mixed: 0 };

  add(rating: TextRating, length: number, isReadable: boolean): void {
    this.#messages += 1;
    this.#length += length;
    if (isReadable) {
      this.#readable += length;
      this.#words += rating.words;
      this.#rated += rating.rated;
    }
    if (rating.rated === 0) return;
    this.#means += roundedRatio(rating.positive - rating.negative, rating.rated);
    this.#kinds[kindOf(rating)] += 1;
  }

  figures(): ToneFigures {
    const { positive, negative, mixed } = this.#kinds;
    const judged = positive + negative + mixed;
    return {
      messages: this.#messages,
      readablePermille: this.#length === 0 ? 0 : roundedRatio(1_000 * this.#readable, this.#length),
      ratedPermille: this.#words === 0 ? 0 : roundedRatio(1_000 * this.#rated, this.#words),
      meanHundredths: judged === 0 ? null : roundedRatio(this.#means, judged),
      ...this.#kinds,
    };
  }
}

function kindOf({ positive, negative }: TextRating): "positive" | "negative" | "mixed" {
  if (positive >= 2 * negative) return "positive";
  return negative >= 2 * positive ? "negative" : "mixed";
}

/** The sum takes the sign off a zero. */
function roundedRatio(dividend: number, divisor: number): number {
  return Math.round(dividend / divisor) + 0;
}
