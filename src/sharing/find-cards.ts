import { digitsOf, readDigitGroups, shapeOf, type DigitGroup } from "./digit-groups.ts";
import { isDigit, isWord, runEnd, type Signs, type Stretch } from "./signs.ts";

/** How the digits of a card are set on it and typed. */
const shapes: ReadonlySet<string> = new Set(["4-4-4-4", "4-4-4-4-3", "4-4-4-1", "4-6-5", "4-6-4"]);
const LEAST_DIGITS = 13;
const MOST_DIGITS = 19;
const HYPHEN = 0x2d;
const DOT = 0x2e;

/** First digits by network with the lengths that are issued; for numbers in no network Luhn's check says too little. */
const networks: readonly (readonly [from: number, to: number, lengths: readonly number[]])[] = [
  [4000, 4999, [13, 16, 19]],
  [5100, 5599, [16]],
  [2221, 2720, [16]],
  [3400, 3499, [15]],
  [3700, 3799, [15]],
  [3000, 3059, [14]],
  [3600, 3699, [14]],
  [3800, 3999, [14, 16]],
  [3528, 3589, [16, 19]],
  [6011, 6011, [16, 19]],
  [6440, 6599, [16, 19]],
  [6200, 6299, [16, 17, 18, 19]],
  [5000, 5099, [16, 19]],
  [5600, 5899, [16, 19]],
  [6300, 6399, [16, 19]],
  [6700, 6799, [16, 19]],
];

/**
 * Finds numbers of payment cards: in one piece or set as on a card, of a known network and length, and right by Luhn's
 * check (ISO/IEC 7812-1 annex B).
 */
export function findCards(signs: Signs): Stretch[] {
  const found: Stretch[] = [];
  for (let at = 0; at < signs.length;) {
    if (!isDigit(signs.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const card = isFree(signs.charCodeAt(at - 1)) ? cardAt(signs, at) : null;
    if (card !== null) found.push(card);
    at = card?.end ?? runEnd(signs, at, isDigit);
  }
  return found;
}

function cardAt(signs: Signs, at: number): Stretch | null {
  const groups = readDigitGroups(signs, at);
  for (let count = Math.min(groups.length, 5); count > 0; count--) {
    const taken = groups.slice(0, count);
    const end = taken.at(-1)?.end ?? at;
    if (isCardShape(taken) && !isWord(signs.charCodeAt(end)) && isCardNumber(digitsOf(signs, taken))) {
      return { start: at, end };
    }
  }
  return null;
}

/** A card may not begin behind a letter, a digit, or what makes it a part of a longer number. */
function isFree(before: number): boolean {
  return !isWord(before) && before !== HYPHEN && before !== DOT;
}

function isCardShape(groups: readonly DigitGroup[]): boolean {
  const gap = groups[1]?.gap;
  if (gap === undefined) return true;
  return (
    (gap === " " || gap === "-") && groups.slice(1).every((group) => group.gap === gap) && shapes.has(shapeOf(groups))
  );
}

/** Whether `digits` are a number that a network could have issued. */
export function isCardNumber(digits: string): boolean {
  if (digits.length < LEAST_DIGITS || digits.length > MOST_DIGITS) return false;
  const prefix = Number(digits.slice(0, 4));
  const isIssued = networks.some(
    ([from, to, lengths]) => prefix >= from && prefix <= to && lengths.includes(digits.length),
  );
  return isIssued && luhnSum(digits) % 10 === 0;
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = 2 * digit;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}
