import { emojiRatings, type Lexicon } from "./lexicon.ts";

/** What a lexicon says of a text. */
export type TextRating = {
  /** Words of the text, and rated signs. */
  readonly words: number;
  /** Those that have a rating. */
  readonly rated: number;
  /** Sum of the good ratings, and of the bad ones without their sign, in hundredths. */
  readonly positive: number;
  readonly negative: number;
};

/** How many words after a negation it reaches, in the same clause. */
const NEGATION_REACH = 3;
/** In hundredths: a negated word counts the other way, and less. Hutto and Gilbert, "VADER" (2014), measured −0.74. */
const NEGATED = -74;
/** Longer runs of letters are in no lexicon. */
const LONGEST_WORD = 32;

const contractions = `ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't shouldn't wasn't weren't
  won't wouldn't`;
const negations = new Set(
  `not no never nothing nobody none neither nor without cannot hardly barely scarcely ${contractions}
  ${contractions.replaceAll("'", "")}`.split(/\s+/),
);
const clauseEnds = new Set(Array.from(".,;:!?()…–—", (mark) => mark.charCodeAt(0)));

/** Rates the words of lines by a lexicon, and their signs. No clause goes beyond its line. Linear in the length. */
export function rateText(lines: readonly string[], lexicon: Lexicon): TextRating {
  const meter = new RatingMeter(lexicon);
  for (const line of lines) rateLine(line, meter);
  return meter;
}

function rateLine(line: string, meter: RatingMeter): void {
  for (let at = 0; at < line.length;) {
    const end = endOfWord(line, at);
    if (end > at) meter.addWord(end - at > LONGEST_WORD ? "" : line.slice(at, end));
    else meter.addMark(line.codePointAt(at) ?? 0);
    at = Math.max(end, at + 1);
  }
  meter.endClause();
}

/** Where the word ends that starts at `start`; `start` itself when none does. */
function endOfWord(line: string, start: number): number {
  let end = start;
  while (end < line.length && isOfWord(line.charCodeAt(end), end > start)) end++;
  while (end > start && isApostrophe(line.charCodeAt(end - 1))) end--;
  return end;
}

function isOfWord(unit: number, isInside: boolean): boolean {
  return isLetter(unit) || (isInside && isApostrophe(unit));
}

/** Letters and digits of ASCII, and what lies beyond Latin-1's signs, without punctuation, symbols and surrogates. */
function isLetter(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || isDigit(unit);
  return (unit >= 0xc0 && unit < 0x2000) || (unit >= 0x3040 && unit < 0xd800);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019;
}

class RatingMeter implements TextRating {
  words = 0;
  rated = 0;
  positive = 0;
  negative = 0;
  readonly #lexicon: Lexicon;
  /** How many of the next words a negation reaches. */
  #negated = 0;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** A word as it is written; empty for one that is too long to be known. */
  addWord(written: string): void {
    const word = written.toLowerCase().replace("’", "'");
    this.words += 1;
    if (word === "but") this.endClause();
    else if (negations.has(word)) this.#negated = NEGATION_REACH;
    else {
      const rating = this.#lexicon.get(word);
      if (rating !== undefined) this.#addRating(rating * (this.#negated > 0 ? NEGATED : 100));
      this.#negated -= 1;
    }
  }

  /** A code point that is no letter: the end of a clause, a rated sign, or nothing. */
  addMark(codePoint: number): void {
    if (clauseEnds.has(codePoint)) this.endClause();
    const rating = emojiRatings.get(codePoint);
    if (rating === undefined) return;
    this.words += 1;
    this.#addRating(rating * 100);
  }

  endClause(): void {
    this.#negated = 0;
  }

  #addRating(hundredths: number): void {
    this.rated += 1;
    if (hundredths > 0) this.positive += hundredths;
    else this.negative -= hundredths;
  }
}
