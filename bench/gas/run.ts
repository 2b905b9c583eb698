import { runBenchmark } from "../run-benchmark.ts";
import { writeMeasured } from "../write-measured.ts";
import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureReport } from "./report.ts";

const usage = `npm run bench:gas [-- --json | --write]

Measures claims, registrations and proposals beside re-implementations of others, on one chain in this process.

  --json   print one JSON document
  --write  also put the tables into docs/gas.md

Exit code 1: a bar is missed.
`;

await runBenchmark({
  usage,
  measure: measureReport,
  holds: ({ bars }) => bars.every(({ holds }) => holds),
  formatForTerminal,
  write: (report) => writeMeasured("gas.md", "what was measured", formatAsMarkdown(report)),
});
