import { expect } from "chai";
import { sql } from "kysely";
import { rulesetV1 } from "../../../../src/scoring/ruleset.ts";
import { settleArchive, type MeasuredArchive } from "../../../../src/scoring/settle-archive.ts";
import { sha256Hex } from "../../../../src/primitives/hash.ts";
import { toHex32 } from "../../../../src/primitives/identifiers.ts";
import { epochRecords } from "../../../../src/validator/database/epoch-records.ts";
import { finalBlockRecord } from "../../../../src/validator/database/final-block.ts";
import { openMeasureQueue } from "../../../../src/validator/database/measure-queue.ts";
import { noveltyRecords } from "../../../../src/validator/database/novelty-records.ts";
import { openDatabase, type DatabasePlace } from "../../../../src/validator/database/open-database.ts";
import { openSigningHistory, type SigningHistory } from "../../../../src/validator/database/signing-history.ts";
import { transactionRecords } from "../../../../src/validator/database/transaction-records.ts";
import type { ValidatorDatabase } from "../../../../src/validator/database/validator-database.ts";
import { look } from "../../../../src/validator/node/look.ts";
import { collectiveAtWork } from "../../../helpers/collective-at-work.ts";
import { newPlace } from "./databases.ts";
import { digest, signer } from "./signer.ts";

/** Epochs of a week each: four years. */
const EPOCHS = 200;
const FINGERPRINTS = 1_000_000;
/** Spreads the numbers from 1 on over all fingerprints that there can be. */
const SPREAD = 9_007_199_254n;
const ARCHIVES = 20;
const IN_EACH = 2_000;

const YEARS: readonly string[] = [
  `insert into statements select kind, epoch, case kind when 'scores' then 0 else 1 end, sha256((kind || epoch)::bytea)
     from generate_series(1, ${EPOCHS - 1}) epoch, unnest(array['scores', 'report']) kind`,
  `insert into statements select 'veto', epoch, 1, sha256(('veto' || epoch)::bytea)
     from generate_series(10, ${EPOCHS - 1}, 10) epoch`,
  `insert into transactions (purpose, nonce, "to", data, gas_limit, status, hash, block)
     select 'old ' || nonce, nonce, decode(repeat('22', 20), 'hex'), decode(repeat('ab', 400), 'hex'), 500000, 'succeeded',
       sha256(nonce::text::bytea), 100 * nonce from generate_series(0, ${4 * EPOCHS}) nonce`,
  `insert into offers select id, position, sha256((id || '.' || position)::bytea), decode(repeat('02', 500), 'hex'), 1, 1
     from transactions, generate_series(0, 1) position`,
  `insert into epochs select epoch, decode(repeat('f0', 24000), 'hex'), sha256(decode(repeat('f0', 24000), 'hex')), '[]'
     from generate_series(1, ${EPOCHS - 1}) epoch`,
  `update cursor set settled_through = ${EPOCHS - 1}`,
  `insert into fingerprints select i * ${SPREAD}::bigint from generate_series(1, ${FINGERPRINTS}) i`,
  `insert into credits select sha256(cluster::text::bytea), day, 10, 20
     from generate_series(1, 5000) cluster, generate_series(1, 40) day`,
  `insert into mails select sha256(i::text::bytea), decode(repeat('33', 20), 'hex') from generate_series(1, 5000) i`,
  `insert into measures select sha256(i::text::bytea), 1, decode(repeat('44', 32), 'hex'), decode(repeat('55', 2000), 'hex')
     from generate_series(1, 2000) i`,
];

type Counts = { readonly transactions: number; readonly rows: number };

/** Transactions, and rows that were read of tables by whatever path, since the database was opened. */
async function countsOf(database: ValidatorDatabase): Promise<Counts> {
  await database.read((tables) => sql`select pg_stat_force_next_flush()`.execute(tables));
  const { rows } = await database.read((tables) =>
    sql<Counts>`select (select xact_commit from pg_stat_database where datname = current_database()) as transactions,
      (select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables)::bigint as rows`.execute(tables),
  );
  return rows[0]!;
}

/** What `action` cost; printed for who reads along. */
async function costOf<Result>(database: ValidatorDatabase, name: string, action: () => Promise<Result>) {
  const before = await countsOf(database);
  const begun = performance.now();
  const result = await action();
  const ms = Math.round(performance.now() - begun);
  const after = await countsOf(database);
  // Counting takes two transactions itself.
  const cost = { transactions: after.transactions - before.transactions - 2, rows: after.rows - before.rows };
  console.log(`      ${name}: ${cost.transactions} transactions, ${cost.rows} rows read, ${ms} ms`);
  return { result, ...cost };
}

/** An archive of one conversation, half of whose fingerprints were counted years ago. */
function archive(index: number): MeasuredArchive {
  const known = Array.from({ length: IN_EACH / 2 }, (_, i) => Number(BigInt(1 + index * IN_EACH + i) * SPREAD));
  const fresh = Array.from({ length: IN_EACH / 2 }, (_, i) => 7 + index * IN_EACH + i);
  const fingerprints = Float64Array.from([...known, ...fresh].sort((a, b) => a - b));
  const measure = { id: "c", time: 86_400, volume: 900, quality: 900, consistency: 900, reasons: [], fingerprints };
  const bonus = { feedback: 0, metadata: 0, breadth: 0, total: 0 };
  return { measures: [measure], cluster: digest(1_000 + index), bonus, tier: "selfDeclared" };
}

describe("a database of years in a folder", function () {
  this.timeout(600_000);
  let place: DatabasePlace;
  let database: ValidatorDatabase;
  let history: SigningHistory;

  before(async () => {
    place = await newPlace("folder");
    const empty = await openDatabase(place);
    await (await openSigningHistory(empty, signer)).begin(0);
    await finalBlockRecord(empty).keep({ number: 1, hash: digest(1), timestamp: 1 });
    await empty.change(async (tables) => {
      await sql`set local search_path to validator`.execute(tables);
      for (const statement of YEARS) await sql.raw(statement).execute(tables);
    });
    // Writes down in the log what came past it.
    await openSigningHistory(empty, signer);
    await empty.close();
  });

  after(async () => {
    await database.close();
  });

  it("F41: is opened by reading its statements, and nothing else of its past", async () => {
    const begun = performance.now();
    database = await openDatabase(place);
    console.log(`      opening the files: ${Math.round(performance.now() - begun)} ms`);
    const opened = await costOf(database, "start", async () => {
      history = await openSigningHistory(database, signer);
      expect(await transactionRecords(database).unfinished()).to.deep.equal([]);
      expect(await finalBlockRecord(database).find()).to.have.property("number", 1);
      await (await openMeasureQueue(database)).close(0);
    });

    expect((await history.statementsOf(EPOCHS - 1)).map(({ kind }) => kind)).to.deep.equal(["report", "scores"]);
    expect(opened.rows).to.be.within(2 * EPOCHS, 3 * EPOCHS);
    expect(opened.transactions).to.be.lessThan(100);
  });

  it("F41: is looked at in a few rows", async () => {
    const work = await collectiveAtWork();
    const { collective, record, validators } = work;
    const own = { collective, record, validator: validators[0]!.address, history, epochs: epochRecords(database) };
    const looked = await costOf(database, "look", async () => {
      await finalBlockRecord(database).keep({ number: 2, hash: digest(2), timestamp: 2 });
      return look({ ...own, turnSeconds: 1 });
    });

    expect(looked.result.settledThrough).to.equal(EPOCHS - 1);
    expect(looked.rows).to.be.lessThan(20);
    expect(looked.transactions).to.be.lessThan(10);
  });

  it("F41: scores an archive by its own fingerprints, however many there are", async () => {
    const novelty = noveltyRecords(database);
    const scored = await costOf(database, `${ARCHIVES} archives of ${IN_EACH} fingerprints`, async () => {
      const deltas = [];
      for (let index = 0; index < ARCHIVES; index++) {
        const measured = archive(index);
        const { delta } = settleArchive(measured, await novelty.viewFor(measured), rulesetV1);
        novelty.add(delta);
        deltas.push({ id: digest(index + 1), version: 1, delta });
      }
      return deltas;
    });
    const fresh = scored.result.reduce((sum, { delta }) => sum + delta.fingerprints.length, 0);
    const file = new TextEncoder().encode("score file");
    const sha256 = toHex32(sha256Hex(file));
    const { save } = epochRecords(database);
    await save({ epoch: EPOCHS, file, sha256, unavailable: [], deltas: scored.result });

    expect(fresh).to.equal((ARCHIVES * IN_EACH) / 2);
    expect(scored.rows).to.be.lessThan(ARCHIVES * IN_EACH);
  });

  it("F41: takes an epoch over by what it adds, and leaves little to be read again after a crash", async () => {
    const counted = new Map(Array.from({ length: ARCHIVES }, (_, index) => [digest(index + 1), 1] as const));
    const settled = await costOf(database, "settle", () => epochRecords(database).settle(EPOCHS, counted));
    const { rows } = await database.read((tables) =>
      sql<{
        bytes: number;
      }>`select (pg_current_wal_lsn() - redo_lsn)::bigint as bytes from pg_control_checkpoint()`.execute(tables),
    );

    expect(await epochRecords(database).settledThrough()).to.equal(EPOCHS);
    expect(settled.rows).to.be.lessThan(ARCHIVES * 10);
    expect(settled.transactions).to.be.lessThan(10);
    expect(rows[0]!.bytes).to.be.lessThan(2 ** 20);
  });
});
