import { globSync, readFileSync } from "node:fs";
import { root } from "../run-command.ts";
import type { Sources } from "../solidity/compiler.ts";
import { sourcesOf } from "../solidity/sources.ts";

/** A source to mutate, with all that depends on it. */
export type Subject = {
  /** The contract's or library's name, which is its file's. */
  readonly name: string;
  readonly file: string;
  /** The contracts whose bytecode can change, mocks included, each with its artifact's path. */
  readonly affected: readonly Affected[];
  /** Its own Solidity tests, campaigns left out, and the TypeScript tests of what it is part of. */
  readonly solidityTests: readonly string[];
  /** All of our files that these Solidity tests are made of. */
  readonly soliditySources: readonly string[];
  readonly typescriptTests: readonly string[];
};

/** A contract as Hardhat built it. */
export type Affected = {
  readonly file: string;
  readonly name: string;
  readonly artifact: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sources: Sources;
};

/** The Solidity tests of a source whose files do not bear its name, by the start of their path in `test/contracts`. */
const TESTED_BY: Readonly<Record<string, readonly string[]>> = {
  // Without GPTToken.dust, which counts gas: unoptimised, it runs out of it.
  GPTToken: ["GPTToken.t.sol", "fuzz/GPTToken", "fuzz/GPTVesting"],
  GovernorBounds: ["CollectiveGovernor.bounds", "fuzz/CollectiveGovernorSettings"],
  RewardTree: ["RewardTree", "RewardDistributor.vectors"],
  ReportVotes: ["RewardDistributor.", "fuzz/RewardVoting", "fuzz/RewardSettling"],
  RewardVoting: ["RewardDistributor.", "fuzz/RewardVoting", "fuzz/RewardSettling", "branches/RewardVoting"],
  RewardDistributor: ["RewardDistributor.", "fuzz/RewardVoting", "fuzz/RewardSettling", "fuzz/RewardClaims"],
};

/** Every contract and library of ours; interfaces and mocks have nothing to mutate. */
export function allSubjects(): string[] {
  return globSync("contracts/**/*.sol", { cwd: root, exclude: ["contracts/{interfaces,mocks}/**"] }).sort();
}

/** Everything that a mutant of `file` touches. Needs the artifacts of a finished build. */
export function subjectOf(file: string): Subject {
  const name = nameOf(file);
  const affected = globSync("contracts/**/*.sol", { cwd: root, exclude: ["contracts/interfaces/**"] })
    .sort()
    .flatMap((entry) => affectedBy(file, entry));
  const parts = new Set([name, ...affected.map((contract) => contract.name.replace(/Mock$/, ""))]);
  const starts = (TESTED_BY[name] ?? [name, `fuzz/${name}`, `branches/${name}`]).map(
    (start) => `test/contracts/${start}`,
  );
  const isOwn = (test: string): boolean => starts.some((start) => test.startsWith(start)) && file in sourcesOf([test]);
  const own = (test: string): number => (nameOf(test) === name ? 0 : 1);
  const solidityTests = globSync("test/contracts/**/*.t.sol", { cwd: root }).filter(isOwn).sort();
  return {
    name,
    file,
    affected,
    solidityTests,
    soliditySources: Object.keys(sourcesOf(solidityTests)).filter((path) => !path.startsWith("@")),
    typescriptTests: globSync("test/contracts/**/*.test.ts", { cwd: root })
      .filter((test) => parts.has(nameOf(test)))
      .sort((a, b) => own(a) - own(b) || a.localeCompare(b)),
  };
}

/** The first word of a file's name: `RewardDistributor` of `test/contracts/RewardDistributor.claim.test.ts`. */
function nameOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/\..*$/, "");
}

function affectedBy(file: string, entry: string): Affected[] {
  const sources = sourcesOf([entry]);
  if (!(file in sources)) return [];
  const artifact = `artifacts/${entry}/${nameOf(entry)}.json`;
  const { deployedBytecode = "0x", buildInfoId = "" } = JSON.parse(readFileSync(root + artifact, "utf8")) as {
    deployedBytecode?: string;
    buildInfoId?: string;
  };
  // A library of internal functions has bytecode too, a stub without any of them.
  if (deployedBytecode === "0x" || entry.startsWith("contracts/libraries/")) return [];
  const buildInfo = JSON.parse(readFileSync(`${root}artifacts/build-info/${buildInfoId}.json`, "utf8")) as {
    input: { settings: Record<string, unknown> };
  };
  const { optimizer, evmVersion, metadata } = buildInfo.input.settings;
  return [{ file: entry, name: nameOf(entry), artifact, settings: { optimizer, evmVersion, metadata }, sources }];
}
