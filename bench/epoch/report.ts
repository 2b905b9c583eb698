import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { atMost, type Bar } from "../bars.ts";
import { describeMachine, type Machine } from "../machine.ts";
import { mediansOf, runProgram, runRounds, type Usage } from "../readings.ts";
import { bundlePlace } from "./generated-epoch.ts";
import type { Shares } from "./profile-steps.ts";
import type { Found } from "./run-subject.ts";

/** Everything one run measured. */
export type EpochReport = Machine & {
  readonly contributors: number;
  readonly repetitions: number;
  readonly calculate: Usage;
  readonly shares: Shares;
  readonly verify: Usage;
  readonly proof: Found["prove"];
  /** Bytes of the bundle by kind of file. */
  readonly published: Readonly<Record<string, number>>;
  readonly bars: readonly Bar[];
};

const CONTRIBUTORS = 1_000_000;
const REPETITIONS = 3;
const MEGA = 1e6;

/** Measures everything, each run in a process of its own; `tell` is told what is measured. */
export function measureEpoch(tell: (what: string) => void): EpochReport {
  tell("generating the epoch, once");
  run("generate");
  const jobs = (["calculate", "verify"] as const).map((name) => ({ name, run: () => run(name) }));
  const readings = runRounds(jobs, REPETITIONS, tell);
  const calculate = mediansOf(readings.get("calculate") ?? []);
  const verify = mediansOf(readings.get("verify") ?? []);
  tell("where the time goes");
  const shares = run("profile");
  tell("proofs");
  const proof = run("prove");
  const published = publishedBytes();
  return {
    ...describeMachine({}),
    contributors: CONTRIBUTORS,
    repetitions: REPETITIONS,
    calculate,
    shares,
    verify,
    proof,
    published,
    bars: [
      atMost("score files to a bundle on disk, CPU s", calculate.cpuMs / 1_000, 60),
      atMost("verifying it, CPU s", verify.cpuMs / 1_000, 90),
      atMost("all proofs as shards, MB", (published.shards ?? 0) / MEGA, 45),
      atMost("a client's work for one proof, CPU ms", proof.cpuMs, 20),
    ],
  };
}

function run<Subject extends keyof Found>(subject: Subject): Found[Subject] {
  return runProgram(import.meta.url, "run-subject.ts", [subject, String(CONTRIBUTORS)]) as Found[Subject];
}

function publishedBytes(): Record<string, number> {
  const epoch = join(bundlePlace(CONTRIBUTORS), "epochs", "2");
  const [bundle = ""] = readdirSync(epoch);
  const sizes: Record<string, number> = {};
  for (const entry of readdirSync(join(epoch, bundle), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const kind = path.slice(join(epoch, bundle).length + 1).split("/")[0] ?? "";
    sizes[kind] = (sizes[kind] ?? 0) + statSync(path).size;
  }
  return sizes;
}
