import { count, sum } from "./integers.ts";
import { classOf, foldingOf } from "./tables.ts";

export type TextReading = {
  readonly tokens: readonly string[];
  readonly bytes: bigint;
  readonly codePoints: bigint;
  readonly letters: bigint;
};

const LETTERS: Readonly<Record<string, string>> = {
  space: "s",
  separator: "x",
  digit: "d",
  letter: "l",
  phrase: "p",
  ideograph: "i",
};

/** Section 3: one letter for the class of each code point, and tokens as what a pattern finds among these letters. */
export function readText(text: string): TextReading {
  const points = pointsOf(text).filter((p) => classOf(p) !== "ignored");
  const kept = points.filter((p, i) => !(classOf(p) === "space" && i > 0 && classOf(points[i - 1] ?? 0) === "space"));
  const folded = kept
    .flatMap((p) => (isLetter(p) ? pointsOf(foldingOf(p)) : [p]))
    .filter((p) => classOf(p) !== "ignored");
  const words = folded.filter((p, i) => !(classOf(p) === "digit" && i > 0 && classOf(folded[i - 1] ?? 0) === "digit"));
  const classes = words.map((p) => LETTERS[classOf(p)]).join("");
  const tokens = [...classes.matchAll(/p{1,3}|i|[ld]{1,32}/g)].map(({ index, 0: found }) =>
    words
      .slice(index, index + found.length)
      .map((p) => (classOf(p) === "digit" ? "0" : String.fromCodePoint(p)))
      .join(""),
  );
  return {
    tokens,
    bytes: sum(kept.map((p) => (classOf(p) === "space" ? 1n : bytesOf(p)))),
    codePoints: count(kept),
    letters: count(kept.filter(isLetter)),
  };
}

function pointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function isLetter(codePoint: number): boolean {
  return ["letter", "phrase", "ideograph"].includes(classOf(codePoint));
}

function bytesOf(codePoint: number): bigint {
  if (codePoint < 0x80) return 1n;
  if (codePoint < 0x800) return 2n;
  return codePoint < 0x10000 ? 3n : 4n;
}
