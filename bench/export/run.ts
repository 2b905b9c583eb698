import { runBenchmark } from "../run-benchmark.ts";
import { writeMeasured } from "../write-measured.ts";
import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureExport } from "./report.ts";

const usage = `npm run bench:export [-- --json | --write]

Reads and scores generated exports of 200 MB and 1 GB beside the parsers that one would pick: five minutes, and two more
to generate them the first time.

  --json   print one JSON document
  --write  also put the tables into docs/performance.md

Exit code 1: a bar is missed.
`;

await runBenchmark({
  usage,
  measure: () => measureExport((what) => process.stderr.write(`${what}\n`)),
  holds: ({ bars }) => bars.every(({ holds }) => holds),
  formatForTerminal,
  write: (report) => writeMeasured("performance.md", "bench:export", formatAsMarkdown(report)),
});
