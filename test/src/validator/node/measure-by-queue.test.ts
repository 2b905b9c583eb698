import { expect } from "chai";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { followAccess } from "../../../../src/chain/follow-access.ts";
import { readRegistry, type RegisteredContribution } from "../../../../src/chain/registry-history.ts";
import { RetryableError } from "../../../../src/primitives/errors.ts";
import type { Hex32 } from "../../../../src/primitives/identifiers.ts";
import { createNoveltyLedger } from "../../../../src/scoring/novelty.ts";
import { noveltyInMemory } from "../../../../src/scoring/novelty-source.ts";
import { rulesetHash, rulesetV1 } from "../../../../src/scoring/ruleset.ts";
import { openMeasureQueue, type MeasureJob } from "../../../../src/validator/database/measure-queue.ts";
import { openDatabase } from "../../../../src/validator/database/open-database.ts";
import { measureJobs, scoringByQueue } from "../../../../src/validator/node/measure-by-queue.ts";
import { measureContribution, scoreMeasured, type ScoringMeans } from "../../../../src/validator/score-contribution.ts";
import { collectiveAtWork, syntheticZip } from "../../../helpers/collective-at-work.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

const impatient = { patienceMs: 0, pollMs: 1 };

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
    const queue = await openMeasureQueue(database, { ruleset: rulesetHash(rulesetV1), retries: 0, pollSeconds: 0.5 });
    await queue.work(measureJobs(work.means(), follower, impatient));
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
  const { signal } = new AbortController();
  let work: Awaited<ReturnType<typeof collectiveAtWork>>;
  let job: MeasureJob;

  before(async () => {
    work = await collectiveAtWork();
    const [person] = work.people;
    const id = await work.register(person!, await work.prepare(person!, syntheticZip(1)));
    job = { contribution: id, version: 1, ruleset: rulesetHash(rulesetV1) };
  });

  it("F29: measures the version that an epoch ended with, whatever its owner has done since", async () => {
    const other = await collectiveAtWork();
    const [person] = other.people;
    const id = await other.register(person!, await other.prepare(person!, syntheticZip(1)));
    const [first] = await readRegistry(other.collective.registry, await other.range());
    const before = await measureContribution(first!, other.means());
    const { registry } = other.as(person!);
    const second = await other.prepare(person!, syntheticZip(2));
    await registry.update(id, 1, second.ciphertextHash, second.uri);
    await registry.remove(id);
    const measure = measureJobs(other.means(), followAccess(other.collective, other.record), impatient);
    const replaced = { contribution: id, version: 1, ruleset: rulesetHash(rulesetV1) };

    expect(await measure(replaced, signal)).to.deep.equal({ kind: "measured", ...before });
    expect(await measure({ ...replaced, version: 2 }, signal)).to.have.property("kind", "measured");
    expect(await rejectedCode(() => measure({ ...replaced, version: 3 }, signal))).to.equal("VALIDATOR_OTHER_VERSION");
  });

  it("F35: does no job of another version, or for another ruleset", async () => {
    const measure = measureJobs(work.means(), followAccess(work.collective, work.record), impatient);

    expect((await measure(job, signal)).kind).to.equal("measured");
    expect(await rejectedCode(() => measure({ ...job, version: 2 }, signal))).to.equal("VALIDATOR_OTHER_VERSION");
    expect(await rejectedCode(() => measure({ ...job, ruleset: job.contribution }, signal))).to.equal(
      "VALIDATOR_OTHER_VERSION",
    );
  });

  it("F16: waits for endpoints that are silent or behind, and refuses at once what was replaced", async () => {
    const follower = followAccess(work.collective, work.record);
    const views = [
      () => Promise.reject(new RetryableError("CHAIN_UNREACHABLE", "…")),
      async () => ({ ...(await follower.advance()), contributions: new Map<Hex32, RegisteredContribution>() }),
    ];
    const measure = measureJobs(
      work.means(),
      { ...follower, advance: () => (views.shift() ?? follower.advance)() },
      { patienceMs: 60_000, pollMs: 1 },
    );

    expect((await measure(job, signal)).kind).to.equal("measured");
    expect(views).to.deep.equal([]);
    expect(await rejectedCode(() => measure({ ...job, version: 0 }, signal))).to.equal("VALIDATOR_OTHER_VERSION");
  });

  it("F37: ends the reading when the queue is closed", async () => {
    const stop = new AbortController();
    const means: ScoringMeans = {
      ...work.means(),
      measure: (_zip, _request, given) =>
        new Promise((_, reject) => {
          given!.addEventListener("abort", () => {
            reject(new RetryableError("VALIDATOR_PARSER_KILLED", "…"));
          });
          stop.abort();
        }),
    };
    const measure = measureJobs(means, followAccess(work.collective, work.record), impatient);

    expect(await rejectedCode(() => measure(job, stop.signal))).to.equal("VALIDATOR_PARSER_KILLED");
  });
});
