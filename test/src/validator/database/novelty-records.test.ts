import { expect } from "chai";
import fc from "fast-check";
import { applyDelta, createNoveltyLedger, type NoveltyDelta } from "../../../../src/scoring/novelty.ts";
import { noveltyInMemory, type NoveltySource } from "../../../../src/scoring/novelty-source.ts";
import { rulesetV1 } from "../../../../src/scoring/ruleset.ts";
import { settleArchive, type MeasuredArchive } from "../../../../src/scoring/settle-archive.ts";
import { epochRecords } from "../../../../src/validator/database/epoch-records.ts";
import { noveltyRecords } from "../../../../src/validator/database/novelty-records.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { onBothDatabases } from "./databases.ts";
import { digest } from "./signer.ts";
import { work } from "./some-work.ts";

const owners = [1, 2].map((value) => toAddress(`0x${String(value).repeat(40)}`));
const fingerprint = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(2 ** 31, 2 ** 32 + 1, 2 ** 53 - 1));
const measure = fc.record({
  id: fc.constantFrom("a", "b", "c"),
  time: fc.integer({ min: 0, max: 3 * 86_400 }),
  volume: fc.integer({ min: 0, max: rulesetV1.CC }),
  quality: fc.integer({ min: 0, max: 1_000 }),
  consistency: fc.integer({ min: 0, max: 1_000 }),
  reasons: fc.constant([]),
  fingerprints: fc
    .uniqueArray(fingerprint, { minLength: 1, maxLength: 40 })
    .map((list) => Float64Array.from(list.sort((a, b) => a - b))),
});
const archive = fc
  .record({
    measures: fc.array(measure, { maxLength: 4 }),
    cluster: fc.constantFrom(digest(1), digest(2)),
    total: fc.integer({ min: 0, max: 250 }),
    mail: fc.option(fc.record({ id: fc.constantFrom(digest(5), digest(6)), owner: fc.constantFrom(...owners) })),
  })
  .map(({ measures, cluster, total, mail }): MeasuredArchive => {
    const bonus = { feedback: 0, metadata: 0, breadth: 0, total };
    if (mail === null) return { measures, cluster, bonus, tier: "selfDeclared" };
    return { measures, cluster, bonus, tier: "mailSignature", mail: { ...mail, cluster: digest(3) } };
  });
/** Epochs of archives, each counted or not. */
const history = fc.array(fc.array(fc.tuple(archive, fc.boolean()), { maxLength: 4 }), { minLength: 1, maxLength: 4 });

async function score(source: NoveltySource, measured: MeasuredArchive): Promise<NoveltyDelta & { units: number }> {
  const { units, delta } = settleArchive(measured, await source.viewFor(measured), rulesetV1);
  source.add(delta);
  return { ...delta, units };
}

onBothDatabases("the novelty tables", (at) => {
  it("score random archives as a ledger in memory does, over several epochs", async () => {
    const database = await at.open();
    const records = epochRecords(database);
    await fc.assert(
      fc.asyncProperty(history, async (epochs) => {
        await database.change(async (tables) => {
          for (const table of ["fingerprints", "credits", "mails", "pending_deltas", "epochs"] as const) {
            await tables.deleteFrom(table).execute();
          }
          await tables.updateTable("cursor").set({ settled_through: 0 }).execute();
        });
        const settled: NoveltyDelta[] = [];
        for (const [index, archives] of epochs.entries()) {
          const epoch = index + 1;
          const ledger = createNoveltyLedger();
          for (const delta of settled) applyDelta(ledger, delta);
          const [memory, tables] = [noveltyInMemory(ledger), noveltyRecords(database)];
          const deltas = [];
          for (const [position, [measured, isCounted]] of archives.entries()) {
            const { units, ...delta } = await score(memory, measured);
            expect(await score(tables, measured)).to.deep.equal({ units, ...delta });
            deltas.push({ id: digest(100 + position), version: 1, delta });
            if (isCounted) settled.push(delta);
          }
          await records.save({ ...work(epoch), deltas });
          const counted = archives.flatMap(([, isCounted], position) =>
            isCounted ? [[digest(100 + position), 1] as const] : [],
          );
          await records.settle(epoch, new Map(counted));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("find the known ones of more fingerprints than one statement takes", async () => {
    const database = await at.open();
    const records = epochRecords(database);
    const even = Array.from({ length: 25_000 }, (_, index) => 2 * index);
    const delta = { fingerprints: even, cluster: digest(1), days: [] };
    await records.save({ ...work(1), deltas: [{ id: digest(1), version: 1, delta }] });
    await records.settle(1, new Map([[digest(1), 1]]));

    const asked = Float64Array.from({ length: 50_000 }, (_, index) => index);
    const one = { id: "a", time: 0, volume: 1, quality: 1, consistency: 1, reasons: [], fingerprints: asked };
    const bonus = { feedback: 0, metadata: 0, breadth: 0, total: 0 };
    const view = await noveltyRecords(database).viewFor({
      measures: [one],
      cluster: digest(1),
      bonus,
      tier: "selfDeclared",
    });
    expect(asked.every((value) => view.fingerprints.has(value) === (value % 2 === 0))).to.equal(true);
  });
});
