import { sql } from "kysely";
import type { ValidatorDatabase } from "../../src/validator/database/validator-database.ts";

/** What the table of fingerprints takes on the disk. */
export type TableSizes = { readonly rows: number; readonly tableBytes: number; readonly indexBytes: number };

/** Rows in one transaction. */
const PIECE = 1_000_000;

/** The fingerprint with this number, below 2^28: 25 bits of a hash before it, so that none comes twice and neighbours are far apart. */
const numbered = "((hashint8extended(number, 42) & 33554431) << 28) | number";

/**
 * Adds fingerprints until there are `rows` numbered ones. With `indexedLater` the index is built when they are all there,
 * which takes a fraction of the time and gives a smaller index than one that grew.
 */
export async function fill(database: ValidatorDatabase, rows: number, indexedLater: boolean): Promise<void> {
  const run = (text: string): Promise<unknown> => database.change((tables) => sql.raw(text).execute(tables));
  if (indexedLater) await run("alter table validator.fingerprints drop constraint fingerprints_pkey");
  for (let start = 1; start <= rows; start += PIECE) {
    const end = Math.min(rows, start + PIECE - 1);
    const once = indexedLater ? "" : "on conflict do nothing";
    await run(
      `insert into validator.fingerprints select ${numbered} from generate_series(${start}, ${end}) as number ${once}`,
    );
  }
  if (indexedLater) await run("alter table validator.fingerprints add primary key (fingerprint)");
  await database.read((tables) => sql.raw("vacuum analyze validator.fingerprints").execute(tables));
}

/** `count` fingerprints from the one with the number `from` on, each `step`th. */
export async function fingerprintsAt(
  database: ValidatorDatabase,
  from: number,
  count: number,
  step = 1,
): Promise<number[]> {
  const series = `generate_series(${from}, ${from + (count - 1) * step}, ${step}) as number`;
  const { rows } = await database.read((tables) =>
    sql.raw(`select ${numbered} as fingerprint from ${series}`).execute(tables),
  );
  return (rows as { fingerprint: number }[]).map(({ fingerprint }) => fingerprint);
}

/** Of all partitions together. */
export async function sizesOf(database: ValidatorDatabase): Promise<TableSizes> {
  const { rows } = await database.read((tables) =>
    sql
      .raw(
        `select (select count(*) from validator.fingerprints) as rows, sum(pg_table_size(relid)) as table_bytes,
           sum(pg_indexes_size(relid)) as index_bytes from pg_partition_tree('validator.fingerprints')`,
      )
      .execute(tables),
  );
  const [sizes] = rows as { rows: number; table_bytes: unknown; index_bytes: unknown }[];
  return {
    rows: Number(sizes?.rows),
    tableBytes: Number(sizes?.table_bytes),
    indexBytes: Number(sizes?.index_bytes),
  };
}
