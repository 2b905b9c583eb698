import { isDigit, runEnd, type Signs } from "./signs.ts";

/** Digits that stand together, and what stands between them and the group before. */
export type DigitGroup = { readonly start: number; readonly end: number; readonly gap: string };

/** No number that is looked for has more. */
const MOST_GROUPS = 9;
const MOST_DIGITS = 20;
const MOST_GAP = 3;
const gapSigns = new Set(Array.from(" -./()", (sign) => sign.charCodeAt(0)));

/**
 * Reads the groups of digits from `from` on, which must be a digit, as far as they may be one number: at most nine groups
 * and twenty digits, with blanks, hyphens, points, slashes and brackets between them.
 */
export function readDigitGroups(signs: Signs, from: number): DigitGroup[] {
  const groups: DigitGroup[] = [];
  let digits = 0;
  for (let start = from, gap = ""; groups.length < MOST_GROUPS;) {
    const end = runEnd(signs, start, isDigit, start + MOST_DIGITS + 1);
    digits += end - start;
    if (digits > MOST_DIGITS) break;
    groups.push({ start, end, gap });
    const next = runEnd(signs, end, (code) => gapSigns.has(code), end + MOST_GAP);
    if (next === end || !isDigit(signs.charCodeAt(next))) break;
    gap = signs.slice(end, next);
    // Two blanks stand between columns, and two hyphens between sentences.
    if (hasTwins(gap)) break;
    start = next;
  }
  return groups;
}

/** The digits of `groups` in a row. */
export function digitsOf(signs: Signs, groups: readonly DigitGroup[]): string {
  return groups.map(({ start, end }) => signs.slice(start, end)).join("");
}

/** How many digits each group has, such as `4-4-4-4`. */
export function shapeOf(groups: readonly DigitGroup[]): string {
  return groups.map(({ start, end }) => end - start).join("-");
}

/** The first groups of all, as many as have together at most `most` digits; fewer where `isNext` sees another number begin. */
export function firstDigits(
  groups: readonly DigitGroup[],
  most: number,
  isNext: (group: DigitGroup, digits: number) => boolean = () => false,
): DigitGroup[] {
  const taken: DigitGroup[] = [];
  let digits = 0;
  for (const group of groups) {
    if (digits + group.end - group.start > most || isNext(group, digits)) break;
    digits += group.end - group.start;
    taken.push(group);
  }
  return taken;
}

function hasTwins(gap: string): boolean {
  return Array.from(gap).some((sign, index) => sign === gap[index + 1]);
}
