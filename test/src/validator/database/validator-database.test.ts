import { expect } from "chai";
import { openServer } from "../../../../src/validator/database/server-database.ts";
import { migrate } from "../../../../src/validator/database/migrate.ts";
import { validatorDatabase } from "../../../../src/validator/database/validator-database.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { postgresServer } from "../../../helpers/servers/postgres-server.ts";

describe("validatorDatabase", function () {
  this.timeout(120_000);

  it("reads but changes nothing once it is lost, and translates what the queue throws", async () => {
    const parts = await openServer(await (await postgresServer()).makeDatabase(), "scorer");
    await migrate(parts.tables);
    const lost = new AbortController();
    const database = validatorDatabase({ ...parts, lost: lost.signal });
    const move = () => database.change((tables) => tables.updateTable("cursor").set({ settled_through: 1 }).execute());
    await move();
    lost.abort();
    expect(await codeOf(move())).to.equal("VALIDATOR_DATABASE_LOCK_LOST");
    const rows = await database.read((tables) => tables.selectFrom("cursor").select("settled_through").execute());
    expect(rows).to.deep.equal([{ settled_through: 1 }]);
    expect((await database.queue.executeSql("select $1::integer as two", [2])).rows).to.deep.equal([{ two: 2 }]);
    expect(await codeOf(database.queue.executeSql("nonsense"))).to.equal("VALIDATOR_DATABASE_FAILED");
    await database.close();
    expect(await codeOf(database.read((tables) => tables.selectFrom("cursor").selectAll().execute()))).to.equal(
      "VALIDATOR_DATABASE_FAILED",
    );
  });
});
