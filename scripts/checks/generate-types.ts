import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { root, runCommand } from "./run-command.ts";

/**
 * Compiles the contracts and writes `typechain-types/` anew. The generator lists contracts in the order in which the
 * disk happens to give them; here runs of alike lines are sorted, so that the same contracts give the same files. It
 * imports `.js` files that a compiler would make of them; Node loads the `.ts` files themselves.
 */
const folder = `${root}typechain-types`;

rmSync(folder, { recursive: true, force: true });
const build = await runCommand("hardhat", ["build", "--force"], { echo: true, env: { GENERATE_TYPES: "1" } });
if (build.exitCode === 0) {
  for (const file of globSync("**/*.ts", { cwd: folder })) {
    const path = `${folder}/${file}`;
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/(from\s+["']\.[^"']*)\.js(["'])/g, "$1.ts$2"));
  }
  for (const file of ["hardhat.d.ts", "index.ts"]) {
    const path = `${folder}/${file}`;
    writeFileSync(path, sortRuns(readFileSync(path, "utf8").split("\n")).join("\n"));
  }
}
const clean = build.exitCode === 0 && !build.output.includes("Warning:");
if (!clean) console.error("Expected the contracts to compile without a warning.");
process.exitCode = clean ? 0 : 1;

/** Sorts each longest run of consecutive lines that begin with the same word. */
function sortRuns(lines: readonly string[]): string[] {
  const sorted: string[] = [];
  let run: string[] = [];
  for (const line of lines.map((text) => text.trim())) {
    if (run[0] !== undefined && firstWord(run[0]) !== firstWord(line)) {
      sorted.push(...run.sort());
      run = [];
    }
    run.push(line);
  }
  return [...sorted, ...run.sort()];
}

function firstWord(line: string): string {
  return /^\w+/.exec(line)?.[0] ?? line;
}
