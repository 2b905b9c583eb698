import { expect } from "chai";
import { setTimeout as delay } from "node:timers/promises";
import { epochRecords } from "../../../../src/validator/database/epoch-records.ts";
import { noveltyRecords } from "../../../../src/validator/database/novelty-records.ts";
import type { ValidatorDatabase } from "../../../../src/validator/database/validator-database.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { onBothDatabases } from "./databases.ts";
import { runProcess } from "./run-process.ts";
import { CLUSTER, counted, work } from "./some-work.ts";

const KILLS = Number(process.env.TEST_KILLS ?? 3);

/** Which of the fingerprints are known, and what day 1 was credited. */
async function noveltyOf(database: ValidatorDatabase, fingerprints: readonly number[]) {
  const bonus = { feedback: 0, metadata: 0, breadth: 0, total: 0 };
  const measure = { id: "c", time: 0, volume: 1, quality: 1_000, consistency: 1_000, reasons: [] };
  const measures = [{ ...measure, fingerprints: Float64Array.from(fingerprints) }];
  const view = await noveltyRecords(database).viewFor({ measures, cluster: CLUSTER, bonus, tier: "selfDeclared" });
  return {
    known: fingerprints.filter((fingerprint) => view.fingerprints.has(fingerprint)),
    day: view.credits.get(CLUSTER)?.get(1),
  };
}

onBothDatabases("the records of epochs", (at) => {
  it("give back the work of an epoch", async () => {
    const records = epochRecords(await at.open());
    await records.save(work(1));
    expect(await records.find(1)).to.deep.equal(work(1));
    expect(await records.find(2)).to.equal(undefined);
  });

  it("keep the first file of an epoch", async () => {
    const records = epochRecords(await at.open());
    await records.save(work(1));
    await records.save(work(1));
    const other = { ...work(2), epoch: 1 };
    expect(await codeOf(records.save(other))).to.equal("VALIDATOR_EPOCH_SCORED_BEFORE");
    expect(await records.find(1)).to.deep.equal(work(1));
  });

  it("add what was counted, in that version, and forget the rest", async () => {
    const database = await at.open();
    const records = epochRecords(database);
    await records.save(work(1));
    expect(await records.settledThrough()).to.equal(0);
    await records.settle(1, counted(1));

    expect(await records.settledThrough()).to.equal(1);
    expect(await noveltyOf(database, [7, 8, 1_001, 1_002, 1_003])).to.deep.equal({
      known: [7, 1_001, 1_003],
      day: { base: 2, paid: 4 },
    });
    expect(await records.find(1)).to.deep.equal({ ...work(1), deltas: [] });
    expect(await codeOf(records.save(work(1)))).to.equal("VALIDATOR_EPOCH_SETTLED");
  });

  it("settle an epoch once, and none out of order", async () => {
    const database = await at.open();
    const records = epochRecords(database);
    for (const epoch of [1, 2, 3]) await records.save(work(epoch));
    expect(await codeOf(records.settle(2, counted(2)))).to.equal("VALIDATOR_EPOCH_OUT_OF_ORDER");
    await Promise.all(Array.from({ length: 5 }, () => records.settle(1, counted(1))));
    await records.settle(1, counted(1));
    await records.skip(2);
    await records.skip(2);
    await records.skip(1);
    expect(await codeOf(records.skip(4))).to.equal("VALIDATOR_EPOCH_OUT_OF_ORDER");
    await records.settle(3, counted(3));

    expect(await records.settledThrough()).to.equal(3);
    expect(await noveltyOf(database, [1_001, 2_001, 3_001])).to.deep.equal({
      known: [1_001, 3_001],
      day: { base: 4, paid: 8 },
    });
    expect(await records.find(2)).to.deep.equal({ ...work(2), deltas: [] });
  });

  it(`F6 F7 add every delta exactly once when the process is killed while it settles, ${KILLS} times`, async () => {
    let last = 0;
    for (let kill = 1; kill <= KILLS; kill++) {
      const child = runProcess(at.place(), "settle");
      await child.until(/^open$/);
      await delay((kill * 53) % 211);
      await child.kill();
      last = Number(/^settled (\d+)$/.exec(child.lines.at(-1) ?? "")?.[1] ?? last);
      const database = await at.open();
      const through = await epochRecords(database).settledThrough();
      expect(through).to.be.oneOf([last, last + 1]);
      last = through;
      const own = Array.from({ length: through + 1 }, (_, epoch) => 1_000 * (epoch + 1) + 1);
      expect(await noveltyOf(database, own)).to.deep.equal({
        known: own.slice(0, -1),
        day: through === 0 ? undefined : { base: 2 * through, paid: 4 * through },
      });
      await database.close();
    }
  });

  it("refuse a score file that is not the one that was kept", async () => {
    const database = await at.open();
    const records = epochRecords(database);
    await records.save(work(1));
    await database.change((tables) =>
      tables
        .updateTable("epochs")
        .set({ file: Uint8Array.of(1) } as never)
        .execute(),
    );
    expect(await codeOf(records.find(1))).to.equal("VALIDATOR_DATABASE_CORRUPT");
  });
});
