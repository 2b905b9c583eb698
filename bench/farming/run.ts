import { formatForTerminal } from "./format-report.ts";
import { measureFarming } from "./report.ts";

const usage = `npm run bench:farming [-- --json]

Contributes honest archives, copies and junk as zips, and prints what each earns in ‰ of the honest baseline.

  --json   print one JSON document

Exit code 1: a bar is missed.
`;

const OPTIONS = { conversations: 80, seed: 11 };

const options = process.argv.slice(2);
const unknown = options.find((option) => option !== "--json");
if (unknown === undefined) {
  const report = await measureFarming(OPTIONS);
  process.stdout.write(options.includes("--json") ? `${JSON.stringify(report, null, 2)}\n` : formatForTerminal(report));
  process.exitCode = report.holds ? 0 : 1;
} else {
  process.stderr.write(unknown === "--help" ? usage : `Unknown option ${unknown}.\n\n${usage}`);
  process.exitCode = unknown === "--help" ? 0 : 2;
}
