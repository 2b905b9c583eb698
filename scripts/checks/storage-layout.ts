import { globSync, readFileSync, writeFileSync } from "node:fs";
import { root } from "./run-command.ts";
import { compile } from "./solidity/compiler.ts";
import { sourcesOf } from "./solidity/sources.ts";
import { describeLayout } from "./solidity/storage-layout.ts";

/**
 * Where each state variable of our contracts lies, against what is committed: packing is gas that was paid for with
 * care, and a moved slot breaks whoever reads storage, as the simulation of proposals does. `--write` takes the present
 * layout over.
 */
const snapshot = `${root}src/governance/simulation/storage-layouts.json`;
const MANAGER = "@openzeppelin/contracts/access/manager/AccessManager.sol";
const own = globSync("contracts/**/*.sol", {
  cwd: root,
  exclude: ["contracts/mocks/**", "contracts/interfaces/**", "contracts/libraries/**"],
}).sort();
const files = [...own, MANAGER];
const { contracts = {} } = compile(sourcesOf(files), { outputSelection: { "*": { "*": ["storageLayout"] } } });

const layouts: Record<string, string[]> = {};
for (const file of files) {
  for (const [name, { storageLayout }] of Object.entries(contracts[file] ?? {})) {
    if (storageLayout !== undefined) layouts[name] = describeLayout(storageLayout);
  }
}
const present = `${JSON.stringify(layouts, null, 2)}\n`;
if (process.argv.includes("--write")) writeFileSync(snapshot, present);
const committed = JSON.parse(readFileSync(snapshot, "utf8")) as Record<string, string[]>;
const changed = [...new Set([...Object.keys(committed), ...Object.keys(layouts)])].filter(
  (name) => JSON.stringify(committed[name]) !== JSON.stringify(layouts[name]),
);
for (const name of changed) {
  console.log(`${name}: the storage layout is another than the committed one`);
  for (const line of layouts[name] ?? ["(the contract is gone)"]) {
    if (committed[name]?.includes(line) !== true) console.log(`  + ${line}`);
  }
  for (const line of committed[name] ?? []) if (layouts[name]?.includes(line) !== true) console.log(`  - ${line}`);
}
if (changed.length > 0) console.log("If this is meant: node scripts/checks/storage-layout.ts --write");
process.exitCode = changed.length === 0 && Object.keys(layouts).length > 0 ? 0 : 1;
