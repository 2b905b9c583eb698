import { expect } from "chai";
import { openServer } from "../../../../src/validator/database/server-database.ts";
import { migrate } from "../../../../src/validator/database/migrate.ts";
import { postgresServer } from "../../../helpers/servers/postgres-server.ts";

describe("migrate", function () {
  this.timeout(120_000);

  it("may be run by several processes at once, and again", async () => {
    const url = await (await postgresServer()).makeDatabase();
    const all = await Promise.all([1, 2, 3, 4].map(() => openServer(url, "scorer")));
    await Promise.all(all.map(({ tables }) => migrate(tables)));
    for (const { tables } of all) await migrate(tables);
    const rows = await all[0]?.tables.withSchema("validator").selectFrom("cursor").selectAll().execute();
    expect(rows).to.deep.equal([{ singleton: true, settled_through: 0 }]);
    for (const { close } of all) await close();
  });
});
