import { readDigitGroups, type DigitGroup } from "./digit-groups.ts";
import { isWord, type Signs } from "./signs.ts";

/** Groups of digits that could be somebody's number, with what stands around them. */
export type PhoneCandidate = {
  readonly signs: Signs;
  /** Where it begins: its `+`, its bracket or its first digit. */
  readonly start: number;
  readonly groups: readonly DigitGroup[];
  readonly hasPlus: boolean;
  /** Whether a bracket opens right before the first digit. */
  readonly isBracketed: boolean;
  /** Whether digits with a letter behind them follow the groups. */
  readonly isGlued: boolean;
  /** The sign before it; `NaN` at the beginning of the text. */
  readonly before: number;
};

const PLUS = 0x2b;
const OPEN = 0x28;
const FIRST_IDEOGRAPH = 0x2e80;
const DATE =
  /^(?:(?:19|20)\d\d[-./ ]{1,3}\d{1,2}[-./ ]{1,3}\d{1,2}|\d{1,2}[-./ ]{1,3}\d{1,2}[-./ ]{1,3}(?:19|20)\d\d)(?!\d)/;

/** What could be a number whose first digit is at `at`; nothing of it lies before `limit`. Null for a date or an id. */
export function phoneCandidateAt(signs: Signs, at: number, limit: number): PhoneCandidate | null {
  const bracket = at > limit && signs.charCodeAt(at - 1) === OPEN ? at - 1 : at;
  const start = bracket > limit && signs.charCodeAt(bracket - 1) === PLUS ? bracket - 1 : bracket;
  const before = signs.charCodeAt(start - 1);
  if (isGluing(before) || before === PLUS) return null;
  const { groups, isGlued } = readWholeGroups(signs, at);
  const [hasPlus, isBracketed] = [start < bracket, bracket < at];
  if (groups.length === 0 || (!hasPlus && isDate(signs, groups))) return null;
  return { signs, start, groups, hasPlus, isBracketed, isGlued, before };
}

/** The groups of digits from `at` on, up to the first with a letter behind it. */
function readWholeGroups(signs: Signs, at: number): Pick<PhoneCandidate, "groups" | "isGlued"> {
  const groups = readDigitGroups(signs, at);
  const glued = groups.findIndex(({ end }) => isGluing(signs.charCodeAt(end)));
  return glued === -1 ? { groups, isGlued: false } : { groups: groups.slice(0, glued), isGlued: true };
}

/** Whether a sign beside digits makes them a part of a word. In scripts without blanks words touch what is beside them. */
function isGluing(code: number): boolean {
  return isWord(code) && code < FIRST_IDEOGRAPH;
}

function isDate(signs: Signs, groups: readonly DigitGroup[]): boolean {
  const last = groups.at(Math.min(2, groups.length - 1));
  return DATE.test(signs.slice(groups[0]?.start ?? 0, last?.end ?? 0));
}
