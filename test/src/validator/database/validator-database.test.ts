import { expect } from "chai";
import { rejectedCode } from "../../../helpers/rejected-code.ts";
import { onBothDatabases } from "./databases.ts";

onBothDatabases("a validator's database", ({ open }) => {
  it("changes all or nothing", async () => {
    const database = await open();
    const failing = database.change(async (tables) => {
      await tables.insertInto("fingerprints").values({ fingerprint: 7 }).execute();
      await tables.insertInto("fingerprints").values({ fingerprint: 7 }).execute();
    });

    expect(await rejectedCode(() => failing)).to.match(/^VALIDATOR_DATABASE_/);
    expect(await database.read((tables) => tables.selectFrom("fingerprints").selectAll().execute())).to.deep.equal([]);
  });
});
