import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureReport } from "./report.ts";
import { writeMeasured } from "../write-measured.ts";

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
  if (options.includes("--write")) await writeMeasured("gas.md", "what was measured", formatAsMarkdown(report));
  process.exitCode = report.bars.every(({ holds }) => holds) ? 0 : 1;
} else {
  process.stderr.write(unknown === "--help" ? usage : `Unknown option ${unknown}.\n\n${usage}`);
  process.exitCode = unknown === "--help" ? 0 : 2;
}
