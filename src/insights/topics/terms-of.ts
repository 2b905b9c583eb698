import { proseLines } from "../prose-lines.ts";
import { unspacedSign } from "../unspaced-scripts.ts";

/** Runs of writing without blanks, which the dictionary of the runtime cuts, and words. */
const RUN = new RegExp(String.raw`${unspacedSign}+|(?:(?!${unspacedSign})\p{L}[\p{M}\p{N}+#'’-]*)+`, "gu");
const IS_UNSPACED = new RegExp(`^${unspacedSign}`, "u");
const [SHORTEST, SHORTEST_UNSPACED, LONGEST] = [3, 2, 32];
/** What is read of one text: a person's subject is in what was typed first, not in a pasted book. */
const MOST_CHARACTERS = 20_000;

/**
 * The words of somebody's own prose in their order, in lower case: of at least three letters, or two signs where words are
 * written without blanks. Numbers, addresses and code are none. Linear in the text, which is read up to its 20,000th sign.
 */
export function* termsOf(text: string): Generator<string> {
  for (const line of proseLines(text.slice(0, MOST_CHARACTERS))) {
    for (const [run] of line.normalize("NFC").matchAll(RUN)) {
      if (IS_UNSPACED.test(run)) yield* segmentsOf(run);
      else {
        const term = run.toLowerCase().replace(/['’-]+$/, "");
        if (term.length >= SHORTEST && term.length <= LONGEST) yield term;
      }
    }
  }
}

let segmenter: Intl.Segmenter | undefined;

function* segmentsOf(run: string): Generator<string> {
  segmenter ??= new Intl.Segmenter("und", { granularity: "word" });
  for (const { segment } of segmenter.segment(run)) if (segment.length >= SHORTEST_UNSPACED) yield segment;
}
