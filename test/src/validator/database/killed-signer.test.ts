import { expect } from "chai";
import { setTimeout as delay } from "node:timers/promises";
import { openSigningHistory } from "../../../../src/validator/database/signing-history.ts";

import { onBothDatabases } from "./databases.ts";
import { runProcess } from "./run-process.ts";
import { digest, signer } from "./signer.ts";

/** How often a process is killed; TEST_KILLS asks for more. */
const KILLS = Number(process.env.TEST_KILLS ?? 6);
/** Each time a program starts and opens its database. */
const PATIENCE_MS = 60_000 + 15_000 * KILLS;

onBothDatabases("a signing process that is killed", (at) => {
  beforeEach(async () => {
    const database = await at.open();
    await (await openSigningHistory(database, signer)).begin(0);
    await database.close();
  });

  it(`F5 still has a statement when it died right after it was confirmed, ${KILLS} times`, async function () {
    this.timeout(PATIENCE_MS);
    let expected = 0;
    for (let kill = 1; kill <= KILLS; kill++) {
      const child = runProcess(at.place(), "state", 1, 2);
      await child.ended;
      expect(child.lines[0], child.lines.join()).to.equal(`found ${expected} whole`);
      expect(child.lines).to.have.lengthOf(2);
      expected += 2;
    }
    const history = await openSigningHistory(await at.open(), signer);
    expect((await history.statementsOf(1)).map((one) => one.digest)).to.deep.equal(
      Array.from({ length: expected }, (_, attempt) => digest(attempt + 1)),
    );
  });

  it(`F6 F7 has every confirmed statement, and no half one, when it is killed at any instant, ${KILLS} times`, async function () {
    this.timeout(PATIENCE_MS);
    let confirmed = 0;
    for (let kill = 1; kill <= KILLS; kill++) {
      const child = runProcess(at.place(), "state", 1, 0);
      const found = /^found (\d+) whole$/.exec((await child.until(/^/)) ?? "");
      expect(found, child.lines.join()).not.to.equal(null);
      // One more may have been written without having been confirmed.
      expect(Number(found?.[1]) - confirmed).to.be.oneOf([0, 1]);
      await delay((kill * 37) % 101);
      await child.kill();
      confirmed = Number(found?.[1]) + child.lines.length - 1;
    }
  });
});
