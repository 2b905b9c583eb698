import { proseLines } from "../insights/prose-lines.ts";

/** After the mark that ends a sentence and what closes with it; marks of full width need no blank behind them. */
const BORDER = /(?<=[.!?…؟]["'”’»)\]]{0,2})\s+|(?<=[。！？])/u;
/** A longer one is a list without marks, a table or a log. */
const LONGEST_SENTENCE = 300;
/** In UTF-16 units. A longer message is pasted for the most part, and not the owner's sentences. */
const LONGEST_OWN_TEXT = 4_000;

/**
 * The sentences of a message, in their order, without code, quoted lines and what is over 300 UTF-16 units; none of a message
 * of over 4,000 units, which nobody typed. A line's end ends a sentence. Linear in the length of the text.
 */
export function sentencesOf(text: string): string[] {
  if (text.length > LONGEST_OWN_TEXT) return [];
  return proseLines(text)
    .flatMap((line) => line.split(BORDER))
    .map((sentence) => sentence.trim())
    .filter(({ length }) => length > 0 && length <= LONGEST_SENTENCE);
}
