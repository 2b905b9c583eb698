import { PGlite } from "@electric-sql/pglite";
import { expect } from "chai";
import { guardedPglite } from "../../../../src/validator/database/guarded-pglite.ts";
import { codeOf } from "../../../helpers/code-of.ts";

describe("guardedPglite", function () {
  this.timeout(120_000);

  it("goes on after an error that the server answers with, and ends after any other", async () => {
    const pglite = await PGlite.create();
    const guarded = guardedPglite(pglite, { failure: "ENOSPC" });
    expect(await codeOf(guarded.query("select 1 / 0"))).to.equal("22012");
    expect((await guarded.query("select 1 as one")).rows).to.deep.equal([{ one: 1 }]);
    expect(await codeOf(guarded.transaction((inside) => inside.query("nonsense")))).to.equal("42601");
    expect(guarded.ready).to.equal(true);

    pglite.execProtocolRawSync = () => {
      throw new Error("aborted");
    };
    for (const call of [() => guarded.query("select 1"), () => guarded.exec("select 1")]) {
      expect(await codeOf(call())).to.equal("ENOSPC");
    }
    expect(await codeOf(guarded.transaction(() => Promise.resolve(1)))).to.equal("ENOSPC");
    await guarded.close();
  });
});
