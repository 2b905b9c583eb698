import { createHash } from "node:crypto";
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { root } from "../run-command.ts";
import type { Mutant } from "./mutants.ts";
import type { Verdict } from "./trial.ts";

/** A judged mutant, with what it was judged against: other contracts or tests make the verdict stale. */
export type Result = {
  readonly contract: string;
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  readonly contracts: string;
  readonly tests: string;
};

/** The figures of one contract. */
export type Score = {
  readonly contract: string;
  readonly mutants: number;
  readonly stillborn: number;
  /** The compiler makes the same code of them. */
  readonly equivalent: number;
  /** They survived, and no test could tell: see equivalents.ts. */
  readonly explained: number;
  readonly killedBySolidity: number;
  readonly killedByTypescript: number;
  readonly survivors: readonly Mutant[];
  /** Killed of those that compile and differ, in percent; `null` when there are none. */
  readonly percent: number | null;
};

/** Results of earlier runs, one JSON document per line, so that an interrupted run goes on. */
const path = `${root}.tools/mutation/results.jsonl`;

/** Adds a result. */
export function remember(result: Result): void {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `${JSON.stringify(result)}\n`);
}

/** The results that still hold: everything for the same contracts, survivors only for the same tests. */
export function remembered(contracts: string, tests: string): Map<string, Result> {
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  return stillValid(
    lines.filter((line) => line.endsWith("}")).map((line) => JSON.parse(line) as Result),
    contracts,
    tests,
  );
}

/** See {@link remembered}. A kill outlives added tests; a survivor does not. */
export function stillValid(results: readonly Result[], contracts: string, tests: string): Map<string, Result> {
  const valid = results.filter(
    (result) => result.contracts === contracts && (result.verdict !== "survived" || result.tests === tests),
  );
  return new Map(valid.map((result) => [result.mutant.id, result]));
}

/** One hash of all files that match. */
export function digestOf(pattern: string): string {
  const hash = createHash("sha256");
  for (const file of globSync(pattern, { cwd: root }).sort()) hash.update(file).update(readFileSync(root + file));
  return hash.digest("hex").slice(0, 16);
}

/** The mutants in the order in which they are drawn: any first part of it is a random sample, the same for the same seed. */
export function drawn(mutants: readonly Mutant[], seed: string): Mutant[] {
  const rank = ({ id }: Mutant): string => createHash("sha256").update(`${seed} ${id}`).digest("hex");
  return [...mutants].sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** Sums the results of one contract up; the survivors that `isExplained` names do not count. */
export function scoreOf(
  contract: string,
  results: readonly Result[],
  isExplained: (mutant: Mutant) => boolean = () => false,
): Score {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  const alive = results.filter(({ verdict }) => verdict === "survived").map(({ mutant }) => mutant);
  const survivors = alive.filter((mutant) => !isExplained(mutant));
  const killed = count("killed by Solidity") + count("killed by TypeScript");
  const judged = killed + survivors.length;
  return {
    contract,
    mutants: results.length,
    stillborn: count("stillborn"),
    equivalent: count("equivalent"),
    explained: alive.length - survivors.length,
    killedBySolidity: count("killed by Solidity"),
    killedByTypescript: count("killed by TypeScript"),
    survivors,
    percent: judged === 0 ? null : Math.round((10_000 * killed) / judged) / 100,
  };
}
