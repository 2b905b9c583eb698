import { expect } from "chai";
import { cpSync } from "node:fs";
import { findTracer, type Tracer } from "../../../../scripts/checks/servers/ensure-strace.ts";
import { openDatabase } from "../../../../src/validator/database/open-database.ts";
import { openSigningHistory } from "../../../../src/validator/database/signing-history.ts";
import { newFolder } from "./databases.ts";
import { runTraced } from "./run-process.ts";
import { signer } from "./signer.ts";

/** From which of a program's syncs on they fail: while it opens the database, and at its first statements. */
const FIRST_FAILURES = [1, 5, 9];
const CALLS = "fsync,fdatasync";

describe("a disk whose syncs fail, as the kernel says it", function () {
  this.timeout(300_000);
  const whole = newFolder();
  let tracer: Tracer | null;

  before(async () => {
    tracer = await findTracer();
    const database = await openDatabase({ folder: whole });
    await (await openSigningHistory(database, signer)).begin(0);
    await database.close();
  });

  it("F9 ends the node with a code, and loses no statement that was confirmed", async () => {
    if (tracer === null) {
      console.log("      1 part not run: programs may not be traced here");
      return;
    }
    const stated: number[] = [];
    for (const first of FIRST_FAILURES) {
      const folder = newFolder();
      cpSync(whole, folder, { recursive: true, preserveTimestamps: true });
      const injection = ["-f", "-qq", "-o", "/dev/null", "-e", `trace=${CALLS}`];
      const failing = [...injection, "-e", `inject=${CALLS}:error=EIO:when=${first}+`];
      const child = runTraced(tracer, failing, { folder }, "state", 1, 0);
      await child.ended;

      expect(child.lines.at(-1), child.lines.join()).to.equal("VALIDATOR_DATABASE_FAILED");
      const confirmed = child.lines.filter((line) => line.startsWith("stated")).length;
      const database = await openDatabase({ folder });
      const history = await openSigningHistory(database, signer);
      // One more may have been written without having been confirmed.
      expect((await history.statementsOf(1)).length - confirmed).to.be.oneOf([0, 1]);
      await database.close();
      stated.push(confirmed);
    }
    expect(Math.max(...stated)).to.be.greaterThan(0);
    expect(Math.min(...stated)).to.equal(0);
  });
});
