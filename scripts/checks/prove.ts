import { globSync, readFileSync } from "node:fs";
import { proveLibrary } from "./smt/prove-library.ts";
import { z3 } from "./smt/z3.ts";
import { root } from "./run-command.ts";
import { sourcesOf } from "./solidity/sources.ts";

/**
 * Proves the pure libraries for all inputs (`test/smt/`) and compares the number of proved assertions with the pinned
 * one: a change that loses a proof, or adds one without pinning it, fails. Without z3 it says so and proves nothing.
 */
const solve = await z3();
if (solve === null) {
  console.log("0 proved, 0 failed, 1 skipped: z3 is neither installed nor to be had as Debian's package");
} else {
  const pinned = JSON.parse(readFileSync(`${root}test/smt/proved.json`, "utf8")) as Record<string, number>;
  const proofs = globSync("test/smt/*Proof.sol", { cwd: root }).sort();
  const problems: string[] = [];
  let total = 0;
  for (const path of proofs) {
    const library = path.replace(/^.*\/|Proof\.sol$/g, "");
    const { proved, unproved, meaningful, queries } = proveLibrary(path, sourcesOf([path]), solve);
    total += proved;
    console.log(`${library}: ${proved} proved, ${meaningful} with an example, ${queries} queries`);
    for (const text of unproved) problems.push(`${path}: not proved: ${text}`);
    if (proved !== pinned[library])
      problems.push(`${library}: ${proved} proved, pinned ${pinned[library] ?? "nothing"}`);
    if (meaningful !== proved) problems.push(`${library}: only ${meaningful} of ${proved} proofs are about anything`);
  }
  for (const library of Object.keys(pinned)) {
    if (!proofs.includes(`test/smt/${library}Proof.sol`)) problems.push(`${library}: pinned, but there is no proof`);
  }
  for (const problem of problems) console.log(`✘ ${problem}`);
  console.log(`${total} proved, ${problems.length} failed`);
  process.exitCode = problems.length === 0 && total > 0 ? 0 : 1;
}
