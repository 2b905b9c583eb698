import { expect } from "chai";
import { setTimeout as delay } from "node:timers/promises";
import { rulesetV1 } from "../../../../src/scoring/ruleset.ts";
import type { MeasuredArchive } from "../../../../src/scoring/settle-archive.ts";
import {
  openMeasureQueue,
  type MeasureJob,
  type MeasureQueue,
  type QueueOptions,
} from "../../../../src/validator/database/measure-queue.ts";
import { openDatabase } from "../../../../src/validator/database/open-database.ts";
import type { ValidatorDatabase } from "../../../../src/validator/database/validator-database.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { onBothDatabases } from "./databases.ts";
import { runProcess } from "./run-process.ts";
import { digest, signer } from "./signer.ts";

const job = (index: number, version = 1): MeasureJob => ({
  contribution: digest(index),
  version,
  ruleset: digest(500),
});
const bounds = { ruleset: rulesetV1, owner: signer.validator };
const archive: MeasuredArchive = {
  measures: [
    {
      id: "c",
      time: 1_700_000_000,
      volume: 100,
      quality: 900,
      consistency: 1_000,
      reasons: [],
      fingerprints: Float64Array.of(1, 2 ** 53 - 1),
    },
  ],
  cluster: digest(1),
  bonus: { feedback: 0, metadata: 0, breadth: 0, total: 0 },
  tier: "selfDeclared",
};
const quick: QueueOptions = { heartbeatSeconds: 10, superviseSeconds: 1, pollSeconds: 0.5 };

onBothDatabases("the queue of measurements", (at) => {
  let queues: MeasureQueue[] = [];
  const openQueue = async (database: ValidatorDatabase, options: QueueOptions = quick): Promise<MeasureQueue> => {
    const queue = await openMeasureQueue(database, options);
    queues.push(queue);
    return queue;
  };
  afterEach(async () => {
    for (const queue of queues) await queue.close(0).catch(() => undefined);
    queues = [];
  });
  const untilFound = async (queue: MeasureQueue, jobs: readonly MeasureJob[]): Promise<unknown[]> => {
    for (;;) {
      const found = await Promise.all(jobs.map((each) => queue.find(each, bounds)));
      if (found.every((each) => each !== undefined)) return found;
      await delay(50);
    }
  };

  it("measures each version once, however often it was asked for", async () => {
    const queue = await openQueue(await at.open());
    const jobs = [job(1), job(2), job(1, 2)];
    await Promise.all([queue.enqueue(jobs), queue.enqueue(jobs), queue.enqueue([...jobs, ...jobs])]);
    const taken: MeasureJob[] = [];
    await queue.work((each) => {
      taken.push(each);
      return Promise.resolve({ kind: "measured", archive });
    });
    expect(await untilFound(queue, jobs)).to.deep.equal(jobs.map(() => ({ kind: "measured", archive })));
    await queue.enqueue(jobs);
    await delay(1_200);
    expect(taken).to.have.lengthOf(3);
    expect(taken).to.have.deep.members(jobs);
  });

  it("F27: takes what was asked for before the clock was set back by hours", async () => {
    const database = await at.open();
    const queue = await openQueue(database);
    await queue.enqueue([job(1)]);
    const later = ["start_after", "created_on", "keep_until"].map(
      (column) => `${column} = ${column} + interval '5 hours'`,
    );
    await database.queue.executeSql(`update validator_queue.job set ${later.join(", ")}`);
    await queue.work(() => Promise.resolve({ kind: "refused", reason: "EXPORT_EMPTY" }));

    expect(await untilFound(queue, [job(1)])).to.deep.equal([{ kind: "refused", reason: "EXPORT_EMPTY" }]);
  });

  it("keeps the final reason for which a version cannot be measured", async () => {
    const queue = await openQueue(await at.open());
    await queue.enqueue([job(1)]);
    await queue.work(() => Promise.resolve({ kind: "refused", reason: "EXPORT_EMPTY" }));
    expect(await untilFound(queue, [job(1)])).to.deep.equal([{ kind: "refused", reason: "EXPORT_EMPTY" }]);
  });

  it("takes a job again that failed, and gives up one that always does", async () => {
    const queue = await openQueue(await at.open(), { ...quick, retries: 1 });
    await queue.enqueue([job(1), job(2)]);
    const tries = new Map<string, number>();
    await queue.work(({ contribution }) => {
      const count = (tries.get(contribution) ?? 0) + 1;
      tries.set(contribution, count);
      if (contribution === digest(1) && count === 2) return Promise.resolve({ kind: "measured", archive });
      return Promise.reject(new Error("some words of an archive"));
    }, 2);
    await untilFound(queue, [job(1)]);
    while ((await queue.givenUp()).length === 0) await delay(100);
    expect(await queue.givenUp()).to.deep.equal([job(2)]);
    expect([...tries]).to.have.deep.members([
      [digest(1), 2],
      [digest(2), 2],
    ]);
    expect(await queue.find(job(2), bounds)).to.equal(undefined);
  });

  it("refuses a result that no honest scorer gives", async () => {
    const database = await at.open();
    const queue = await openQueue(database);
    await queue.enqueue([job(1)]);
    await queue.work(() => Promise.resolve({ kind: "measured", archive: { ...archive, tier: "idToken" as never } }));
    while ((await database.read((tables) => tables.selectFrom("measures").selectAll().execute())).length === 0)
      await delay(50);
    expect(await codeOf(queue.find(job(1), bounds))).to.equal("VALIDATOR_DATABASE_CORRUPT");
  });

  if (at.kind === "folder") return;

  it("is shared by several scorers", async () => {
    const place = at.place();
    const node = await openQueue(await at.open());
    const scorers = await Promise.all([1, 2].map(() => openDatabase(place, { role: "scorer" })));
    const taken: number[] = [0, 0];
    for (const [index, scorer] of scorers.entries()) {
      const queue = await openQueue(scorer);
      await queue.work(async () => {
        taken[index] = (taken[index] ?? 0) + 1;
        await delay(20);
        return { kind: "measured", archive };
      }, 2);
    }
    const jobs = Array.from({ length: 12 }, (_, index) => job(index));
    await node.enqueue(jobs);
    await untilFound(node, jobs);
    expect((taken[0] ?? 0) + (taken[1] ?? 0)).to.equal(12);
    expect(Math.min(...taken)).to.be.greaterThan(0);
    for (const queue of queues) await queue.close(0);
    for (const scorer of scorers) await scorer.close();
  });

  it("F31 gives the job of a worker that was killed to another one", async () => {
    const queue = await openQueue(await at.open());
    await queue.enqueue([job(1)]);
    const child = runProcess(at.place(), "swallow");
    expect(await child.until(/./)).to.equal("taken");
    await child.kill();
    await queue.work(() => Promise.resolve({ kind: "measured", archive }));
    expect(await untilFound(queue, [job(1)])).to.have.lengthOf(1);
  });
});
