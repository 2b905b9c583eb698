import { InvariantError } from "../../../src/primitives/errors.ts";

/** One side of one decision in a contract, and how often the tests went there. */
export type Branch = {
  readonly file: string;
  readonly line: number;
  readonly side: "taken" | "not taken";
  /** The source line, trimmed: what a waiver names, because line numbers move. */
  readonly code: string;
  readonly hits: number;
};

/** A branch that need not be run, with the reason. */
export type Waiver = Pick<Branch, "file" | "side" | "code"> & { readonly reason: string };

/** The figures of a coverage run. */
export type BranchReport = {
  readonly total: number;
  readonly covered: number;
  readonly missed: readonly Branch[];
  /** Waivers of branches that are run, or that are not there. */
  readonly staleWaivers: readonly Waiver[];
};

type Point = { readonly line: number; readonly path: number; readonly hits: number };

/**
 * Both sides of each decision in an lcov report. Forge reports an `if` without `else` as one branch, gives an `else if`
 * the hits of its last `else`, never sees an empty block, and takes a bare `return` for always reached. So the second
 * side is what reached the line and did not go to the first: `not taken` of an `if`, the success (`taken`) of a `try`;
 * and an `if` with a bare `return` was not taken as often as the next line was reached. An `if` of assembly counts too.
 * @throws {InvariantError} COVERAGE_UNKNOWN_BRANCH for a decision that is neither `if` nor `try`.
 */
export function branchesOf(lcov: string, sourceOf: (file: string) => string): Branch[] {
  return lcov.split("end_of_record").flatMap((record) => {
    const file = /^SF:(.*)$/m.exec(record)?.[1];
    if (file === undefined || !/^contracts\/(?!mocks\/)/.test(file)) return [];
    const lines = sourceOf(file).split("\n");
    const reached = new Map(
      [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, hits]) => [Number(line), Number(hits)]),
    );
    return [...groupById(record).values()].flatMap((points) => {
      const line = points[0]?.line ?? 0;
      const code = (lines[line - 1] ?? "").trim();
      const all = reached.get(line) ?? 0;
      const next = reached.get(Math.min(...[...reached.keys()].filter((other) => other > line))) ?? 0;
      const [taken, notTaken] = sidesOf({ file, line, code, all, next, points });
      return [
        { file, line, code, side: "taken" as const, hits: taken },
        { file, line, code, side: "not taken" as const, hits: notTaken },
      ];
    });
  });
}

/** The files of which a report holds fewer or more decisions than the source: what it leaves out must not look run. */
export function miscountedFiles(branches: readonly Branch[], sources: Readonly<Record<string, string>>): string[] {
  return Object.entries(sources).flatMap(([file, source]) => {
    const decisions = [...source.matchAll(/^ *(?:\} )?(?:else )?(?:if [(a-z]|try )/gm)].length;
    const reported = branches.filter((branch) => branch.file === file).length / 2;
    return reported === decisions ? [] : [`${file}: ${reported} decisions reported, ${decisions} in the source`];
  });
}

/** Sums the branches up, with the waived ones apart. */
export function reportBranches(branches: readonly Branch[], waivers: readonly Waiver[]): BranchReport {
  const missed = branches.filter(({ hits }) => hits === 0);
  const isSame = (a: Omit<Waiver, "reason">, b: Omit<Waiver, "reason">): boolean =>
    a.file === b.file && a.side === b.side && a.code === b.code;
  const counted = missed.filter((branch) => !waivers.some((waiver) => isSame(waiver, branch)));
  const total = branches.length - (missed.length - counted.length);
  return {
    total,
    covered: total - counted.length,
    missed: counted,
    staleWaivers: waivers.filter((waiver) => !missed.some((branch) => isSame(waiver, branch))),
  };
}

function groupById(record: string): Map<string, Point[]> {
  const groups = new Map<string, Point[]>();
  for (const [, line, id = "", path, hits] of record.matchAll(/^BRDA:(\d+),(\d+),(\d+),(-|\d+)$/gm)) {
    const point = { line: Number(line), path: Number(path), hits: hits === "-" ? 0 : Number(hits) };
    groups.set(id, [...(groups.get(id) ?? []), point]);
  }
  return groups;
}

function sidesOf(decision: {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly all: number;
  readonly next: number;
  readonly points: readonly Point[];
}): [taken: number, notTaken: number] {
  const { file, line, code, all, next, points } = decision;
  const hitsOf = (path: number): number => points.find((point) => point.path === path)?.hits ?? 0;
  if (/^if \(.* return;$/.test(code)) return [all - next, next];
  if (/^(\} )?(else )?if [(a-z]/.test(code) && points.length <= 2) return [hitsOf(0), all - hitsOf(0)];
  if (code.startsWith("try ") && points.length === 2) return [all - hitsOf(1), hitsOf(1)];
  throw new InvariantError("COVERAGE_UNKNOWN_BRANCH", `${file}:${line}: neither an if nor a try: ${code}`, {
    context: { file, line },
    hint: "Put the decision at the start of its line, or teach branchesOf to count it.",
  });
}
