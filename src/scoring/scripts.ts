const LATIN = 0;
const GREEK = 1;
const CYRILLIC = 2;
const HEBREW = 3;
const ARABIC = 4;
const INDIC = 5;
const MAINLAND_SOUTH_EAST_ASIAN = 6;
const KANA = 7;
const HAN = 8;
const HANGUL = 9;
const OTHER = 10;

/** How many scripts {@link scriptOf} tells apart. */
export const SCRIPT_COUNT = OTHER + 1;

/** First and last code point, and the script. */
const RANGES: readonly (readonly [first: number, last: number, script: number])[] = [
  [0x00c0, 0x024f, LATIN],
  [0x0370, 0x03ff, GREEK],
  [0x0400, 0x052f, CYRILLIC],
  [0x0590, 0x05ff, HEBREW],
  [0x0600, 0x077f, ARABIC],
  [0x08a0, 0x08ff, ARABIC],
  [0x0900, 0x0dff, INDIC],
  [0x0e00, 0x109f, MAINLAND_SOUTH_EAST_ASIAN],
  [0x1100, 0x11ff, HANGUL],
  [0x1780, 0x17ff, MAINLAND_SOUTH_EAST_ASIAN],
  [0x1e00, 0x1eff, LATIN],
  [0x1f00, 0x1fff, GREEK],
  [0x2e80, 0x2fdf, HAN],
  [0x3005, 0x3007, HAN],
  [0x3040, 0x30ff, KANA],
  [0x3400, 0x9fff, HAN],
  [0xac00, 0xd7ff, HANGUL],
  [0xf900, 0xfaff, HAN],
  [0xfb50, 0xfefc, ARABIC],
  [0xff21, 0xff5a, LATIN],
  [0xff66, 0xff9f, KANA],
  [0xffa0, 0xffdc, HANGUL],
  [0x20000, 0x3ffff, HAN],
];

/** The script of a token by its first code point, as an index below {@link SCRIPT_COUNT}; `null` when that is a digit. */
export function scriptOf(firstCodePoint: number): number | null {
  if (firstCodePoint < 0x80) return firstCodePoint === 0x30 ? null : LATIN;
  for (const [first, last, script] of RANGES) {
    if (firstCodePoint <= last) return firstCodePoint >= first ? script : OTHER;
  }
  return OTHER;
}
