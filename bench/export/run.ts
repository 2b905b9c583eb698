import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureExport } from "./report.ts";
import { writeMeasured } from "../write-measured.ts";

const usage = `npm run bench:export [-- --json | --write]

Reads and scores generated exports of 200 MB and 1 GB beside the parsers that one would pick: five minutes, and two more
to generate them the first time.

  --json   print one JSON document
  --write  also put the tables into docs/performance.md

Exit code 1: a bar is missed.
`;

const options = process.argv.slice(2);
const unknown = options.find((option) => option !== "--json" && option !== "--write");
if (unknown === undefined) {
  const report = measureExport((what) => process.stderr.write(`${what}\n`));
  process.stdout.write(options.includes("--json") ? `${JSON.stringify(report, null, 2)}\n` : formatForTerminal(report));
  if (options.includes("--write")) await writeMeasured("performance.md", "bench:export", formatAsMarkdown(report));
  process.exitCode = report.bars.every(({ holds }) => holds) ? 0 : 1;
} else {
  process.stderr.write(unknown === "--help" ? usage : `Unknown option ${unknown}.\n\n${usage}`);
  process.exitCode = unknown === "--help" ? 0 : 2;
}
