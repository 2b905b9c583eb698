import { sql, type Transaction } from "kysely";
import { bytesToHex, hexToBytes } from "../../primitives/bytes.ts";
import { addressToBytes, bytesToAddress, toHex32, type Address, type Hex32 } from "../../primitives/identifiers.ts";
import { FingerprintSet } from "../../scoring/fingerprint-set.ts";
import type { NoveltySource } from "../../scoring/novelty-source.ts";
import {
  applyDelta,
  createNoveltyLedger,
  type DayCredit,
  type NoveltyDelta,
  type NoveltyLedger,
} from "../../scoring/novelty.ts";
import type { MeasuredArchive } from "../../scoring/settle-archive.ts";
import { SCHEMA } from "./migrations.ts";
import type { Tables } from "./tables.ts";
import type { ValidatorDatabase } from "./validator-database.ts";

/** How many fingerprints go into one statement. */
const BATCH = 10_000;

/**
 * What was counted before, from the tables. Make one for each epoch that is scored: what its versions add lies in memory over
 * the tables, which only settling the epoch changes.
 */
export function noveltyRecords(database: ValidatorDatabase): NoveltySource {
  const added = createNoveltyLedger();
  return {
    viewFor: async (measured) => {
      const view = await readLedger(database, measured);
      return {
        fingerprints: {
          has: (fingerprint) => added.fingerprints.has(fingerprint) || view.fingerprints.has(fingerprint),
        },
        credits: new Map(
          [...view.credits].map(([cluster, days]) => [cluster, sumOf(days, added.credits.get(cluster))]),
        ),
        mails: new Map([...view.mails, ...added.mails]),
      };
    },
    add: (delta) => {
      applyDelta(added, delta);
    },
  };
}

/** Adds what a counted version brought to the tables. */
export async function addToTables(tables: Transaction<Tables>, delta: NoveltyDelta): Promise<void> {
  for (const batch of batchesOf(delta.fingerprints)) {
    await sql`insert into ${sql.table(`${SCHEMA}.fingerprints`)} (fingerprint)
      select * from unnest(${batch}::bigint[]) on conflict do nothing`.execute(tables);
  }
  if (delta.mail !== undefined) {
    await tables
      .insertInto("mails")
      .values({ mail: hexToBytes(delta.mail.id), owner: addressToBytes(delta.mail.owner) })
      .onConflict((conflict) => conflict.column("mail").doUpdateSet({ owner: (row) => row.ref("excluded.owner") }))
      .execute();
  }
  const cluster = hexToBytes(delta.cluster);
  const columns = (["day", "base", "paid"] as const).map((name) => delta.days.map((day) => day[name]));
  await sql`insert into ${sql.table(`${SCHEMA}.credits`)} as credit (cluster, day, base, paid)
    select ${cluster}::bytea, * from unnest(${columns[0]}::integer[], ${columns[1]}::bigint[], ${columns[2]}::bigint[])
    on conflict (cluster, day) do update set base = credit.base + excluded.base, paid = credit.paid + excluded.paid`.execute(
    tables,
  );
}

async function readLedger(
  database: ValidatorDatabase,
  { measures, cluster, mail }: MeasuredArchive,
): Promise<NoveltyLedger> {
  const fingerprints = await readKnown(
    database,
    measures.flatMap((measure) => [...measure.fingerprints]),
  );
  const clusters = mail === undefined ? [cluster] : [cluster, mail.cluster];
  return {
    fingerprints,
    credits: await readCredits(database, [...new Set(clusters)]),
    mails: await readMail(database, mail?.id),
  };
}

async function readKnown(database: ValidatorDatabase, asked: readonly number[]): Promise<FingerprintSet> {
  const known = new FingerprintSet();
  for (const batch of batchesOf(asked)) {
    // One search per fingerprint, whatever the planner thinks of so many: a join by hashing would read the whole table.
    const { rows } = await database.read((tables) =>
      sql<{ fingerprint: number }>`select asked.fingerprint from unnest(${batch}::bigint[]) as asked (fingerprint)
        cross join lateral (select from ${sql.table(`${SCHEMA}.fingerprints`)} as known
          where known.fingerprint = asked.fingerprint limit 1) as found`.execute(tables),
    );
    for (const { fingerprint } of rows) known.add(fingerprint);
  }
  return known;
}

async function readCredits(
  database: ValidatorDatabase,
  clusters: readonly Hex32[],
): Promise<Map<Hex32, Map<number, DayCredit>>> {
  const rows = await database.read((tables) =>
    tables.selectFrom("credits").selectAll().where("cluster", "in", clusters.map(hexToBytes)).execute(),
  );
  const credits = new Map(clusters.map((cluster) => [cluster, new Map<number, DayCredit>()]));
  for (const { cluster, day, base, paid } of rows) credits.get(toHex32(bytesToHex(cluster)))?.set(day, { base, paid });
  return credits;
}

async function readMail(database: ValidatorDatabase, id: Hex32 | undefined): Promise<Map<Hex32, Address>> {
  if (id === undefined) return new Map();
  const row = await database.read((tables) =>
    tables.selectFrom("mails").select("owner").where("mail", "=", hexToBytes(id)).executeTakeFirst(),
  );
  return new Map(row === undefined ? [] : [[id, bytesToAddress(row.owner)]]);
}

/** Distinct and ascending, so that neighbours in the index are met one after another. */
function batchesOf(fingerprints: readonly number[]): number[][] {
  const sorted = [...new Set(fingerprints)].sort((a, b) => a - b);
  const count = Math.ceil(sorted.length / BATCH);
  return Array.from({ length: count }, (_, index) => sorted.slice(index * BATCH, (index + 1) * BATCH));
}

function sumOf(
  days: ReadonlyMap<number, DayCredit>,
  others: ReadonlyMap<number, DayCredit> = new Map(),
): ReadonlyMap<number, DayCredit> {
  const sum = new Map(days);
  for (const [day, { base, paid }] of others) {
    const before = sum.get(day) ?? { base: 0, paid: 0 };
    sum.set(day, { base: before.base + base, paid: before.paid + paid });
  }
  return sum;
}
