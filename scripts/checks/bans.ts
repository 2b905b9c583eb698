import { globSync, readFileSync } from "node:fs";
import { root } from "./run-command.ts";
import { findBanned, judge, type Exception } from "./solidity/bans.ts";
import { findOpcodes } from "./solidity/opcodes.ts";
import { sourcesOf } from "./solidity/sources.ts";

/**
 * What no contract of ours does, in the syntax tree of `contracts/` (mocks apart) and in the bytecode that is deployed.
 * Exceptions are in `solidity/exceptions.json`, each with its reason; one that is not needed any more fails.
 */
const exceptions = JSON.parse(readFileSync(`${root}scripts/checks/solidity/exceptions.json`, "utf8")) as Exception[];
const files = globSync("contracts/**/*.sol", { cwd: root, exclude: ["contracts/mocks/**"] }).sort();
const findings = findBanned(files, sourcesOf(files));

const opcodes = globSync("artifacts/{contracts,@openzeppelin}/**/*.json", {
  cwd: root,
  exclude: ["artifacts/contracts/mocks/**"],
})
  .map((file) => JSON.parse(readFileSync(root + file, "utf8")) as { sourceName?: string; deployedBytecode?: string })
  .filter(({ deployedBytecode = "0x" }) => deployedBytecode !== "0x");
for (const { sourceName = "", deployedBytecode = "" } of opcodes) {
  for (const { name, offset } of findOpcodes(deployedBytecode)) {
    findings.push({ ban: "opcode", file: sourceName, line: offset, place: "runtime", code: name });
  }
}

const { banned, stale } = judge(findings, exceptions);
for (const { ban, file, line, code } of banned) console.log(`${file}:${line} ${ban}: ${code}`);
for (const { ban, file, code } of stale) console.log(`excepted for nothing: ${file} ${ban}: ${code}`);
if (opcodes.length === 0) console.log("no bytecode to look at: run hardhat build");
process.exitCode = files.length > 0 && opcodes.length > 0 && banned.length + stale.length === 0 ? 0 : 1;
