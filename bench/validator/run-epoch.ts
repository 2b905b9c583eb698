import { setTimeout } from "node:timers/promises";
import { pinnedMailKeys } from "../../src/authenticity/pinned-mail-keys.ts";
import { sha256Hex } from "../../src/primitives/hash.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";
import { emptyLedger } from "../../src/rewards/ledger.ts";
import { rulesetHash, rulesetV1 } from "../../src/scoring/ruleset.ts";
import { epochRecords } from "../../src/validator/database/epoch-records.ts";
import { openMeasureQueue } from "../../src/validator/database/measure-queue.ts";
import { noveltyRecords } from "../../src/validator/database/novelty-records.ts";
import { openDatabase } from "../../src/validator/database/open-database.ts";
import { scoringByQueue } from "../../src/validator/node/measure-by-queue.ts";
import { scoreEpoch } from "../../src/validator/score-epoch.ts";
import { startClock, type Usage } from "../readings.ts";
import { generatedArchive, generatedContributions, generatedState, hashOf, owner } from "./generated-archives.ts";

/**
 * Scores and settles an epoch of which every archive is measured, as the one process that signs does, and prints what that
 * took: `run-epoch.ts <url> measure|score <archives>`, measuring them first.
 */
export type EpochReading = {
  readonly archives: number;
  readonly fingerprints: number;
  /** Reading what scorers wrote, looking fingerprints up, scoring, the score file. */
  readonly score: Usage;
  /** Keeping all that, and adding what was counted to the tables. */
  readonly settle: Usage;
};

const [, , url = "", command = "", count = "0"] = process.argv;
const contributions = generatedContributions(Number(count));
const ruleset = rulesetHash(rulesetV1);
const database = await openDatabase({ url });
const queue = await openMeasureQueue(database, { ruleset });
if (command === "measure") await measure();
else console.log(JSON.stringify(await score()));
await queue.close(0);
await database.close();

/** In a process of its own, so that its memory is not counted. */
async function measure(): Promise<void> {
  await queue.enqueue(contributions.map(({ id }) => ({ contribution: id, version: 1, ruleset })));
  await queue.work(({ contribution }) =>
    Promise.resolve({ kind: "measured", archive: generatedArchive(contribution) }),
  );
  const last = contributions.at(-1);
  const bounds = { ruleset: rulesetV1, owner };
  while (last && (await queue.find({ contribution: last.id, version: 1, ruleset }, bounds)) === undefined) {
    await setTimeout(100);
  }
}

async function score(): Promise<EpochReading> {
  const { signal } = new AbortController();
  const scoring = scoringByQueue({ queue, ruleset: rulesetV1, mailKeys: pinnedMailKeys, pollMs: 100, signal });
  const request = {
    ...{ state: generatedState(contributions), ledger: emptyLedger, novelty: noveltyRecords(database) },
    ...{ validator: owner, salt: hashOf("salt") },
  };
  const scored = startClock();
  const epoch = await scoreEpoch(request, scoring);
  const scoreUsage = scored();
  const records = epochRecords(database);
  const settled = startClock();
  await records.save({ epoch: 1, sha256: toHex32(sha256Hex(epoch.file)), ...epoch });
  await records.settle(1, new Map(contributions.map(({ id }) => [id, 1])));
  return {
    archives: contributions.length,
    fingerprints: epoch.deltas.reduce((sum, { delta }) => sum + delta.fingerprints.length, 0),
    score: scoreUsage,
    settle: settled(),
  };
}
