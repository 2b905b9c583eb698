/** What a code point is to the tokeniser. */
export const CodePoint = {
  /** Ends a word and is no token itself: punctuation, symbols, private use, lone surrogates. */
  SEPARATOR: 0,
  /** Like a separator; a run of them counts as one byte of volume. */
  SPACE: 1,
  /** Neither ends a word nor counts: zero-width characters, accents and vowel points of their own, fillers. */
  IGNORED: 2,
  DIGIT: 3,
  LETTER: 4,
  /** A token by itself: kana, Han, Hangul syllables. */
  IDEOGRAPH: 5,
  /** A letter of a script that is written without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer. */
  PHRASE: 6,
} as const;

/** One of the values of {@link CodePoint}. */
export type CodePointClass = (typeof CodePoint)[keyof typeof CodePoint];

type Range = readonly [first: number, last: number, kind: CodePointClass];

const { SEPARATOR, SPACE, IGNORED, DIGIT, LETTER, IDEOGRAPH, PHRASE } = CodePoint;

/**
 * Every exception to "below U+00C0 a separator, from U+00C0 on a letter", in ascending order; a later row wins. Own and
 * closed on purpose: the Unicode tables of a runtime change with its version, and validators must agree for ever.
 */
const RANGES: readonly Range[] = [
  [0x0009, 0x000d, SPACE],
  [0x0020, 0x0020, SPACE],
  [0x0030, 0x0039, DIGIT],
  [0x0041, 0x005a, LETTER],
  [0x0061, 0x007a, LETTER],
  [0x0085, 0x0085, SPACE],
  [0x00a0, 0x00a0, SPACE],
  [0x00ad, 0x00ad, IGNORED],
  [0x00d7, 0x00d7, SEPARATOR],
  [0x00f7, 0x00f7, SEPARATOR],
  [0x0300, 0x036f, IGNORED],
  [0x037e, 0x037e, SEPARATOR],
  [0x0387, 0x0387, SEPARATOR],
  [0x0483, 0x0487, IGNORED],
  [0x055a, 0x055f, SEPARATOR],
  [0x0589, 0x058f, SEPARATOR],
  [0x0591, 0x05bd, IGNORED],
  [0x05be, 0x05be, SEPARATOR],
  [0x05bf, 0x05bf, IGNORED],
  [0x05c0, 0x05c0, SEPARATOR],
  [0x05c1, 0x05c2, IGNORED],
  [0x05c3, 0x05c3, SEPARATOR],
  [0x05c4, 0x05c5, IGNORED],
  [0x05c7, 0x05c7, IGNORED],
  [0x05f3, 0x05f4, SEPARATOR],
  [0x0600, 0x060f, SEPARATOR],
  [0x0610, 0x061a, IGNORED],
  [0x061b, 0x061f, SEPARATOR],
  [0x061c, 0x061c, IGNORED],
  [0x0640, 0x0640, IGNORED],
  [0x064b, 0x065f, IGNORED],
  [0x0660, 0x0669, DIGIT],
  [0x066a, 0x066d, SEPARATOR],
  [0x0670, 0x0670, IGNORED],
  [0x06d4, 0x06d4, SEPARATOR],
  [0x06d6, 0x06dc, IGNORED],
  [0x06df, 0x06e4, IGNORED],
  [0x06e7, 0x06e8, IGNORED],
  [0x06ea, 0x06ed, IGNORED],
  [0x06f0, 0x06f9, DIGIT],
  [0x093c, 0x093c, IGNORED],
  [0x0964, 0x0965, SEPARATOR],
  [0x0966, 0x096f, DIGIT],
  [0x09e6, 0x09ef, DIGIT],
  [0x0e00, 0x0eff, PHRASE],
  [0x0e3f, 0x0e3f, SEPARATOR],
  [0x0e50, 0x0e59, DIGIT],
  [0x0f00, 0x0fff, PHRASE],
  [0x1000, 0x109f, PHRASE],
  [0x1100, 0x11ff, SEPARATOR],
  [0x115f, 0x1160, IGNORED],
  [0x1680, 0x1680, SPACE],
  [0x1780, 0x17ff, PHRASE],
  [0x17b4, 0x17b5, IGNORED],
  [0x180b, 0x180f, IGNORED],
  [0x1ab0, 0x1aff, IGNORED],
  [0x1dc0, 0x1dff, IGNORED],
  [0x2000, 0x200a, SPACE],
  [0x200b, 0x200f, IGNORED],
  [0x2010, 0x2027, SEPARATOR],
  [0x2028, 0x2029, SPACE],
  [0x202a, 0x202e, IGNORED],
  [0x202f, 0x202f, SPACE],
  [0x2030, 0x205e, SEPARATOR],
  [0x205f, 0x205f, SPACE],
  [0x2060, 0x206f, IGNORED],
  [0x2070, 0x2bff, SEPARATOR],
  [0x20d0, 0x20ff, IGNORED],
  [0x2e00, 0x2e7f, SEPARATOR],
  [0x2e80, 0x2fdf, IDEOGRAPH],
  [0x2fe0, 0x303f, SEPARATOR],
  [0x3000, 0x3000, SPACE],
  [0x3005, 0x3007, IDEOGRAPH],
  [0x3040, 0x9fff, IDEOGRAPH],
  [0x3099, 0x309a, IGNORED],
  [0x3164, 0x3164, IGNORED],
  [0x3200, 0x33ff, SEPARATOR],
  [0xa960, 0xa97f, SEPARATOR],
  [0xac00, 0xd7a3, IDEOGRAPH],
  [0xd7a4, 0xf8ff, SEPARATOR],
  [0xf900, 0xfaff, IDEOGRAPH],
  [0xfc00, 0xfdff, SEPARATOR],
  [0xfe00, 0xfe0f, IGNORED],
  [0xfe10, 0xfe6f, SEPARATOR],
  [0xfe20, 0xfe2f, IGNORED],
  [0xfe70, 0xfe7f, IGNORED],
  [0xfeff, 0xfeff, IGNORED],
  [0xff00, 0xff65, SEPARATOR],
  [0xff10, 0xff19, DIGIT],
  [0xff21, 0xff3a, LETTER],
  [0xff41, 0xff5a, LETTER],
  [0xff66, 0xff9d, IDEOGRAPH],
  [0xff9e, 0xff9f, IGNORED],
  [0xffa0, 0xffa0, IGNORED],
  [0xffa1, 0xffff, SEPARATOR],
  [0xfff9, 0xfffb, IGNORED],
];

const BASIC_PLANE = buildBasicPlane();

function buildBasicPlane(): Uint8Array {
  const kinds = new Uint8Array(0x10000).fill(LETTER, 0x00c0);
  for (const [first, last, kind] of RANGES) kinds.fill(kind, first, last + 1);
  return kinds;
}

/** The class of a code point, lone surrogates included, by the closed table of ruleset version 1. */
export function classifyCodePoint(codePoint: number): CodePointClass {
  if (codePoint < 0x10000) return (BASIC_PLANE[codePoint] ?? SEPARATOR) as CodePointClass;
  if (codePoint < 0x1d000) return LETTER;
  if (codePoint < 0x20000) return SEPARATOR;
  if (codePoint < 0x40000) return IDEOGRAPH;
  return codePoint >= 0xe0000 && codePoint < 0xe1000 ? IGNORED : SEPARATOR;
}
