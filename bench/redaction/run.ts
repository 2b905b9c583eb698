import { runBenchmark } from "../run-benchmark.ts";
import { writeMeasured } from "../write-measured.ts";
import { formatForDocument, formatForTerminal } from "./format-report.ts";
import { measureRedaction } from "./report.ts";

const usage = `npm run bench:redaction [-- --json | --write]

Removes personal data from a labelled sample that is made from a seed, and says how much of it was found and how much
else was taken for it.

  --json    print one JSON document
  --write   put the tables into docs/sharing.md

Exit code 1: a bar is missed.
`;

const OPTIONS = { seed: 17, textsPerForm: 400 };

await runBenchmark({
  usage,
  measure: () => measureRedaction(OPTIONS),
  holds: ({ bars }) => bars.every(({ holds }) => holds),
  formatForTerminal,
  write: (report) => writeMeasured("sharing.md", "measured redaction", formatForDocument(report)),
});
