import { digitsOf, firstDigits, shapeOf, type DigitGroup } from "./digit-groups.ts";
import { phoneCandidateAt, type PhoneCandidate } from "./phone-candidate.ts";
import { isBehindPhoneWord } from "./phone-word.ts";
import { isDigit, runEnd, type Signs, type Stretch } from "./signs.ts";

const CLOSE = 0x29;
const EQUALS = 0x3d;
const ZERO = 0x30;
const MOST_DIGITS = 15; // ITU-T E.164 §6
const LEAST_INTERNATIONAL = 8;
const LEAST_UNGROUPED = 9;
const LEAST_NATIONAL = 9;
const MOST_NATIONAL = 12;
const LEAST_AFTER_WORD = 7;
/** Signs before a number that make it an amount, a part of a longer one, a path or an order. */
const borders = new Set(Array.from(".,-/#$€£=_%&@\\", (sign) => sign.charCodeAt(0)));
/** 1 to 3 digits that countries begin with; the others are not assigned (ITU-T E.164, list of assigned codes). */
const COUNTRY = /^(?:1|7|[34569]\d|2[0-79]|8(?:[124-8]|0[08]))/;

/** The groups of a candidate that are the number; null when none are. */
type Taken = readonly DigitGroup[] | null;

/**
 * Finds telephone numbers, cautiously: `+` and a country's code; North American ones as they are written; numbers with a
 * leading zero in groups, or an area code in brackets; and any row of 7 to 15 digits right behind a word such as "phone".
 * Dates, versions, amounts, ids and rows of bytes are none.
 */
export function findPhones(signs: Signs): Stretch[] {
  const found: Stretch[] = [];
  for (let at = 0; at < signs.length;) {
    if (!isDigit(signs.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const phone = phoneAt(signs, at, found.at(-1)?.end ?? 0);
    if (phone !== null) found.push(phone);
    at = phone?.end ?? runEnd(signs, at, isDigit);
  }
  return found;
}

function phoneAt(signs: Signs, at: number, limit: number): Stretch | null {
  const candidate = phoneCandidateAt(signs, at, limit);
  const end = candidate === null ? undefined : takenOf(candidate)?.at(-1)?.end;
  return candidate === null || end === undefined ? null : { start: candidate.start, end };
}

function takenOf(candidate: PhoneCandidate): Taken {
  if (candidate.hasPlus) return international(candidate);
  if (!borders.has(candidate.before)) {
    const taken = northAmerican(candidate) ?? zeroZero(candidate) ?? national(candidate);
    return taken ?? behindWord(candidate);
  }
  return candidate.before === EQUALS ? behindWord(candidate) : null;
}

function international({ signs, groups }: PhoneCandidate): Taken {
  const isAmerican = digitsOf(signs, groups.slice(0, 1)).startsWith("1");
  const taken = firstDigits(groups, isAmerican ? 11 : MOST_DIGITS);
  const digits = digitsOf(signs, taken);
  const least = taken.length === 1 ? LEAST_UNGROUPED : LEAST_INTERNATIONAL;
  if (digits.length < least || !COUNTRY.test(digits)) return null;
  if (isAmerican) return isAmericanNumber(digits.slice(1)) ? taken : null;
  // `+48.8566` is a coordinate.
  return taken.length === 2 && taken[1]?.gap === "." ? null : taken;
}

/** `0049 170 …`, with a gap: a row of digits alone is an order more often. */
function zeroZero({ signs, groups }: PhoneCandidate): Taken {
  const taken = firstDigits(groups, MOST_DIGITS + 2);
  const digits = digitsOf(signs, taken);
  const isLong = digits.length >= LEAST_INTERNATIONAL + 2 && taken.length > 1;
  return isLong && digits.startsWith("00") && COUNTRY.test(digits.slice(2)) && isGapped(taken) ? taken : null;
}

/** `(212) 555-0123`, `212-555-0123`, `1-212-555-0123`; with blanks alone only behind a word for it. */
function northAmerican({ signs, groups, isBracketed }: PhoneCandidate): Taken {
  const skipped = shapeOf(groups.slice(0, 4)) === "1-3-3-4" && digitsOf(signs, groups.slice(0, 1)) === "1" ? 1 : 0;
  const own = groups.slice(skipped, skipped + 3);
  if (shapeOf(own) !== "3-3-4" || goesOn(groups, skipped + 3)) return null;
  const isSpaced = own.slice(1).every(({ gap }) => gap === " ");
  const isWritten = isBracketed || !isSpaced || own[0]?.gap === " (";
  return isWritten && isAmericanNumber(digitsOf(signs, own)) ? groups.slice(0, skipped + 3) : null;
}

function isAmericanNumber(digits: string): boolean {
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(digits);
}

/** A leading zero and groups, or an area code in brackets. */
function national(candidate: PhoneCandidate): Taken {
  const { signs, groups } = candidate;
  const isNext = ({ start, gap }: DigitGroup, digits: number) =>
    digits >= LEAST_NATIONAL && gap === " " && signs.charCodeAt(start) === ZERO;
  const taken = firstDigits(groups, MOST_NATIONAL, isNext);
  const digits = digitsOf(signs, taken);
  const isLong = digits.length >= LEAST_NATIONAL && taken.length >= 2;
  if (!isLong || !(beginsWithZero(taken, digits) || hasAreaCode(candidate, digits))) return null;
  return isGapped(taken) && !goesOn(groups, taken.length) && !isRowOfBytes(candidate, taken) ? taken : null;
}

function beginsWithZero([first]: readonly DigitGroup[], digits: string): boolean {
  const length = lengthOf(first);
  return digits.startsWith("0") && digits[1] !== "0" && length >= 2 && length <= 6;
}

function hasAreaCode({ signs, groups: [first], isBracketed }: PhoneCandidate, digits: string): boolean {
  const length = lengthOf(first);
  const isYear = length === 4 && /^(?:19|20)/.test(digits);
  const isClosed = isBracketed && signs.charCodeAt(first?.end ?? 0) === CLOSE;
  return isClosed && !isYear && length >= 2 && length <= 5;
}

/** Five pairs are a number (France, Switzerland and others); a longer row of pairs is bytes, or a count. */
function isRowOfBytes({ signs, groups, start, isGlued }: PhoneCandidate, taken: readonly DigitGroup[]): boolean {
  if (!isPairs(taken)) return false;
  const next = groups[taken.length];
  const isLonger = next === undefined ? isGlued : isPairs([next]);
  const isBehindPair = /^(?:|\D)\d\d.$/s.test(signs.slice(Math.max(0, start - 4), start));
  return taken.length !== 5 || isLonger || isBehindPair;
}

function isPairs(groups: readonly DigitGroup[]): boolean {
  return groups.every((group) => lengthOf(group) === 2);
}

function lengthOf(group: DigitGroup | undefined): number {
  return group === undefined ? 0 : group.end - group.start;
}

/** Whether the groups go on behind the first `count` without more than a hyphen, point or slash between. */
function goesOn(groups: readonly DigitGroup[], count: number): boolean {
  const gap = groups[count]?.gap;
  return gap === "-" || gap === "." || gap === "/";
}

/** Not all of the gaps are points, as they are in versions and amounts, unless all groups are pairs. */
function isGapped(groups: readonly DigitGroup[]): boolean {
  return isPairs(groups) || groups.slice(1).some(({ gap }) => gap !== ".");
}

function behindWord({ signs, groups, start }: PhoneCandidate): Taken {
  const taken = firstDigits(groups, MOST_DIGITS);
  return digitsOf(signs, taken).length >= LEAST_AFTER_WORD && isBehindPhoneWord(signs, start) ? taken : null;
}
