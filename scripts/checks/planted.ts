import { parseArgs } from "node:util";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { findPlantedBugs } from "../planted/find-planted-bugs.ts";
import type { Verdict } from "../planted/judge.ts";
import type { PlantedBug } from "../planted/planted-bug.ts";
import { createWorkspace, type Workspace } from "../planted/workspace.ts";
import { root } from "./run-command.ts";

/** Plants every bug of `test/planted/` in a copy of the repository and demands that the named test notices it. */
const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    json: { type: "boolean", default: false },
  },
});
/** Copies that are worked on at the same time. Each is compiled once, which takes longer than two bugs. */
const WORKERS = 2;

type Result = PlantedBug & Verdict & { readonly seconds: number };

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const say = options.json ? console.error : console.log;
const bugs = chosenBugs(options.only);
const results: Result[] = [];

say(`Copying and compiling the repository, then planting ${bugs.length} bugs.`);
const queue = [...bugs];
const first = await createWorkspace();
const redBaseline = await first.reasonOfRedBaseline(bugs);
if (redBaseline === undefined) {
  const helpers = Array.from({ length: Math.min(WORKERS, bugs.length) - 1 }, createWorkspace);
  await Promise.all([work(first), ...helpers.map(async (workspace) => work(await workspace))]);
} else {
  console.error(`Expected the named tests to pass without a planted bug: ${redBaseline}`);
}
results.sort((a, b) => a.number.localeCompare(b.number));

const caught = results.filter(({ outcome }) => outcome === "caught").length;
if (options.json) console.log(JSON.stringify({ planted: bugs.length, caught, results }, null, 2));
say(`${caught} of ${bugs.length} planted bugs caught`);
process.exitCode = caught === bugs.length ? 0 : 1;

async function work(workspace: Workspace): Promise<void> {
  for (let bug = queue.shift(); bug !== undefined; bug = queue.shift()) {
    const startedAt = performance.now();
    const verdict = await workspace.tryOut(bug);
    const result = { ...bug, ...verdict, seconds: Math.round((performance.now() - startedAt) / 1000) };
    results.push(result);
    say(`[${results.length}/${bugs.length}] ${lineOf(result)}`);
  }
}

function lineOf({ patch, outcome, reason, suite, titles, seconds, breaks }: Result): string {
  const name = patch.replace(/^.*\/|\.patch$/g, "");
  const where = `${suite} › ${titles.join(" › ")}`;
  if (outcome === "caught") return `✔ ${name}: caught by ${where} (${seconds} s)`;
  const why = outcome === "survived" ? `${where}: ${reason} although: ${breaks}` : reason;
  return `✘ ${name}: NOT CAUGHT, ${why} (${seconds} s)`;
}

function chosenBugs(only: readonly string[]): readonly PlantedBug[] {
  const all = findPlantedBugs(root);
  const unknown = only.filter((number) => !all.some((bug) => bug.number === number));
  if (unknown.length > 0 || all.length === 0) {
    throw new InvalidInputError("PLANTED_UNKNOWN", `Expected numbers of test/planted, got ${unknown.join(", ")}.`);
  }
  return only.length === 0 ? all : all.filter(({ number }) => only.includes(number));
}
