import { InvariantError } from "../../../src/primitives/errors.ts";
import { compile, type Diagnostic, type Sources } from "../solidity/compiler.ts";
import type { Solve } from "./z3.ts";

/** What the solver found out about the assertions of one proof contract. */
export type Proof = {
  /** Assertions that hold for every input. */
  readonly proved: number;
  /** The text of each assertion that was not proved, whether refuted or undecided. */
  readonly unproved: readonly string[];
  /** Assertions whose opposite is refuted by an example: their assumptions can be met, so they say something. */
  readonly meaningful: number;
  /** How many questions the solver was asked about the assertions themselves. */
  readonly queries: number;
};

/** Codes of the compiler: an assertion is safe; an assertion fails, with an example. */
const SAFE = "9576";
const VIOLATED = "6328";

/**
 * Proves the assertions of `path` (a contract named like its file) for all inputs, by solc's SMTChecker. Each assertion
 * is asked a second time negated, and must then be refuted by an example: otherwise its assumptions might contradict
 * each other, and it would hold of nothing.
 * @throws {InvariantError} PROOF_DOES_NOT_COMPILE, or PROOF_ASKED_NOTHING when the solver was never asked.
 */
export function proveLibrary(path: string, sources: Sources, solve: Solve): Proof {
  const asked = ask(path, sources, solve);
  if (asked.queries === 0) {
    throw new InvariantError("PROOF_ASKED_NOTHING", `${path}: the solver was asked nothing`, {
      hint: "A proof contract has its file's name and asserts something in an external function.",
    });
  }
  const negated = (sources[path] ?? "").replace(/\bassert\(([\s\S]*?)\);\n/g, "assert(!($1));\n");
  const refuted = ask(path, { ...sources, [path]: negated }, solve).diagnostics.filter(
    ({ errorCode, message }) => errorCode === VIOLATED && message.startsWith("CHC: Assertion violation happens here"),
  );
  const proved = asked.diagnostics.filter(({ errorCode }) => errorCode === SAFE).length;
  const assertions = [...(sources[path] ?? "").matchAll(/\bassert\([\s\S]*?\);\n/g)].map(([text]) => text.trim());
  const safe = new Set(
    asked.diagnostics.filter(({ errorCode }) => errorCode === SAFE).map((one) => textOf(one, sources)),
  );
  return {
    proved,
    unproved: assertions.filter((text) => !safe.has(text.slice(0, -1))),
    meaningful: refuted.length,
    queries: asked.queries,
  };
}

function ask(path: string, sources: Sources, solve: Solve): { diagnostics: readonly Diagnostic[]; queries: number } {
  let queries = 0;
  const contract = path.replace(/^.*\/|\.sol$/g, "");
  const modelChecker = {
    engine: "chc",
    solvers: ["smtlib2"],
    targets: ["assert"],
    showProvedSafe: true,
    showUnproved: true,
    contracts: { [path]: [contract] },
  };
  const smtSolver = (query: string): { contents: string } => {
    queries++;
    return { contents: solve(query) };
  };
  const { errors = [] } = compile(sources, { modelChecker }, { smtSolver });
  const error = errors.find(({ severity }) => severity === "error");
  if (error !== undefined) {
    throw new InvariantError("PROOF_DOES_NOT_COMPILE", error.formattedMessage ?? error.message, { context: { path } });
  }
  return { diagnostics: errors, queries };
}

function textOf({ sourceLocation }: Diagnostic, sources: Sources): string {
  if (sourceLocation === undefined) return "";
  const { file, start, end } = sourceLocation;
  return Buffer.from(sources[file] ?? "", "utf8")
    .subarray(start, end)
    .toString("utf8");
}
