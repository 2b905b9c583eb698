import { writeFileSync } from "node:fs";
import { classifyCodePoint, CodePoint } from "../../src/scoring/code-points.ts";
import { root } from "../checks/run-command.ts";

/**
 * Writes the folding table of ruleset version 1 from the Unicode tables of this runtime, for the document and for the
 * code. It was run once and is closed: another edition of Unicode would make another ruleset.
 */
const UNICODE = "17.0";
const MOST_CODE_POINTS = 3;

const letters: readonly number[] = [CodePoint.LETTER, CodePoint.PHRASE, CodePoint.IDEOGRAPH];
const isIgnored = (codePoint: number) => classifyCodePoint(codePoint) === CodePoint.IGNORED;

/** Compatibility and case forms and marks away, again until nothing changes. */
function foldingOf(codePoint: number): number[] {
  let text = String.fromCodePoint(codePoint);
  for (let before = ""; before !== text;) {
    before = text;
    text = withoutIgnored(text.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD"));
  }
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function withoutIgnored(text: string): string {
  return Array.from(text)
    .filter((character) => !isIgnored(character.codePointAt(0) ?? 0))
    .join("");
}

/** A Hangul syllable is whole: the parts that it decomposes into are separators. */
function isFolded(codePoint: number): boolean {
  const isHangul = (codePoint >= 0xac00 && codePoint <= 0xd7a3) || (codePoint >= 0x3130 && codePoint <= 0x318f);
  return codePoint >= 0x80 && !isHangul && letters.includes(classifyCodePoint(codePoint));
}

type Row = { first: number; last: number; step: number; to: readonly number[] };

function rows(): Row[] {
  const found: Row[] = [];
  for (let codePoint = 0; codePoint < 0x10000; codePoint++) {
    if (!isFolded(codePoint)) continue;
    const to = foldingOf(codePoint);
    if (to.length === 1 && to[0] === codePoint) continue;
    if (to.length === 0 || to.length > MOST_CODE_POINTS)
      throw new Error(`U+${hex(codePoint)} folds to ${to.length} code points`);
    if (!extend(found.at(-1), codePoint, to)) found.push({ first: codePoint, last: codePoint, step: 1, to });
  }
  return found;
}

/** Whether `codePoint` goes on a row of steps of 1 or 2. */
function extend(row: Row | undefined, codePoint: number, to: readonly number[]): boolean {
  if (row?.to.length !== 1 || to.length !== 1) return false;
  const step = codePoint - row.last;
  const isInStep = row.first === row.last ? step <= 2 : step === row.step;
  if (!isInStep || codePoint - (to[0] ?? 0) !== row.first - (row.to[0] ?? 0)) return false;
  row.last = codePoint;
  row.step = step;
  return true;
}

function hex(codePoint: number): string {
  return codePoint.toString(16).toUpperCase().padStart(4, "0");
}

if (process.versions.unicode !== UNICODE)
  throw new Error(`Expected Unicode ${UNICODE}, got ${process.versions.unicode}.`);
const table = rows();
const lines = table.map(({ first, last, step, to }) => `${hex(first)} ${hex(last)} ${step} ${to.map(hex).join("+")}`);
writeFileSync(`${root}docs/scoring-folding.txt`, `${lines.join("\n")}\n`);
const compact = table.map(({ first, last, step, to }) =>
  [first, last - first, step, ...to].map((value) => value.toString(36)).join(" "),
);
const code = [
  `/** The rows of docs/scoring-folding.txt in base 36: first, last − first, step, and what they fold to. */`,
  "export const foldingRows =",
  `  "${compact.join(",")}";`,
];
writeFileSync(`${root}src/scoring/folding-rows.ts`, `${code.join("\n")}\n`);
console.log(`${table.length} rows`);
