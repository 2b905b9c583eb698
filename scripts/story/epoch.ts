import { readEpoch } from "../../src/chain/read-epoch.ts";
import { mined } from "../../src/chain/send-transaction.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { sha256Hex } from "../../src/primitives/hash.ts";
import { bundleFiles, bundleFolder } from "../../src/rewards/bundle.ts";
import type { EpochResult } from "../../src/rewards/epoch-result.ts";
import { eachEntry } from "../../src/rewards/ledger.ts";
import { writeBundle } from "../../src/storage/bundle-folder.ts";
import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { formatLocator } from "../../src/storage/locator.ts";
import { readPrevious } from "../../src/validator/calculate-report.ts";
import { fetchPrevious } from "../../src/validator/previous-bundle.ts";
import { recomputeEpoch } from "../../src/validator/recompute-epoch.ts";
import type { ScoredEpoch } from "../../src/validator/score-epoch.ts";
import type { Narrator } from "./narrator.ts";
import { scoreAs, type StoryValidator } from "./validators.ts";
import type { World } from "./world.ts";

/** An epoch on its way from scores to an active root. */
export type RunningEpoch = {
  readonly epoch: number;
  readonly scored: ReadonlyMap<StoryValidator, ScoredEpoch>;
  /** What follows from the scores. */
  readonly result: EpochResult;
};

/** The oldest epoch that is not settled; epochs that ended before anybody could score them are skipped on the way. */
export async function skipToCurrentEpoch({ collective, as, stranger }: World): Promise<number> {
  const current = await collective.schedule.currentEpoch();
  let next = (await collective.reserve.lastSettledEpoch()) + 1n;
  for (; next < current; next++) {
    await mined(as(stranger).distributor.skipEpoch(next)).catch((cause: unknown) => {
      throw new InvalidInputError("STORY_UNFINISHED_EPOCH", `An earlier story was interrupted in epoch ${next}.`, {
        cause,
        hint: "Restart the node, deploy to it again, and start the story anew.",
      });
    });
  }
  return Number(next);
}

/** Ends the epoch; every validator scores, commits, reveals and calculates. */
export async function scoreAndCalculate(
  world: World,
  validators: readonly StoryValidator[],
  epoch: number,
  narrator: Narrator,
): Promise<RunningEpoch> {
  const { collective, record } = world;
  const { schedule } = collective;
  await world.warpTo((await schedule.endOf(epoch)) + 1n);
  const state = await readEpoch(collective, record, epoch);
  const { ledger } = readPrevious(state, await fetchPrevious(state, openBundleSource(world.folder)));

  const scored = new Map<StoryValidator, ScoredEpoch>();
  await narrator.progress("validators score", validators, async (validator) => {
    const work = await scoreAs(world, validator, state, ledger);
    scored.set(validator, work);
    await mined(world.as(validator.account).commitments.commitScores(epoch, sha256Hex(work.file)));
  });
  await world.warpTo(await schedule.commitEndsAt(epoch));
  for (const [validator, { file }] of scored) {
    const { sha256 } = await world.blobs.put(file);
    await mined(world.as(validator.account).commitments.revealScores(epoch, formatLocator(sha256)));
  }
  await world.warpTo(await schedule.revealEndsAt(epoch));

  return { epoch, scored, result: await calculate(world, epoch) };
}

/** A validator's own vote: what it calculates, with the files of the attempt's first report where it can use them. */
export async function report(world: World, validator: StoryValidator, epoch: number): Promise<void> {
  await submit(world, validator, epoch, (await calculate(world, epoch)).report);
}

/** Votes for a report, whatever it says. */
export async function submit(
  world: World,
  validator: StoryValidator,
  epoch: number,
  report: EpochResult["report"],
): Promise<void> {
  const uri = `file:${bundleFolder(epoch, report.inputsHash)}`;
  await mined(world.as(validator.account).distributor.submitRoot(epoch, report, uri));
}

/** Agrees with a report that reached quorum without this validator. */
export async function confirm(
  world: World,
  validator: StoryValidator,
  epoch: number,
  report: EpochResult["report"],
): Promise<void> {
  const { distributor } = world.as(validator.account);
  const digest = await distributor.reportHash(epoch, await distributor.attemptOf(epoch), report);
  await mined(distributor.confirmRoot(epoch, digest));
}

/** Waits for the delay, publishes the bundle, activates; validators remember what was counted. */
export async function activate(world: World, { epoch, result, scored }: RunningEpoch): Promise<void> {
  const { activatesAt } = await world.collective.distributor.pendingRoot();
  await writeBundle(world.folder, bundleFolder(epoch, result.report.inputsHash), bundleFiles(result));
  await world.warpTo(activatesAt);
  await mined(world.as(world.stranger).distributor.activate(epoch));
  const countedVersions = new Map([...eachEntry(result.ledger)].map(({ id, version }) => [id, version]));
  for (const [validator, { deltas }] of scored) {
    validator.counted.push(...deltas.filter(({ id, version }) => (countedVersions.get(id) ?? 0) >= version));
  }
}

async function calculate({ collective, record, blobs, folder }: World, epoch: number): Promise<EpochResult> {
  const source = openBundleSource(folder);
  return (await recomputeEpoch(collective, record, epoch, { blobs, source })).result;
}
