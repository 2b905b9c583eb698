import { runCommand } from "./run-command.ts";

type Check = readonly [name: string, command: string, ...args: string[]];

/** Writes and compiles what the others read, so it runs before them. */
const generated: Check = ["generated files are fresh", "node", "scripts/checks/generated-fresh.ts"];

const others: readonly Check[] = [
  ["format", "prettier", "--check", "--log-level=warn", "."],
  ["solidity lint", "solhint", "--noPoster", "--max-warnings", "0", "contracts/**/*.sol"],
  ["typescript lint", "eslint", "--max-warnings", "0", "."],
  ["types", "tsc", "-p", "."],
  ["module boundaries", "node", "scripts/checks/module-boundaries.ts"],
  ["unused code and dependencies", "knip"],
  ["lockfile has every platform", "node", "scripts/checks/lockfile-platforms.ts"],
  ["tables of governance.md are fresh", "node", "scripts/checks/governance-tables.ts"],
  ["manifests of tools name their source", "node", "scripts/checks/tool-manifests.ts"],
  ["the picture of a report is fresh", "node", "scripts/checks/insights-picture.ts"],
  ["contracts do nothing that is banned", "node", "scripts/checks/bans.ts"],
  ["storage layout is the committed one", "node", "scripts/checks/storage-layout.ts"],
  ["every contract fits a chain", "node", "scripts/checks/bytecode-size.ts"],
  ["every source file and contract error is tested", "node", "scripts/checks/mirrored-tests.ts"],
  ["every threat and fault is tested or does not apply", "node", "scripts/checks/threat-ids.ts"],
  ["every invariant is listed and named in the code", "node", "scripts/checks/invariant-labels.ts"],
  ["every function is fuzzed", "node", "scripts/checks/fuzzed-functions.ts"],
  ["planted bugs still apply", "node", "scripts/checks/planted-fresh.ts"],
  ["documents point at existing files", "node", "scripts/checks/links.ts"],
];

/** How many checks run at the same time: most of them keep one core busy. */
const LANES = 2;

/** Everything static, one line per check; the output of a check is shown only when it fails. */
let failed = 0;
await run(generated);
const waiting = others[Symbol.iterator]();
await Promise.all(Array.from({ length: LANES }, runLane));
console.log(`${others.length + 1 - failed} of ${others.length + 1} checks hold`);
process.exitCode = failed === 0 ? 0 : 1;

async function runLane(): Promise<void> {
  // Both lanes take from one iterator, so each check is taken once.
  for (const check of waiting) await run(check);
}

async function run([name, command, ...args]: Check): Promise<void> {
  const { exitCode, output } = await runCommand(command, args);
  const ok = exitCode === 0;
  if (!ok) failed++;
  console.log(`${ok ? "✔" : "✘"} ${name}`);
  if (!ok) console.log(output.trimEnd());
}
