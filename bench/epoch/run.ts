import { runBenchmark } from "../run-benchmark.ts";
import { writeMeasured } from "../write-measured.ts";
import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureEpoch } from "./report.ts";

const usage = `npm run bench:epoch [-- --json | --write]

Calculates, publishes, verifies and proves an epoch of a million contributors: five minutes, and one more to generate
it the first time.

  --json   print one JSON document
  --write  also put the tables into docs/performance.md

Exit code 1: a bar is missed.
`;

await runBenchmark({
  usage,
  measure: () => measureEpoch((what) => process.stderr.write(`${what}\n`)),
  holds: ({ bars }) => bars.every(({ holds }) => holds),
  formatForTerminal,
  write: (report) => writeMeasured("performance.md", "bench:epoch", formatAsMarkdown(report)),
});
