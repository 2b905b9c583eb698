import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InvariantError } from "../../../src/primitives/errors.ts";
import { root } from "../run-command.ts";
import type { CompiledContract, Sources } from "../solidity/compiler.ts";
import { applyMutant, type Mutant } from "./mutants.ts";
import type { Affected, Subject } from "./subject.ts";
import type { Run, Workspace } from "./workspace.ts";

/** What became of a mutant. */
export type Verdict = "stillborn" | "equivalent" | "killed by Solidity" | "killed by TypeScript" | "survived";

/** A contract's compiled code, by its name; `null` when the sources do not compile. */
export type Code = Readonly<Record<string, CompiledContract["evm"]>>;

const SECONDS_PER_STAGE = 300;
const OUTPUT = ["evm.bytecode.object", "evm.bytecode.linkReferences", "evm.deployedBytecode"];

/** The code of all contracts that `file` is part of, with `source` in its place. */
export async function compileSubject(subject: Subject, source: string, workspace: Workspace): Promise<Code | null> {
  const code: Record<string, CompiledContract["evm"]> = {};
  for (const { file, name, settings, sources } of subject.affected) {
    const output = await workspace.compile({
      language: "Solidity",
      sources: contentsOf({ ...sources, [subject.file]: source }),
      settings: { ...settings, outputSelection: { [file]: { [name]: OUTPUT } } },
    });
    if (output.errors?.some(({ severity }) => severity === "error") === true) return null;
    const compiled = output.contracts?.[file]?.[name];
    if (compiled === undefined) throw new InvariantError("MUTATION_NO_CODE", `${file} compiled to no ${name}`);
    code[name] = compiled.evm;
  }
  return code;
}

/** Whether two compilations gave the same code, so that no test can tell them apart. */
export function isSameCode(a: Code, b: Code): boolean {
  const names = Object.keys(a);
  return names.length > 0 && names.every((name) => a[name]?.bytecode.object === b[name]?.bytecode.object);
}

/**
 * Tries one mutant. Most are noticed by the Solidity tests, which see it unoptimised; only for the others it is worth
 * the time to build what would be deployed, to compare it, and to run the TypeScript tests. Leaves the workspace as it was.
 */
export async function tryMutant(
  mutant: Mutant,
  subject: Subject,
  base: Code,
  workspace: Workspace,
  forge: string,
): Promise<Verdict> {
  const original = readFileSync(root + subject.file, "utf8");
  const mutated = applyMutant(original, mutant);
  const path = join(workspace.folder, "solidity", subject.name, subject.file);
  try {
    writeFileSync(path, mutated);
    const stage = await trySolidity(subject, workspace, forge);
    if (stage !== "passed") return stage === "failed" ? "killed by Solidity" : "stillborn";
    const code = await compileSubject(subject, mutated, workspace);
    if (code === null) return "stillborn";
    if (isSameCode(base, code)) return "equivalent";
    writeArtifacts(subject.affected, code, workspace);
    return (await passesTypescript(subject.typescriptTests, workspace)) ? "survived" : "killed by TypeScript";
  } finally {
    writeFileSync(path, original);
    writeArtifacts(subject.affected, base, workspace);
  }
}

/**
 * How the subject's own Solidity tests end.
 * @throws {InvariantError} MUTATION_STAGE_BROKEN when they ended neither green nor with a failing test.
 */
export async function trySolidity(
  subject: Subject,
  workspace: Workspace,
  forge: string,
): Promise<"passed" | "failed" | "does not compile"> {
  if (subject.solidityTests.length === 0) return "passed";
  const cwd = join(workspace.folder, "solidity", subject.name);
  const run = await workspace.run(
    forge,
    [
      "test",
      "--fail-fast",
      "--threads",
      "1",
      "--fuzz-seed",
      "1",
      "--match-path",
      `{${subject.solidityTests.join(",")}}`,
    ],
    { seconds: SECONDS_PER_STAGE, cwd, env: { FOUNDRY_PROFILE: "mutation" } },
  );
  if (/^Compiler run failed:$/m.test(run.output)) return "does not compile";
  return judgeRun("forge", run, /\d+ tests passed, 0 failed/, /^\[FAIL|Failing tests:/m) ? "passed" : "failed";
}

/**
 * Whether TypeScript tests pass.
 * @throws {InvariantError} MUTATION_STAGE_BROKEN when they ended neither green nor with a failing test.
 */
export async function passesTypescript(tests: readonly string[], workspace: Workspace): Promise<boolean> {
  if (tests.length === 0) return true;
  const run = await workspace.run(
    join(workspace.folder, "node_modules/.bin/hardhat"),
    ["test", "mocha", "--no-compile", "--bail", ...tests],
    { seconds: SECONDS_PER_STAGE },
  );
  return judgeRun("hardhat", run, /[1-9]\d* passing/, /\d+ failing/);
}

/** A run is green, or red because a test failed or never ended; anything else says nothing about the mutant. */
export function judgeRun(stage: string, run: Run, green: RegExp, red: RegExp): boolean {
  if (run.timedOut) return false;
  if (run.exitCode === 0 && green.test(run.output)) return true;
  if (run.exitCode !== 0 && red.test(run.output)) return false;
  throw new InvariantError("MUTATION_STAGE_BROKEN", `${stage} neither passed nor failed: ${run.output.slice(-2000)}`, {
    context: { stage, exitCode: run.exitCode },
  });
}

function writeArtifacts(affected: readonly Affected[], code: Code, workspace: Workspace): void {
  for (const { name, artifact } of affected) {
    const evm = code[name];
    if (evm === undefined) continue;
    const before = JSON.parse(readFileSync(root + artifact, "utf8")) as object;
    const after = {
      ...before,
      bytecode: `0x${evm.bytecode.object}`,
      deployedBytecode: `0x${evm.deployedBytecode.object}`,
      linkReferences: evm.bytecode.linkReferences,
      deployedLinkReferences: evm.deployedBytecode.linkReferences,
      immutableReferences: evm.deployedBytecode.immutableReferences,
    };
    writeFileSync(join(workspace.folder, artifact), JSON.stringify(after));
  }
}

function contentsOf(sources: Sources): Record<string, { content: string }> {
  return Object.fromEntries(Object.entries(sources).map(([path, content]) => [path, { content }]));
}
