import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { InvariantError } from "../../src/primitives/errors.ts";
import { forgeProgram } from "./forge/forge.ts";
import { equivalentOf } from "./mutation/equivalents.ts";
import { mutantsOf, type Mutant } from "./mutation/mutants.ts";
import { digestOf, drawn, remember, remembered, scoreOf, type Result, type Score } from "./mutation/results.ts";
import { allSubjects, subjectOf, type Subject } from "./mutation/subject.ts";
import { compileSubject, passesTypescript, tryMutant, trySolidity, type Code } from "./mutation/trial.ts";
import { layOut, openWorkspace, type Workspace } from "./mutation/workspace.ts";
import { root } from "./run-command.ts";
import { compile } from "./solidity/compiler.ts";
import { sourcesOf } from "./solidity/sources.ts";

/**
 * Changes the contracts in small ways and sees whether a test notices. `--contract A,B` takes some of them, `--sample N`
 * N mutants of each, drawn with `--seed`, `--mutant <id>,…` single ones, `--workers 2` two contracts at a time, `--json`
 * prints one document. Results are kept in `.tools/mutation`; a run goes on where the last one stopped. Works in copies
 * outside of the repository.
 */
const { values } = parseArgs({
  options: {
    contract: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    mutant: { type: "string" },
    workers: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const MAX_WORKERS = 2;
const sample = values.sample === undefined ? Infinity : Number(values.sample);
const workerCount = Math.min(MAX_WORKERS, Math.max(1, Number(values.workers) || 1));
const wanted = values.contract?.split(",");
const ids = values.mutant?.split(",");
const say = (text: string): void => {
  if (!values.json) console.log(text);
};

const files = allSubjects().filter((file) => wanted?.some((name) => file.endsWith(`/${name}.sol`)) ?? true);
if (files.length < (wanted?.length ?? 1) || !(sample > 0)) {
  console.error(`expected --contract of ${allSubjects().join(", ")} and a positive --sample`);
  process.exit(1);
}
const sources = sourcesOf(files);
const trees = compile(sources, { outputSelection: { "*": { "": ["ast"] } } }).sources ?? {};
const contracts = digestOf("contracts/**/*.sol");
const tests = digestOf("test/{contracts,helpers,vectors}/**/*.{sol,ts}");
const known = remembered(contracts, tests);
const forge = await forgeProgram();
const scores: Score[] = [];

const workspaces: Workspace[] = [];
const closeAll = (): void => {
  for (const workspace of workspaces) workspace.close();
};
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    closeAll();
    process.exit(130);
  });
}
try {
  const waiting = files.map((file) => ({ subject: subjectOf(file), mutants: chosen(file) }));
  const isOpen = ({ id }: Mutant): boolean => !known.has(id);
  const open = waiting.filter(({ mutants }) => mutants.some(isOpen)).map(({ subject }) => subject);
  while (workspaces.length < Math.min(workerCount, open.length)) workspaces.push(await openWorkspace());
  const typescript = new Set(open.flatMap(({ typescriptTests }) => typescriptTests));
  if (workspaces[0] !== undefined && !(await passesTypescript([...typescript], workspaces[0]))) {
    throw new InvariantError("MUTATION_TESTS_FAIL", "the TypeScript tests fail without a mutant");
  }
  const work = async (workspace?: Workspace): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { subject, mutants } = next;
      if (workspace !== undefined && mutants.some(isOpen)) await judge(subject, mutants.filter(isOpen), workspace);
      scores.push(report(subject, mutants));
    }
  };
  await Promise.all(workspaces.length === 0 ? [work()] : workspaces.map(work));
} finally {
  closeAll();
}
if (values.json) console.log(JSON.stringify(scores, null, 2));

/** The mutants of a source that this run is about. */
function chosen(file: string): Mutant[] {
  const all = mutantsOf(file, sources[file] ?? "", trees[file]?.ast);
  return drawn(all, values.seed)
    .filter(({ id }) => ids?.includes(id) ?? true)
    .slice(0, sample);
}

/** Tries the mutants of one contract. What is not changed must pass, or every mutant would look killed. */
async function judge(subject: Subject, open: readonly Mutant[], workspace: Workspace): Promise<void> {
  const base: Code | null = await compileSubject(subject, readFileSync(root + subject.file, "utf8"), workspace);
  if (base === null) throw new InvariantError("MUTATION_DOES_NOT_COMPILE", `${subject.file} does not compile`);
  layOut(subject.name, subject.soliditySources, workspace);
  if ((await trySolidity(subject, workspace, forge)) !== "passed") {
    throw new InvariantError("MUTATION_TESTS_FAIL", `the Solidity tests of ${subject.name} fail without a mutant`);
  }
  const started = { time: Date.now(), cpu: cpuSeconds() };
  for (const [index, mutant] of open.entries()) {
    const verdict = await tryMutant(mutant, subject, base, workspace, forge);
    const result: Result = { contract: subject.name, mutant, verdict, contracts, tests };
    remember(result);
    known.set(mutant.id, result);
    say(`  ${index + 1}/${open.length} ${subject.name}:${mutant.line} ${mutant.operator}: ${verdict}`);
  }
  const perMutant = (seconds: number): string => (seconds / open.length).toFixed(1);
  const [wall, cpu] = [perMutant((Date.now() - started.time) / 1000), perMutant(cpuSeconds() - started.cpu)];
  say(`${subject.name}: ${open.length} tried, ${wall} s per mutant; ${cpu} CPU s, all workers together`);
}

function report(subject: Subject, mutants: readonly Mutant[]): Score {
  const source = sources[subject.file] ?? "";
  const isListed = (mutant: Mutant): boolean => equivalentOf(mutant, source) !== undefined;
  const results = mutants.flatMap(({ id }) => known.get(id) ?? []);
  const result = scoreOf(subject.name, results, isListed);
  for (const { mutant, verdict } of results) {
    if (verdict.startsWith("killed") && isListed(mutant)) say(`  ${mutant.id}: listed as equivalent, but ${verdict}`);
  }
  const { stillborn, equivalent, explained, killedBySolidity, killedByTypescript, survivors, percent } = result;
  say(
    `${subject.name}: ${stillborn} stillborn, ${equivalent} the same code, ${explained} equivalent, ${killedBySolidity} killed by Solidity, ` +
      `${killedByTypescript} by TypeScript, ${survivors.length} survived: ${percent ?? "–"} %`,
  );
  for (const { id, line, operator, original, replacement } of survivors) {
    say(`  ${id} ${subject.file}:${line} ${operator}\n    - ${original}\n    + ${replacement}`);
  }
  return result;
}

/** CPU time of this process and of all that it started, compilers included; 0 where the system does not tell. */
function cpuSeconds(): number {
  const TICKS_PER_SECOND = 100;
  const pids = [process.pid, ...workspaces.map(({ compilerPid }) => compilerPid)];
  return pids.reduce((sum, pid) => {
    if (!existsSync(`/proc/${pid}/stat`)) return sum;
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return sum + fields.slice(11, 15).reduce((ticks, field) => ticks + Number(field), 0) / TICKS_PER_SECOND;
  }, 0);
}
