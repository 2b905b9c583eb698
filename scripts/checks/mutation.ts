import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { InvariantError } from "../../src/primitives/errors.ts";
import { forgeProgram } from "./forge/forge.ts";
import { mutantsOf, type Mutant } from "./mutation/mutants.ts";
import { digestOf, remember, remembered, scoreOf, type Result, type Score } from "./mutation/results.ts";
import { allSubjects, subjectOf, type Subject } from "./mutation/subject.ts";
import { compileSubject, passesSolidity, passesTypescript, tryMutant, type Code } from "./mutation/trial.ts";
import { openWorkspace, type Workspace } from "./mutation/workspace.ts";
import { root } from "./run-command.ts";
import { compile } from "./solidity/compiler.ts";
import { sourcesOf } from "./solidity/sources.ts";

/**
 * Changes the contracts in small ways and sees whether a test notices. `--contract A,B` takes some of them, `--sample N`
 * N mutants of each (always the same ones), `--workers 2` two at a time, `--json` prints one document. Results are kept
 * in `.tools/mutation`; a run goes on where the last one stopped. Works in copies outside of the repository.
 */
const { values } = parseArgs({
  options: {
    contract: { type: "string" },
    sample: { type: "string" },
    workers: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const MAX_WORKERS = 2;
const sample = values.sample === undefined ? Infinity : Number(values.sample);
const workerCount = Math.min(MAX_WORKERS, Math.max(1, Number(values.workers) || 1));
const wanted = values.contract?.split(",");
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
  for (const file of files) {
    const all = mutantsOf(file, sources[file] ?? "", trees[file]?.ast);
    scores.push(await score(file, [...all].sort((a, b) => a.id.localeCompare(b.id)).slice(0, sample)));
  }
} finally {
  closeAll();
}
if (values.json) console.log(JSON.stringify(scores, null, 2));

async function score(file: string, mutants: readonly Mutant[]): Promise<Score> {
  const subject = subjectOf(file);
  const open = mutants.filter(({ id }) => !known.has(id));
  say(`${subject.name}: ${mutants.length} mutants, ${mutants.length - open.length} judged earlier`);
  const started = { time: Date.now(), cpu: cpuSeconds() };
  if (open.length > 0) {
    while (workspaces.length < workerCount) workspaces.push(await openWorkspace());
    const queue = [...open];
    await Promise.all(workspaces.map((workspace) => work(subject, queue, workspace)));
    const [wall, cpu] = [(Date.now() - started.time) / 1000, cpuSeconds() - started.cpu];
    const perMutant = (seconds: number): string => (seconds / open.length).toFixed(1);
    say(`${open.length} judged in ${wall.toFixed(0)} s: ${perMutant(wall)} s, ${perMutant(cpu)} CPU s per mutant`);
  }
  const result = scoreOf(
    subject.name,
    mutants.flatMap(({ id }) => known.get(id) ?? []),
  );
  const { stillborn, equivalent, killedBySolidity, killedByTypescript, survivors, percent } = result;
  say(
    `${subject.name}: ${stillborn} stillborn, ${equivalent} equivalent, ${killedBySolidity} killed by Solidity, ` +
      `${killedByTypescript} by TypeScript, ${survivors.length} survived: ${percent ?? "–"} %`,
  );
  for (const { line, operator, original, replacement } of survivors) {
    say(`  ${file}:${line} ${operator}\n    - ${original}\n    + ${replacement}`);
  }
  return result;
}

/** Takes mutants off the queue until it is empty. What is not changed must pass, or every mutant would look killed. */
async function work(subject: Subject, queue: Mutant[], workspace: Workspace): Promise<void> {
  const base: Code | null = await compileSubject(subject, readFileSync(root + subject.file, "utf8"), workspace);
  if (base === null) throw new InvariantError("MUTATION_DOES_NOT_COMPILE", `${subject.file} does not compile`);
  if (!(await passesSolidity(subject, workspace, forge)) || !(await passesTypescript(subject, workspace))) {
    throw new InvariantError("MUTATION_TESTS_FAIL", `the tests of ${subject.name} fail without a mutant`);
  }
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const verdict = await tryMutant(mutant, subject, base, workspace, forge);
    const result: Result = { contract: subject.name, mutant, verdict, contracts, tests };
    remember(result);
    known.set(mutant.id, result);
    say(`  ${queue.length} left; line ${mutant.line} ${mutant.operator}: ${verdict}`);
  }
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
