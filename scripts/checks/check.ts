import { runCommand, type CommandResult } from "./run-command.ts";

/** Everything static, one line per check; the output of a check is shown only when it fails. */
const checks: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ["format", "prettier", "--check", "--log-level=warn", "."],
  ["solidity lint", "solhint", "--noPoster", "--max-warnings", "0", "contracts/**/*.sol"],
  ["typescript lint", "eslint", "--max-warnings", "0", "."],
  ["types", "tsc", "-p", "."],
  ["module boundaries", "tsx", "scripts/checks/module-boundaries.ts"],
  ["unused code and dependencies", "knip"],
  ["lockfile has every platform", "tsx", "scripts/checks/lockfile-platforms.ts"],
  ["generated files are fresh", "tsx", "scripts/checks/generated-fresh.ts"],
  ["tables of governance.md are fresh", "tsx", "scripts/checks/governance-tables.ts"],
  ["contracts do nothing that is banned", "tsx", "scripts/checks/bans.ts"],
  ["storage layout is the committed one", "tsx", "scripts/checks/storage-layout.ts"],
  ["every contract fits a chain", "tsx", "scripts/checks/bytecode-size.ts"],
  ["every source file and contract error is tested", "tsx", "scripts/checks/mirrored-tests.ts"],
  ["every threat is tested or does not apply", "tsx", "scripts/checks/threat-ids.ts"],
  ["every invariant is listed and named in the code", "tsx", "scripts/checks/invariant-labels.ts"],
  ["every function is fuzzed", "tsx", "scripts/checks/fuzzed-functions.ts"],
  ["planted bugs still apply", "tsx", "scripts/checks/planted-fresh.ts"],
  ["documents point at existing files", "tsx", "scripts/checks/links.ts"],
];

let failed = 0;
for (const [name, command, ...args] of checks) {
  const result: CommandResult = await runCommand(command, args);
  const ok = result.exitCode === 0;
  if (!ok) failed++;
  console.log(`${ok ? "✔" : "✘"} ${name}`);
  if (!ok) console.log(result.output.trimEnd());
}
console.log(`${checks.length - failed} of ${checks.length} checks hold`);
process.exitCode = failed === 0 ? 0 : 1;
