import { runBenchmark } from "../run-benchmark.ts";
import { writeMeasured } from "../write-measured.ts";
import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureValidator } from "./report.ts";

const usage = `npm run bench:validator [-- --large] [--json | --write]

Lets 1, 2 and 4 scorer processes measure archives on a PostgreSQL of their own, and looks up and inserts among 10^6 and
10^7 fingerprints there and 10^6 in a folder: a quarter of an hour and 4 GB of disk.

  --large  also 10^8 fingerprints: half an hour and 15 GB more
  --json   print one JSON document
  --write  also put the tables into docs/performance.md

Exit code 1: a bar is missed.
`;

await runBenchmark({
  usage,
  options: ["--large"],
  measure: (options) => measureValidator((what) => process.stderr.write(`${what}\n`), options.includes("--large")),
  holds: ({ bars }) => bars.every(({ holds }) => holds),
  formatForTerminal,
  write: (report) => writeMeasured("performance.md", "bench:validator", formatAsMarkdown(report)),
});
