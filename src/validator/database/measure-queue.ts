import { createHash } from "node:crypto";
import { PgBoss, type Job } from "pg-boss";
import { z } from "zod";
import { encodeAnswer } from "../../jail/measure-message.ts";
import { readAnswer, type AnswerBounds } from "../../jail/read-answer.ts";
import { hexToBytes } from "../../primitives/bytes.ts";
import { CollectiveError } from "../../primitives/errors.ts";
import { hex32Schema } from "../../primitives/hex-schemas.ts";
import type { Hex32 } from "../../primitives/identifiers.ts";
import type { MeasuredArchive } from "../../scoring/settle-archive.ts";
import { corruptDatabase, databaseError } from "./database-error.ts";
import type { ValidatorDatabase } from "./validator-database.ts";

/** Where the queue keeps its tables, which it makes and changes itself. */
const QUEUE_SCHEMA = "validator_queue";
const NAME_DIGITS = 16;
const BATCH = 1_000;
const REASON = /^[A-Z][A-Z0-9_]{0,63}$/;

/** One version of a contribution, to be measured by one ruleset. */
export type MeasureJob = { readonly contribution: Hex32; readonly version: number; readonly ruleset: Hex32 };

/** What measuring came to: the archive, or the final code of what is wrong with it, the same for every validator. */
export type MeasureResult =
  | { readonly kind: "measured"; readonly archive: MeasuredArchive }
  | { readonly kind: "refused"; readonly reason: string };

/** Measures a version. What it rejects with says nothing about the version: the job is taken again. */
export type MeasureJobOf = (job: MeasureJob, signal: AbortSignal) => Promise<MeasureResult>;

/** Work that waits, for any number of processes that reach the database. */
export type MeasureQueue = {
  /** Versions that wait, are at work or have a result already are left as they are. */
  readonly enqueue: (jobs: readonly MeasureJob[]) => Promise<void>;
  /** Takes jobs until the queue is closed, `atOnce` of them at the same time. */
  readonly work: (measure: MeasureJobOf, atOnce?: number) => Promise<void>;
  /**
   * The result for a version, undefined while there is none. Scorers have seen hostile input, so it is checked as an answer
   * of the jail is.
   *
   * @throws {InvalidInputError} `VALIDATOR_DATABASE_CORRUPT` when no honest scorer gives such a result.
   */
  readonly find: (job: MeasureJob, bounds: AnswerBounds) => Promise<MeasureResult | undefined>;
  /** Versions of which measuring failed too often; they are not taken again. */
  readonly givenUp: () => Promise<readonly MeasureJob[]>;
  /** Lets the jobs at work end, for `graceMs` at most; those that did not are taken again. */
  readonly close: (graceMs?: number) => Promise<void>;
};

/** Which queue, and how patient it is. */
export type QueueOptions = {
  /** Each ruleset has a queue of its own, so that a program of another version never takes, and fails, its jobs. */
  readonly ruleset: Hex32;
  /** How often a job is taken again after it failed or its worker died. */
  readonly retries?: number;
  /** A worker that is silent for so long is dead; at least 10. */
  readonly heartbeatSeconds?: number;
  /** How often dead workers are looked for. */
  readonly superviseSeconds?: number;
  /** How often a worker without work asks for some. */
  readonly pollSeconds?: number;
  /** Told of failures between calls, such as a lost connection; the queue goes on by itself. */
  readonly onFailure?: (error: CollectiveError) => void;
};

const DEFAULTS = { retries: 4, heartbeatSeconds: 60, superviseSeconds: 30, pollSeconds: 1 };
/** Longer than any jail lives. */
const EXPIRE_SECONDS = 45 * 60;
const WEEK_SECONDS = 7 * 86_400;
/** Jobs wait for as long as it takes: an epoch lasts a week. */
const WAIT_SECONDS = 52 * WEEK_SECONDS;

/** Jobs are due from so long before they came: a clock that was set back does not keep them from being taken. */
const LONG_AGO = "-26 weeks";

/** Opens the queue of measurements in a validator's database. @throws {CollectiveError} the codes of {@link databaseError}. */
export async function openMeasureQueue(database: ValidatorDatabase, options: QueueOptions): Promise<MeasureQueue> {
  const names = namesFor(options.ruleset);
  const settings = { ...DEFAULTS, ...options };
  const boss = new PgBoss({
    db: database.queue,
    backend: database.kind === "folder" ? "pglite" : "postgres",
    schema: QUEUE_SCHEMA,
    schedule: false,
    superviseIntervalSeconds: settings.superviseSeconds,
    monitorIntervalSeconds: settings.superviseSeconds,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  boss.on("error", (error) => settings.onFailure?.(databaseError(error)));
  await attempt(() => prepare(boss, names, settings));
  const workOne = async (measure: MeasureJobOf): Promise<void> => {
    let worker = "";
    worker = await boss.work<unknown>(names.jobs, { pollingIntervalSeconds: settings.pollSeconds }, async (jobs) => {
      await runAll(database, jobs, measure);
      // Where there was one there may be more; otherwise small archives would wait for the next poll, each of them.
      boss.notifyWorker(worker);
    });
  };
  return {
    enqueue: (jobs) => attempt(() => enqueue(database, (inserts) => boss.insert(names.jobs, inserts), jobs)),
    work: async (measure, atOnce = 1) => {
      for (let count = 0; count < atOnce; count++) await attempt(() => workOne(measure));
    },
    find: (job, bounds) => find(database, job, bounds),
    givenUp: () =>
      attempt(async () => (await boss.findJobs<unknown>(names.givenUp)).map(({ data }) => jobSchema.parse(data))),
    close: (graceMs = 30_000) => attempt(() => boss.stop({ graceful: graceMs > 0, timeout: graceMs })),
  };
}

type QueueNames = { readonly jobs: string; readonly givenUp: string };

function namesFor(ruleset: Hex32): QueueNames {
  const jobs = `measure-${ruleset.slice(2, 2 + NAME_DIGITS)}`;
  return { jobs, givenUp: `${jobs}-given-up` };
}

const jobSchema = z
  .object({ contribution: hex32Schema, version: z.number().int().min(0), ruleset: hex32Schema })
  .strict();

async function attempt<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw databaseError(error);
  }
}

async function prepare(
  boss: PgBoss,
  { jobs, givenUp }: QueueNames,
  { retries, heartbeatSeconds }: Required<Omit<QueueOptions, "onFailure">>,
): Promise<void> {
  await boss.start();
  const kept = { retentionSeconds: WAIT_SECONDS, deleteAfterSeconds: WEEK_SECONDS };
  const queue = {
    ...kept,
    retryLimit: retries,
    retryBackoff: true,
    retryDelay: 1,
    retryDelayMax: 600,
    expireInSeconds: EXPIRE_SECONDS,
    heartbeatSeconds,
  };
  await boss.createQueue(givenUp, kept);
  await boss.createQueue(jobs, { ...queue, deadLetter: givenUp });
  await boss.updateQueue(jobs, queue);
}

type JobInsert = { readonly id: string; readonly data: MeasureJob; readonly startAfter: string };

async function enqueue(
  database: ValidatorDatabase,
  insert: (jobs: JobInsert[]) => Promise<unknown>,
  jobs: readonly MeasureJob[],
): Promise<void> {
  for (let start = 0; start < jobs.length; start += BATCH) {
    const batch = jobs.slice(start, start + BATCH);
    const rows = await database.read((tables) =>
      tables
        .selectFrom("measures")
        .select(["contribution", "version", "ruleset"])
        .where(
          "contribution",
          "in",
          batch.map(({ contribution }) => hexToBytes(contribution)),
        )
        .execute(),
    );
    const done = new Set(rows.map((row) => idOf(row.contribution, row.version, row.ruleset)));
    const byId = new Map(
      batch.map((job) => [idOf(hexToBytes(job.contribution), job.version, hexToBytes(job.ruleset)), job]),
    );
    const inserts = [...byId].filter(([id]) => !done.has(id)).map(([id, data]) => ({ id, data, startAfter: LONG_AGO }));
    if (inserts.length > 0) await insert(inserts);
  }
}

/** The same for the same job, so that the queue refuses it a second time: a UUID of 122 bits of its SHA-256 (RFC 9562, 8). */
function idOf(contribution: Uint8Array, version: number, ruleset: Uint8Array): string {
  const digest = createHash("sha256").update(contribution).update(ruleset).update(String(version)).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString("hex", 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function runAll(
  database: ValidatorDatabase,
  jobs: readonly Job<unknown>[],
  measure: MeasureJobOf,
): Promise<void> {
  for (const { data, signal } of jobs) {
    const job = jobSchema.parse(data);
    const result = await measure(job, signal).catch((error: unknown) => {
      // The queue keeps what a job ends with, so that must not be more than a code.
      throw new Error(error instanceof CollectiveError ? error.code : "UNEXPECTED");
    });
    await store(database, job, result);
  }
}

async function store(database: ValidatorDatabase, job: MeasureJob, result: MeasureResult): Promise<void> {
  const outcome =
    result.kind === "measured"
      ? { answer: encodeAnswer({ kind: "measured", archive: result.archive }), reason: null }
      : { answer: null, reason: result.reason };
  await database.change((tables) =>
    tables
      .insertInto("measures")
      .values({
        contribution: hexToBytes(job.contribution),
        version: job.version,
        ruleset: hexToBytes(job.ruleset),
        ...outcome,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

async function find(
  database: ValidatorDatabase,
  { contribution, version, ruleset }: MeasureJob,
  bounds: AnswerBounds,
): Promise<MeasureResult | undefined> {
  const row = await database.read((tables) =>
    tables
      .selectFrom("measures")
      .select(["answer", "reason"])
      .where("contribution", "=", hexToBytes(contribution))
      .where("version", "=", version)
      .where("ruleset", "=", hexToBytes(ruleset))
      .executeTakeFirst(),
  );
  if (row === undefined) return undefined;
  if (row.reason !== null && REASON.test(row.reason)) return { kind: "refused", reason: row.reason };
  const archive = row.answer === null ? null : readAnswer(row.answer, bounds);
  if (archive === null || archive instanceof CollectiveError) throw corruptDatabase("MEASURE");
  return { kind: "measured", archive };
}
