import { expect } from "chai";
import { PGlite } from "@electric-sql/pglite";
import { guardedPglite } from "../../../../src/validator/database/guarded-pglite.ts";
import { codeOf } from "../../../helpers/code-of.ts";

describe("guardedPglite", function () {
  this.timeout(120_000);

  it("lets answers of the server through, errors too, and goes on", async () => {
    const guarded = guardedPglite(new PGlite(), { failure: undefined });
    expect(await codeOf(guarded.query("select nothing from nowhere"))).to.equal("42P01");
    expect((await guarded.query("select 1 as one")).rows).to.deep.equal([{ one: 1 }]);
    await guarded.close();
    expect(guarded.closed).to.equal(true);
  });

  it("does nothing more once its server has given up, also of what would still work", async () => {
    const pglite = new PGlite();
    const guarded = guardedPglite(pglite, { failure: "EIO" });
    await guarded.exec("create table t (n integer)");
    const broken = guarded.transaction(() => Promise.reject(new Error("of no server")));

    expect(await codeOf(broken)).to.equal("EIO");
    expect(await codeOf(guarded.query("select 1"))).to.equal("EIO");
    expect((await pglite.query("select 1 as one")).rows).to.deep.equal([{ one: 1 }]);
    await pglite.close();
  });
});
