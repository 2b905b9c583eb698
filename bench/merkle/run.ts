import { writeFileSync } from "node:fs";
import { runBenchmark } from "../run-benchmark.ts";
import { writeMeasured } from "../write-measured.ts";
import { drawChart } from "./draw-chart.ts";
import { formatAsMarkdown, formatForTerminal } from "./format-report.ts";
import { measureMerkle, type MerkleReport } from "./report.ts";

const usage = `npm run bench:merkle [-- --json | --write]

Hashes, builds trees of up to ten million leaves and gives proofs, beside the libraries that one would pick: about five
minutes.

  --json   print one JSON document
  --write  also put the tables into docs/performance.md and the chart beside it

Exit code 1: a bar is missed.
`;

await runBenchmark({
  usage,
  measure: () => measureMerkle((what) => process.stderr.write(`${what}\n`)),
  holds: ({ sections }) => sections.every(({ bars }) => bars.every(({ holds }) => holds)),
  formatForTerminal,
  write,
});

async function write(report: MerkleReport): Promise<void> {
  writeFileSync(new URL("../../docs/performance-merkle.svg", import.meta.url), drawChart(report.measured.trees));
  await writeMeasured("performance.md", "bench:merkle", formatAsMarkdown(report));
}
