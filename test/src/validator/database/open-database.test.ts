import { expect } from "chai";
import { inspect } from "node:util";
import { sql } from "kysely";
import { openDatabase } from "../../../../src/validator/database/open-database.ts";
import { rejectedCode, rejection } from "../../../helpers/rejected-code.ts";
import { newFolder, onBothDatabases } from "./databases.ts";
import { runProcess } from "./run-process.ts";

onBothDatabases("a validator's database", (at) => {
  it("is not opened twice", async () => {
    const database = await at.open();
    expect(await rejectedCode(at.open)).to.equal("VALIDATOR_DATABASE_LOCKED");
    await database.close();
    await at.open();
  });

  it("F14 lets exactly one of ten processes live that start at once", async () => {
    const children = Array.from({ length: 10 }, () => runProcess(at.place(), "hold"));
    try {
      const first = await Promise.all(children.map((child) => child.until(/^/)));
      expect(first.filter((line) => line === "open")).to.have.lengthOf(1);
      expect(first.filter((line) => line === "VALIDATOR_DATABASE_LOCKED")).to.have.lengthOf(9);
    } finally {
      await Promise.all(children.map((child) => child.kill()));
    }
    await at.open();
  });

  it("refuses one that a newer version has changed, and leaves it as it is", async () => {
    const database = await at.open();
    await database.change((tables) =>
      sql`insert into validator.kysely_migration (name, timestamp) values ('9999-later', '')`.execute(tables),
    );
    await database.close();
    expect(await rejectedCode(at.open)).to.equal("VALIDATOR_DATABASE_NEWER");
  });

  it("translates what a driver throws, without its words", async () => {
    const database = await at.open();
    const error = await rejection(() => database.read((tables) => sql`select 'secret'::integer`.execute(tables)));
    expect(error.code).to.equal("VALIDATOR_DATABASE_FAILED");
    expect(error.context).to.deep.equal({ reason: "22P02" });
    expect(inspect(error, { depth: 9 })).not.to.contain("secret");
  });

  it("undoes a change that fails", async () => {
    const database = await at.open();
    const failed = database.change(async (tables) => {
      await tables.insertInto("fingerprints").values({ fingerprint: 1 }).execute();
      await sql`select 1 / 0`.execute(tables);
    });
    expect(await rejectedCode(() => failed)).to.equal("VALIDATOR_DATABASE_FAILED");
    const rows = await database.read((tables) => tables.selectFrom("fingerprints").selectAll().execute());
    expect(rows).to.deep.equal([]);
  });
});

describe("where a validator's database is", () => {
  it("is no folder for a scorer", async () => {
    expect(await rejectedCode(() => openDatabase({ folder: newFolder() }, { role: "scorer" }))).to.equal(
      "VALIDATOR_DATABASE_NO_SCORERS",
    );
  });
});
