/** Writing systems told apart by code point alone; `Other` is any further letter. */
export type WritingSystem =
  | "Latin"
  | "Greek"
  | "Cyrillic"
  | "Armenian"
  | "Hebrew"
  | "Arabic"
  | "Devanagari"
  | "Bengali"
  | "Tamil"
  | "Thai"
  | "Georgian"
  | "Kana"
  | "Hangul"
  | "Han"
  | "Other";

/** First and last code point of each range (Unicode 16 blocks), ascending, none overlapping. */
const ranges: readonly (readonly [first: number, last: number, system: WritingSystem])[] = [
  [0x41, 0x5a, "Latin"],
  [0x61, 0x7a, "Latin"],
  [0xc0, 0xd6, "Latin"],
  [0xd8, 0xf6, "Latin"],
  [0xf8, 0x24f, "Latin"],
  [0x370, 0x3ff, "Greek"],
  [0x400, 0x52f, "Cyrillic"],
  [0x531, 0x58f, "Armenian"],
  [0x5d0, 0x5f4, "Hebrew"],
  [0x600, 0x77f, "Arabic"],
  [0x780, 0x8ff, "Other"],
  [0x900, 0x97f, "Devanagari"],
  [0x980, 0x9ff, "Bengali"],
  [0xa00, 0xb7f, "Other"],
  [0xb80, 0xbff, "Tamil"],
  [0xc00, 0xdff, "Other"],
  [0xe00, 0xe7f, "Thai"],
  [0xe80, 0x109f, "Other"],
  [0x10a0, 0x10ff, "Georgian"],
  [0x1100, 0x11ff, "Hangul"],
  [0x1200, 0x1dff, "Other"],
  [0x1e00, 0x1eff, "Latin"],
  [0x1f00, 0x1fff, "Greek"],
  [0x3040, 0x30ff, "Kana"],
  [0x3130, 0x318f, "Hangul"],
  [0x3400, 0x4dbf, "Han"],
  [0x4e00, 0x9fff, "Han"],
  [0xac00, 0xd7a3, "Hangul"],
  [0xf900, 0xfaff, "Han"],
  [0xff66, 0xff9f, "Kana"],
  [0x20000, 0x323af, "Han"],
];

/**
 * Adds the letters of `text` to `counts` by writing system.
 *
 * Fixed code point ranges, no Unicode tables of the runtime: the same counts on every machine and version.
 */
export function countWritingSystems(text: string, counts: Map<WritingSystem, number>): void {
  for (const character of text) {
    const system = writingSystemOf(character.codePointAt(0) ?? 0);
    if (system !== null) counts.set(system, (counts.get(system) ?? 0) + 1);
  }
}

function writingSystemOf(codePoint: number): WritingSystem | null {
  if (codePoint < 0x80) {
    const lower = codePoint | 0x20;
    return lower >= 0x61 && lower <= 0x7a ? "Latin" : null;
  }
  for (const [first, last, system] of ranges) {
    if (codePoint < first) return null;
    if (codePoint <= last) return system;
  }
  return null;
}
