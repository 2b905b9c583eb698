import { readFileSync } from "node:fs";

const manual = readFileSync(new URL("../../../../docs/scoring.md", import.meta.url), "utf8");

type Row = readonly [first: number, last: number, value: string];

/** The rows of a text block of docs/scoring.md, section 15. */
function rowsOf(name: string): readonly Row[] {
  const block = manual.split(`\`\`\`text ${name}\n`)[1]?.split("\n```")[0];
  if (block === undefined) throw new Error(`docs/scoring.md has no table ${name}`);
  return block.split("\n").map((line) => {
    const [first = "", last = "", value = ""] = line.split(" ");
    return [Number.parseInt(first, 16), Number.parseInt(last, 16), value];
  });
}

const foldings = new Map<number, string>();
for (const row of readFileSync(new URL("../../../../docs/scoring-folding.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")) {
  const [first = "", last = "", step = "", to = ""] = row.split(" ");
  const points = to.split("+").map((point) => Number.parseInt(point, 16));
  for (let at = Number.parseInt(first, 16); at <= Number.parseInt(last, 16); at += Number(step)) {
    const moved = points.length === 1 ? [(points[0] ?? 0) + at - Number.parseInt(first, 16)] : points;
    foldings.set(at, String.fromCodePoint(...moved));
  }
}

/** What a code point folds to by docs/scoring-folding.txt, with A–Z to a–z. */
export function foldingOf(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  return /^[A-Z]$/.test(character) ? character.toLowerCase() : (foldings.get(codePoint) ?? character);
}

const classRows = rowsOf("class-of-code-point").toReversed();
const scriptRows = rowsOf("script-of-token");

const known = new Map<number, string>();

/** The class of a code point by its name in section 3, `phrase` for a phrase letter. */
export function classOf(codePoint: number): string {
  const found = known.get(codePoint) ?? findClass(codePoint);
  known.set(codePoint, found);
  return found;
}

function findClass(codePoint: number): string {
  const row = classRows.find(([first, last]) => codePoint >= first && codePoint <= last);
  if (row !== undefined) return row[2];
  if (codePoint < 0xc0) return "separator";
  if (codePoint < 0x1d000) return "letter";
  return codePoint >= 0x20000 && codePoint < 0x40000 ? "ideograph" : "separator";
}

/** The name of the script of a token, null when it begins with a digit. */
export function scriptOfToken(token: string): string | null {
  const first = token.codePointAt(0) ?? 0;
  if (first < 0x80) return token.startsWith("0") ? null : "latin";
  return scriptRows.find(([from, to]) => first >= from && first <= to)?.[2] ?? "other";
}
