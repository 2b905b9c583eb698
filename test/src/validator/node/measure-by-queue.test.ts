import { expect } from "chai";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { followAccess } from "../../../../src/chain/follow-access.ts";
import { readRegistry } from "../../../../src/chain/registry-history.ts";
import { createNoveltyLedger } from "../../../../src/scoring/novelty.ts";
import { noveltyInMemory } from "../../../../src/scoring/novelty-source.ts";
import { rulesetHash, rulesetV1 } from "../../../../src/scoring/ruleset.ts";
import { openMeasureQueue } from "../../../../src/validator/database/measure-queue.ts";
import { openDatabase } from "../../../../src/validator/database/open-database.ts";
import { measureJobs, scoringByQueue } from "../../../../src/validator/node/measure-by-queue.ts";
import { measureContribution, scoreMeasured } from "../../../../src/validator/score-contribution.ts";
import { collectiveAtWork, syntheticZip } from "../../../helpers/collective-at-work.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

describe("scoring by a queue", function () {
  this.timeout(120_000);

  it("gives what measuring here gives, for whatever can be opened and what cannot", async () => {
    const work = await collectiveAtWork();
    const [person] = work.people;
    await work.register(person!, await work.prepare(person!, syntheticZip(1)));
    await work.register(person!, await work.prepare(person!, new TextEncoder().encode("no archive")));
    const contributions = await readRegistry(work.collective.registry, await work.range());
    const follower = followAccess(work.collective, work.record);
    const database = await openDatabase({ folder: join(mkdtempSync(join(tmpdir(), "queue-")), "database") });
    const queue = await openMeasureQueue(database, { retries: 0, pollSeconds: 0.5 });
    await queue.work(measureJobs(work.means(), follower));
    const scoring = scoringByQueue({ queue, ...work.means(), pollMs: 100, signal: AbortSignal.timeout(60_000) });
    await scoring.prepare!(contributions);
    const units = async (measured: Awaited<ReturnType<typeof measureContribution>>) => {
      const { units: found, reasons } = await scoreMeasured(
        measured,
        noveltyInMemory(createNoveltyLedger()),
        rulesetV1,
      );
      return { found, reasons };
    };

    for (const contribution of contributions) {
      const here = await units(await measureContribution(contribution, work.means()));
      expect(await units(await scoring.measured(contribution))).to.deep.equal(here);
    }
    const gone = { ...contributions[0]!, version: 2 };
    expect(await rejectedCode(() => scoring.prepare!([gone]).then(() => scoring.measured(gone)))).to.equal(
      "VALIDATOR_MEASURING_GIVEN_UP",
    );
    await queue.close(0);
    await database.close();
  });
});

describe("measureJobs", () => {
  it("F29: measures the version that an epoch ended with, whatever its owner has done since", async () => {
    const work = await collectiveAtWork();
    const [person] = work.people;
    const id = await work.register(person!, await work.prepare(person!, syntheticZip(1)));
    const [first] = await readRegistry(work.collective.registry, await work.range());
    const before = await measureContribution(first!, work.means());
    const { registry } = work.as(person!);
    const second = await work.prepare(person!, syntheticZip(2));
    await registry.update(id, 1, second.ciphertextHash, second.uri);
    await registry.remove(id);
    const measure = measureJobs(work.means(), followAccess(work.collective, work.record));
    const job = { contribution: id, version: 1, ruleset: rulesetHash(rulesetV1) };

    expect(await measure(job, new AbortController().signal)).to.deep.equal({ kind: "measured", ...before });
    expect(await measure({ ...job, version: 2 }, new AbortController().signal)).to.have.property("kind", "measured");
    expect(await rejectedCode(() => measure({ ...job, version: 3 }, new AbortController().signal))).to.equal(
      "VALIDATOR_OTHER_VERSION",
    );
  });

  it("F35: does no job of another version, or for another ruleset", async () => {
    const work = await collectiveAtWork();
    const [person] = work.people;
    const id = await work.register(person!, await work.prepare(person!, syntheticZip(1)));
    const measure = measureJobs(work.means(), followAccess(work.collective, work.record));
    const job = { contribution: id, version: 1, ruleset: rulesetHash(rulesetV1) };
    const { signal } = new AbortController();

    expect((await measure(job, signal)).kind).to.equal("measured");
    expect(await rejectedCode(() => measure({ ...job, version: 2 }, signal))).to.equal("VALIDATOR_OTHER_VERSION");
    expect(await rejectedCode(() => measure({ ...job, ruleset: id }, signal))).to.equal("VALIDATOR_OTHER_VERSION");
  });
});
