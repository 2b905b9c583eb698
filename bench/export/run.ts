import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { InvariantError } from "../../src/primitives/errors.ts";
import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureExport } from "./report.ts";

const usage = `npm run bench:export [-- --json | --write]

Reads and scores generated exports of 200 MB and 1 GB beside the parsers that one would pick; about ten minutes.

  --json   print one JSON document
  --write  also put the tables into docs/performance.md

Exit code 1: a bar is missed.
`;

const options = process.argv.slice(2);
const unknown = options.find((option) => option !== "--json" && option !== "--write");
if (unknown === undefined) {
  const report = measureExport((what) => process.stderr.write(`${what}\n`));
  process.stdout.write(options.includes("--json") ? `${JSON.stringify(report, null, 2)}\n` : formatForTerminal(report));
  if (options.includes("--write")) await writeDocument(formatAsMarkdown(report));
  process.exitCode = report.bars.every(({ holds }) => holds) ? 0 : 1;
} else {
  process.stderr.write(unknown === "--help" ? usage : `Unknown option ${unknown}.\n\n${usage}`);
  process.exitCode = unknown === "--help" ? 0 : 2;
}

/** Replaces the measured part of docs/performance.md, which lies between two comments. */
async function writeDocument(measured: string): Promise<void> {
  const file = new URL("../../docs/performance.md", import.meta.url);
  const parts = readFileSync(file, "utf8").split(/(<!-- (?:begin|end) of bench:export -->)/);
  if (parts.length !== 5) {
    throw new InvariantError("BENCH_NO_PLACE", "docs/performance.md has lost the comments around its tables.");
  }
  const [before, begin, , end, after] = parts;
  const text = [before, begin, `\n\n${measured}\n`, end, after].join("");
  writeFileSync(file, await format(text, { parser: "markdown", printWidth: 120 }));
}
