import { removalMark, type RemovalKind } from "../export/removal-marks.ts";
import { findCards } from "./find-cards.ts";
import { findEmails } from "./find-emails.ts";
import { findIbans } from "./find-ibans.ts";
import { findIpAddresses } from "./find-ip-addresses.ts";
import { findKeys } from "./find-keys.ts";
import { findPhones } from "./find-phones.ts";
import { createWordFinder } from "./find-words.ts";
import { foldSigns, foldWords, type FoldedText } from "./fold-text.ts";
import type { Signs, Stretch } from "./signs.ts";

/** What to take out of texts. */
export type RedactionRule = {
  readonly kinds: readonly RemovalKind[];
  /** Words of the owner's, for the kind `word`. */
  readonly words: readonly string[];
};

/** Something that was taken out: for the eyes of its owner alone. */
export type Removal = { readonly kind: RemovalKind; readonly text: string };

/** A text without what was taken out of it. */
export type Redacted = { readonly text: string; readonly removals: readonly Removal[] };

type Found = Stretch & { readonly kind: RemovalKind };

/** Where two overlap, the whole is removed and named after the first of these. */
const detectors: readonly (readonly [kind: RemovalKind, find: (signs: Signs) => Stretch[]])[] = [
  ["key", findKeys],
  ["email", findEmails],
  ["iban", findIbans],
  ["card", findCards],
  ["ip", findIpAddresses],
  ["phone", findPhones],
];

/**
 * Makes the function that takes personal data out of a text and puts a mark in its place. Time is linear in the text,
 * whatever it holds. It finds forms, not meaning: a help, and no proof that nothing is left.
 *
 * @throws {InvalidInputError} `SHARING_BAD_WORD`.
 */
export function createRedactor({ kinds, words }: RedactionRule): (text: string) => Redacted {
  const chosen = detectors.filter(([kind]) => kinds.includes(kind));
  const findWords = createWordFinder(kinds.includes("word") ? words : [], { isWhole: true });
  const hasWords = kinds.includes("word") && words.length > 0;
  return (text) => {
    const signs = foldSigns(text);
    const found = chosen.flatMap(([kind, find]) => find(signs.text).map((stretch) => unfold(stretch, signs, kind)));
    if (hasWords) {
      const folded = foldWords(text);
      for (const stretch of findWords(folded.text)) found.push(unfold(stretch, folded, "word"));
    }
    return found.length === 0 ? { text, removals: [] } : replaceAll(text, joined(found));
  };
}

/** Where a stretch of the folded text stands in the original; a sign that became several counts as a whole. */
function unfold({ start, end }: Stretch, { text, origin }: FoldedText, kind: RemovalKind): Found {
  const from = origin(start);
  const last = origin(end - 1);
  let next = end;
  while (next < text.length && origin(next) === last) next += 1;
  return { kind, start: from, end: origin(next) };
}

/** In the order of the text, those that overlap as one. */
function joined(found: readonly Found[]): Found[] {
  const ordered = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const whole: Found[] = [];
  for (const next of ordered) {
    const last = whole.at(-1);
    if (last === undefined || next.start >= last.end) whole.push(next);
    else whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, next.end), kind: first(last, next) };
  }
  return whole;
}

function first(a: Found, b: Found): RemovalKind {
  return rank(a.kind) <= rank(b.kind) ? a.kind : b.kind;
}

function rank(kind: RemovalKind): number {
  const place = detectors.findIndex(([known]) => known === kind);
  return place === -1 ? detectors.length : place;
}

function replaceAll(text: string, found: readonly Found[]): Redacted {
  const pieces: string[] = [];
  const removals: Removal[] = [];
  let at = 0;
  for (const { kind, start, end } of found) {
    pieces.push(text.slice(at, start), removalMark(kind));
    removals.push({ kind, text: text.slice(start, end) });
    at = end;
  }
  pieces.push(text.slice(at));
  return { text: pieces.join(""), removals };
}
