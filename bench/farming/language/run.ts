import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Table from "cli-table3";
import { SeededRandom } from "../../../src/synthetic/seeded-random.ts";
import { coverage, makeTable } from "./bigram-table.ts";
import { extractTexts } from "./extract-text.ts";
import { fetchPackage } from "./fetch-texts.ts";
import { textPackages, type TextPackage } from "./packages.ts";
import { languageOf, shuffle, tokensOf } from "./recurrence.ts";

// `npm run bench:language [-- FOLDER]`: about 150 MB are downloaded into FOLDER, a new one unless given.
const LENGTHS = [60, 150, 300, 600, 2_000, 6_000];
const ARCHIVES = 20;
const ARCHIVE_TOKENS = 12_000;
const SAMPLES = 200;
const random = new SeededRandom(1, "language");
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), "language-"));

const read = (use: TextPackage["use"]) =>
  textPackages
    .filter((entry) => entry.use === use)
    .flatMap((entry) => extractTexts(entry, fetchPackage(entry, folder)))
    .map(([name, text]): [string, string[]] => [name, tokensOf(text)]);

function piece(tokens: readonly string[], length: number): string[] {
  const start = random.below(Math.max(1, Math.min(2_000_000, tokens.length - length)));
  return tokens.slice(start, start + length);
}

/** Mean qL of archives made of pieces of one length, as they are and shuffled. */
function languageRow(tokens: readonly string[], length: number): [honest: number, shuffled: number] {
  const sums: [number, number] = [0, 0];
  for (let i = 0; i < ARCHIVES; i++) {
    const pieces = Array.from({ length: Math.ceil(ARCHIVE_TOKENS / length) }, () => piece(tokens, length));
    sums[0] += languageOf(pieces) / ARCHIVES;
    sums[1] += languageOf(pieces.map((each) => shuffle(each, random))) / ARCHIVES;
  }
  return sums;
}

function quantiles(values: readonly number[], ...at: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return at.map((percent) => sorted[Math.floor((percent * (sorted.length - 1)) / 100)]).join(" ");
}

function print(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
  table.push(...rows.map((row) => [...row]));
  console.log(`${title}\n${table.toString()}\n`);
}

const texts = read("text");
const means = LENGTHS.map((): [number, number] => [0, 0]);
const languageRows = texts.map(([name, tokens]) => {
  const row = LENGTHS.map((length) => languageRow(tokens, length));
  row.forEach(([honest, shuffled], i) => {
    means[i] = [(means[i]?.[0] ?? 0) + honest / texts.length, (means[i]?.[1] ?? 0) + shuffled / texts.length];
  });
  return [name, ...row.map(describe)];
});
function describe([honest, shuffled]: readonly [number, number]): string {
  return `${honest.toFixed(0)} / ${shuffled.toFixed(1)}`;
}
const lengthHead = LENGTHS.map((length) => `${length} tokens`);
print(
  `Mean qL in ‰, as written / shuffled: archives of ${ARCHIVE_TOKENS} tokens in conversations of so many`,
  ["text", ...lengthHead],
  [...languageRows, ["mean", ...means.map(describe)]],
);

const table = makeTable(read("table").map(([, tokens]) => tokens));
const tableRows = texts.map(([name, tokens]) => {
  const pieces = Array.from({ length: SAMPLES }, () => piece(tokens, 300));
  const written = pieces.map((each) => coverage(each, table));
  const dealt = pieces.map((each) => coverage(shuffle(each, random), table));
  return [name, quantiles(written, 1, 5, 50), quantiles(dealt, 50, 95, 99)];
});
print(
  `The rival: bigrams in ‰ that a table of ${table.size} from LibreOffice's help in 16 languages holds, 300 tokens`,
  ["text", "as written: 1, 5, 50 %", "shuffled: 50, 95, 99 %"],
  tableRows,
);
