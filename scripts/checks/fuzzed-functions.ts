import { globSync, readFileSync } from "node:fs";
import {
  functionsToFuzz,
  fuzzedFunctions,
  fuzzGaps,
  libraryFunctions,
  type AbiEntry,
} from "./fuzz/unfuzzed-functions.ts";
import { root } from "./run-command.ts";

/** Every library function, and every function of ours that can change something, is named by a fuzz test. */
type Factory = { readonly abi: readonly AbiEntry[]; readonly bytecode?: string };

const required: string[] = [];
for (const file of globSync("typechain-types/factories/contracts/*/*__factory.ts", { cwd: root }).sort()) {
  if (/\/(?:interfaces|mocks)\//.test(file)) continue;
  const name = /(\w+)__factory\.ts$/.exec(file)?.[1] ?? "";
  const module = (await import(root + file)) as Record<string, Factory>;
  const factory = module[`${name}__factory`];
  // An abstract contract is fuzzed as part of those that can be deployed.
  if (factory?.bytecode !== undefined) required.push(...functionsToFuzz(name, factory.abi));
}
for (const file of globSync("contracts/libraries/*.sol", { cwd: root }).sort()) {
  required.push(...libraryFunctions(readFileSync(root + file, "utf8")));
}
const tests = globSync("test/contracts/**/*.t.sol", { cwd: root });
const fuzzed = tests.flatMap((file) => fuzzedFunctions(readFileSync(root + file, "utf8")));
const gaps = fuzzGaps(required, fuzzed);

for (const gap of gaps) console.log(gap);
console.log(`${required.length} functions, ${gaps.length} gaps`);
process.exitCode = gaps.length === 0 && required.length > 0 ? 0 : 1;
