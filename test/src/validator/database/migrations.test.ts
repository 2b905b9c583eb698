import { expect } from "chai";
import { sql } from "kysely";
import { migrations, SCHEMA } from "../../../../src/validator/database/migrations.ts";
import { onBothDatabases } from "./databases.ts";

onBothDatabases("the migrations", (at) => {
  it("make the same tables", async () => {
    expect(Object.keys(migrations)).to.deep.equal(["0001-first", "0002-final-block"]);
    const { rows } = await (
      await at.open()
    ).read((tables) =>
      sql<{ table: string; columns: string }>`
        select table_name as table, string_agg(column_name || ' ' || data_type, ', ' order by ordinal_position) as columns
        from information_schema.columns
        where table_schema = ${SCHEMA} and table_name !~ '^(fingerprints_|kysely)'
        group by table_name order by table_name`.execute(tables),
    );
    expect(rows.map(({ table, columns }) => `${table}: ${columns}`)).to.deep.equal([
      "credits: cluster bytea, day integer, base bigint, paid bigint",
      "cursor: singleton boolean, settled_through bigint",
      "epochs: epoch bigint, file bytea, sha256 bytea, unavailable text",
      "final_block: singleton boolean, number bigint, hash bytea, timestamp bigint",
      "fingerprints: fingerprint bigint",
      "history: singleton boolean, validator bytea, chain_id numeric, distributor bytea, begun_at bigint",
      "mails: mail bytea, owner bytea",
      "measures: contribution bytea, version bigint, ruleset bytea, answer bytea, reason text",
      "offers: transaction_id bigint, position integer, hash bytea, raw bytea, max_fee numeric, max_priority_fee numeric",
      "pending_deltas: epoch bigint, position integer, contribution bytea, version bigint, delta bytea",
      "statements: kind text, epoch bigint, attempt bigint, digest bytea",
      "transactions: id bigint, purpose text, nonce bigint, to bytea, data bytea, gas_limit numeric, status text, hash bytea, block bigint",
    ]);
  });
});
