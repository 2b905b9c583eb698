import { setTimeout } from "node:timers/promises";
import { encodeAnswer } from "../../src/jail/measure-message.ts";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import type { Address } from "../../src/primitives/identifiers.ts";
import { openMeasureQueue, type MeasureJob, type MeasureQueue } from "../../src/validator/database/measure-queue.ts";
import { openDatabase } from "../../src/validator/database/open-database.ts";
import type { ValidatorDatabase } from "../../src/validator/database/validator-database.ts";
import { startProgram } from "../../test/helpers/running-program.ts";
import type { PostgresServer } from "../../test/helpers/servers/postgres-server.ts";
import { mediansOf } from "../readings.ts";
import { cpuOf, watchPeaks } from "./process-usage.ts";
import type { ScoringStage } from "./scoring-stage.ts";

/** What so many scorers did with archives of one size. */
export type ScoringRow = {
  readonly megabytes: number;
  readonly scorers: number;
  readonly archives: number;
  readonly perMinute: number;
  /** Of the scorers and their jails, and of PostgreSQL, for one archive. */
  readonly scorerCpuMs: number;
  readonly databaseCpuMs: number;
  readonly scorerPeakBytes: number;
  readonly jailPeakBytes: number;
  /** What is kept of one archive. */
  readonly conversations: number;
  readonly fingerprints: number;
  readonly answerBytes: number;
};

const POLL_MS = 200;

/** Lets so many scorer processes measure the jobs, `rounds` times with a database of its own each; gives the medians. */
export async function measureScoring(
  stage: ScoringStage,
  server: PostgresServer,
  { megabytes, scorers, rounds }: { readonly megabytes: number; readonly scorers: number; readonly rounds: number },
): Promise<ScoringRow> {
  const work = stage.jobs.get(megabytes) ?? [];
  const runs: Omit<ScoringRow, "megabytes" | "scorers" | "archives">[] = [];
  for (let round = 0; round < rounds; round++) {
    const url = await server.makeDatabase();
    runs.push(await run(stage, { url, work, scorers, databasePid: server.pid() }));
    await server.dropDatabase(url);
  }
  return { megabytes, scorers, archives: work.length, ...mediansOf(runs) };
}

type Run = {
  readonly url: string;
  readonly work: readonly MeasureJob[];
  readonly scorers: number;
  readonly databasePid: number;
};

async function run({ environment, owner }: ScoringStage, { url, work, scorers, databasePid }: Run) {
  const database = await openDatabase({ url }, { role: "scorer" });
  const queue = await openMeasureQueue(database, { ruleset: work[0]!.ruleset });
  const programs = await Promise.all(
    Array.from({ length: scorers }, () =>
      startProgram(
        "hardhat",
        ["validate", "scorer", "--network", "localhost"],
        { ...environment, DATABASE_URL: url },
        '"started"',
      ),
    ),
  );
  const pids = programs.map(({ pid }) => pid);
  const cpu = (): number => pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
  const [scorerBefore, databaseBefore] = [cpu(), cpuOf(databasePid)];
  const peaks = watchPeaks(pids);
  const begun = performance.now();
  await queue.enqueue(work);
  for (let done = 0; done < work.length; done = await countMeasured(database)) await setTimeout(POLL_MS);
  const minutes = (performance.now() - begun) / 60_000;
  const { firstBytes, otherBytes } = peaks();
  const scorerCpuMs = (cpu() - scorerBefore) / work.length;
  const databaseCpuMs = (cpuOf(databasePid) - databaseBefore) / work.length;
  for (const { end } of programs) await end("SIGTERM");
  const kept = await factsOf(queue, work[0]!, owner);
  await queue.close(0);
  await database.close();
  const perMinute = work.length / minutes;
  const memory = { scorerPeakBytes: firstBytes, jailPeakBytes: otherBytes };
  return { perMinute, scorerCpuMs, databaseCpuMs, ...memory, ...kept };
}

async function factsOf(queue: MeasureQueue, job: MeasureJob, owner: Address) {
  const result = await queue.find(job, { ruleset: rulesetV1, owner });
  if (result?.kind !== "measured") throw new Error("a generated archive was refused");
  const { measures } = result.archive;
  return {
    conversations: measures.length,
    fingerprints: measures.reduce((sum, { fingerprints }) => sum + fingerprints.length, 0),
    answerBytes: encodeAnswer(result).length,
  };
}

async function countMeasured(database: ValidatorDatabase): Promise<number> {
  const { count } = await database.read((tables) =>
    tables
      .selectFrom("measures")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow(),
  );
  return count;
}
