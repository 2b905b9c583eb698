import { runBenchmark } from "../run-benchmark.ts";
import { formatForTerminal } from "./format-report.ts";
import { measureFarming } from "./report.ts";

const usage = `npm run bench:farming [-- --json]

Contributes honest archives, copies and junk as zips, and prints what each earns in ‰ of the honest baseline.

  --json   print one JSON document

Exit code 1: a bar is missed.
`;

const OPTIONS = { conversations: 80, seed: 11 };

await runBenchmark({ usage, measure: () => measureFarming(OPTIONS), holds: ({ holds }) => holds, formatForTerminal });
