import { sql, type Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { InvalidInputError } from "../../primitives/errors.ts";
import { migrations, SCHEMA } from "./migrations.ts";
import type { Tables } from "./tables.ts";

const DONE = "kysely_migration";

/**
 * Brings the tables of a database to this version. Several processes may do it at the same time.
 *
 * @throws {InvalidInputError} `VALIDATOR_DATABASE_NEWER` when a later version of this software was there before.
 */
export async function migrate(tables: Kysely<Tables>): Promise<void> {
  const known = Object.keys(migrations);
  const unknown = (await doneBefore(tables)).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new InvalidInputError("VALIDATOR_DATABASE_NEWER", "Expected a database of this version or an earlier one.", {
      context: { newest: unknown.at(-1) ?? null },
      hint: "A newer version of this software has changed it: run that one.",
    });
  }
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const migrator = new Migrator({ db: tables, provider, migrationTableSchema: SCHEMA });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error as Error;
}

/** The names of the migrations that ran, oldest first. */
async function doneBefore(tables: Kysely<Tables>): Promise<string[]> {
  const table = `${SCHEMA}.${DONE}`;
  const { rows: found } = await sql<{ found: boolean }>`select to_regclass(${table}) is not null as found`.execute(
    tables,
  );
  if (found[0]?.found !== true) return [];
  const done = sql.table(table);
  const { rows } = await sql<{ name: string }>`select name from ${done} order by name`.execute(tables);
  return rows.map(({ name }) => name);
}
