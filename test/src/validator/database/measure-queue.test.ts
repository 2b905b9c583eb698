import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
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
import { root } from "../../../helpers/run-program.ts";
import { query } from "../../../helpers/servers/postgres-server.ts";
import { onBothDatabases } from "./databases.ts";
import { runProcess } from "./run-process.ts";
import { digest, signer } from "./signer.ts";

const job = (index: number, version = 1): MeasureJob => ({
  contribution: digest(index),
  version,
  ruleset: digest(500),
});
const otherRuleset = toHex32(`0x${"a1".repeat(32)}`);
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
const quick: QueueOptions = { ruleset: digest(500), heartbeatSeconds: 10, superviseSeconds: 1, pollSeconds: 0.5 };

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

  it("F35: gives jobs of another ruleset to nobody who has an older or newer one", async () => {
    const database = await at.open();
    const [own, other] = [await openQueue(database), await openQueue(database, { ...quick, ruleset: otherRuleset })];
    const taken: MeasureJob[] = [];
    await other.work((each) => {
      taken.push(each);
      return Promise.resolve({ kind: "measured", archive });
    });
    await own.enqueue([job(1)]);
    await other.enqueue([{ ...job(2), ruleset: otherRuleset }]);
    await untilFound(other, [{ ...job(2), ruleset: otherRuleset }]);
    await delay(600);
    expect(taken).to.deep.equal([{ ...job(2), ruleset: otherRuleset }]);
    await own.work(() => Promise.resolve({ kind: "measured", archive }));
    expect(await untilFound(own, [job(1)])).to.have.lengthOf(1);
  });

  it("does not wait between jobs while there are more", async () => {
    const queue = await openQueue(await at.open(), { ...quick, pollSeconds: 30 });
    const jobs = Array.from({ length: 5 }, (_, index) => job(index));
    await queue.enqueue(jobs);
    await queue.work(() => Promise.resolve({ kind: "measured", archive }));
    expect(await untilFound(queue, jobs)).to.have.lengthOf(5);
  }).timeout(25_000);

  it("F37: gives jobs at work back when it is closed, and says so to those who measure", async () => {
    const database = await at.open();
    const queue = await openQueue(database);
    await queue.enqueue([job(1)]);
    const begun = Promise.withResolvers<AbortSignal>();
    await queue.work((_job, signal) => {
      begun.resolve(signal);
      return new Promise(() => undefined);
    });
    const signal = await begun.promise;
    await queue.close(0);
    expect(signal.aborted).to.equal(true);
    const next = await openQueue(database);
    await next.work(() => Promise.resolve({ kind: "measured", archive }));
    expect(await untilFound(next, [job(1)])).to.have.lengthOf(1);
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

  it("T62: is worked by a role that reaches nothing that the node says, as the manual grants it", async () => {
    const { url } = at.place() as { url: string };
    const node = await openQueue(await at.open());
    const manual = readFileSync(join(root, "docs/validator-database.md"), "utf8");
    const [, grants = ""] = /```sql\n(.*?)```/s.exec(manual) ?? [];
    await query(url, grants);
    const scorer = await openDatabase({ url: url.replace("postgres@", "scorer@") }, { role: "scorer" });
    const queue = await openQueue(scorer);
    await queue.work(() => Promise.resolve({ kind: "measured", archive }));
    await node.enqueue([job(1)]);

    expect(await untilFound(node, [job(1)])).to.have.lengthOf(1);
    const statements = scorer.read((tables) => tables.selectFrom("statements").selectAll().execute());
    expect(await codeOf(statements)).to.equal("VALIDATOR_DATABASE_REFUSED");
    const forged = { kind: "report", epoch: 1, attempt: 0, digest: new Uint8Array(32) };
    const statement = scorer.change((tables) => tables.insertInto("statements").values(forged).execute());
    expect(await codeOf(statement)).to.equal("VALIDATOR_DATABASE_REFUSED");
    await queue.close(0);
    await scorer.close();
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
