import { Session } from "node:inspector/promises";
import type { Profiler } from "node:inspector";

/** What share of the samples of a run, in ‰, had a step on the stack; `rest` is everything else but idling. */
export type Shares = Readonly<Record<string, number>>;

const SAMPLE_MICROSECONDS = 1_000;
const IDLE = "(idle)";

/**
 * Runs something under V8's sampling profiler and says where its time went: by functions, of which the one nearest to the
 * root of the stack counts, with all that it calls.
 */
export async function profileSteps(steps: readonly string[], run: () => Promise<unknown>): Promise<Shares> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_MICROSECONDS });
  await session.post("Profiler.start");
  await run();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return sharesOf(profile, steps);
}

function sharesOf({ nodes, samples = [] }: Profiler.Profile, steps: readonly string[]): Shares {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stepOf = new Map<number, string>();
  const visit = (id: number, outer: string | null): void => {
    const node = byId.get(id);
    const name = node?.callFrame.functionName ?? "";
    const step = outer ?? (steps.includes(name) || name === IDLE ? name : null);
    stepOf.set(id, step ?? "rest");
    for (const child of node?.children ?? []) visit(child, step);
  };
  visit(nodes[0]?.id ?? 0, null);
  const counts = new Map([...steps, "rest"].map((step) => [step, 0]));
  for (const sample of samples) {
    const step = stepOf.get(sample) ?? "rest";
    if (step !== IDLE) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return Object.fromEntries([...counts].map(([step, count]) => [step, Math.round((1_000 * count) / total)]));
}
