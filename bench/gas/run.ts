import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { InvariantError } from "../../src/primitives/errors.ts";
import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureReport, type Report } from "./report.ts";

const usage = `npm run bench:gas [-- --json | --write]

Measures claims, registrations and proposals beside re-implementations of others, on one chain in this process.

  --json   print one JSON document
  --write  also put the tables into docs/gas.md

Exit code 1: a bar is missed.
`;

const options = process.argv.slice(2);
const unknown = options.find((option) => option !== "--json" && option !== "--write");
if (unknown === undefined) {
  const report = await measureReport();
  process.stdout.write(options.includes("--json") ? `${JSON.stringify(report, null, 2)}\n` : formatForTerminal(report));
  if (options.includes("--write")) await writeDocument(report);
  process.exitCode = report.bars.every(({ holds }) => holds) ? 0 : 1;
} else {
  process.stderr.write(unknown === "--help" ? usage : `Unknown option ${unknown}.\n\n${usage}`);
  process.exitCode = unknown === "--help" ? 0 : 2;
}

/** Replaces the measured part of docs/gas.md, which lies between two comments. */
async function writeDocument(report: Report): Promise<void> {
  const file = new URL("../../docs/gas.md", import.meta.url);
  const parts = readFileSync(file, "utf8").split(/(<!-- (?:begin|end) of what was measured -->)/);
  if (parts.length !== 5)
    throw new InvariantError("BENCH_NO_PLACE", "docs/gas.md has lost the comments around its tables.");
  parts[2] = `\n\n${formatAsMarkdown(report)}\n`;
  writeFileSync(file, await format(parts.join(""), { parser: "markdown", printWidth: 120 }));
}
