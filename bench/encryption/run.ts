import { runBenchmark } from "../run-benchmark.ts";
import { writeMeasured } from "../write-measured.ts";
import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureEncryption } from "./report.ts";

const usage = `npm run bench:encryption [-- --json | --write]

Encrypts and decrypts beside the age library, seals a file of 1 GB and opens it again, and wraps keys: two minutes, and
4 GB of the disk in cache/.

  --json   print one JSON document
  --write  also put the tables into docs/performance.md

Exit code 1: a bar is missed.
`;

await runBenchmark({
  usage,
  measure: () => measureEncryption((what) => process.stderr.write(`${what}\n`)),
  holds: ({ bars }) => bars.every(({ holds }) => holds),
  formatForTerminal,
  write: (report) => writeMeasured("performance.md", "bench:encryption", formatAsMarkdown(report)),
});
