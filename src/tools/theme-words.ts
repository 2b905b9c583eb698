import { proseLines } from "../insights/prose-lines.ts";
import { stopWords } from "../insights/stop-words.ts";
import { unspacedSign } from "../insights/unspaced-scripts.ts";

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:-[\p{L}\p{M}\p{N}]+)*/gu;
const ADDRESS = /\bhttps?:\/\/\S+/g;
/** Writing without blanks between words: what a pattern takes for a word there is a clause. */
const UNSPACED = new RegExp(unspacedSign, "u");
const [SHORTEST, LONGEST] = [3, 30];
/** In UTF-16 units; what follows is mostly pasted. */
const MOST_TEXT = 4_000;

/**
 * The words of a text that can say what it is about, in lower case, each once: of the first 4,000 UTF-16 units, without code,
 * quoted lines, addresses, and words that every text has. Linear in the length of the text.
 */
export function themeWords(text: string): Set<string> {
  const prose = proseLines(beginningOf(text)).join("\n").replaceAll(ADDRESS, " ").toLowerCase();
  const words = prose.match(WORD) ?? [];
  return new Set(
    words.filter(
      (word) => word.length >= SHORTEST && word.length <= LONGEST && !stopWords.has(word) && !UNSPACED.test(word),
    ),
  );
}

/** Ends between two words where the text goes on. */
function beginningOf(text: string): string {
  const start = text.slice(0, MOST_TEXT);
  return start.length < text.length ? start.slice(0, start.lastIndexOf(" ")) : start;
}
