import { describeError } from "../src/primitives/describe-error.ts";
import { InvariantError } from "../src/primitives/errors.ts";
import { openBundleSource } from "../src/storage/bundle-source.ts";
import { verifyEpoch } from "./rewards/verify-epoch.ts";
import { gatherCast, NoUsableFileError, readGiven } from "./story/cast.ts";
import { writeArchiveKeys } from "./story/contributors.ts";
import { checkEnding, printTable, toDocument, toRefusal } from "./story/ending.ts";
import { skipToCurrentEpoch } from "./story/epoch.ts";
import { giveVotes } from "./story/give-votes.ts";
import { createNarrator } from "./story/narrator.ts";
import { playStory } from "./story/play-story.ts";
import { parseStoryOptions, usage, type StoryOptions } from "./story/story-options.ts";
import { startValidators } from "./story/validators.ts";
import { openWorld } from "./story/world.ts";

const options = parseStoryOptions(process.argv.slice(2));
if ("problem" in options) {
  if (options.problem === "") process.stdout.write(usage);
  else process.stderr.write(`${options.problem}\n\n${usage}`);
  process.exitCode = options.problem === "" ? 0 : 2;
} else {
  process.exitCode = await main(options).catch((error: unknown) => report(error, options));
}

async function main(storyOptions: StoryOptions): Promise<number> {
  const { files, json, keys } = storyOptions;
  const narrator = createNarrator(json);
  const given = await readGiven(files, narrator);
  narrator.chapter("A chain, the contracts, four validators");
  const world = await openWorld(storyOptions, narrator);
  try {
    const validators = await startValidators(world);
    const firstEpoch = await skipToCurrentEpoch(world);
    narrator.chapter("People look at what they have");
    const cast = await gatherCast(given, firstEpoch, narrator);
    const story = await playStory(world, cast, validators, firstEpoch, narrator);
    if (keys) for (const contributor of story.contributors) await writeArchiveKeys(world, contributor);

    narrator.chapter("A stranger recomputes everything from the chain and the published files");
    const { collective, record, folder } = world;
    const verdicts = await narrator.progress("verifying", story.epochs, ({ epoch }) =>
      verifyEpoch(collective, record, { epoch, source: openBundleSource(folder) }),
    );
    const ending = await checkEnding(world, story, verdicts);
    for (const { statement, ok } of ending) narrator.say(`${ok ? "✔" : "✘"} ${statement}`);
    printTable(story, narrator);
    narrator.say(`Blobs and bundles: ${folder}`);
    if (storyOptions.network === "localhost") narrator.say(await giveVotes(world, story.contributors));
    if (json) process.stdout.write(`${JSON.stringify(toDocument(story, cast.refused, verdicts), null, 2)}\n`);
    const broken = ending.find(({ ok }) => !ok);
    if (broken !== undefined) throw new InvariantError("STORY_BROKEN_PROMISE", `Not true: ${broken.statement}.`);
    return 0;
  } finally {
    await world.close();
  }
}

function report(error: unknown, { json }: StoryOptions): number {
  const { text, exitCode } = describeError(error);
  process.stderr.write(`${text}\n`);
  if (json && error instanceof NoUsableFileError) {
    process.stdout.write(`${JSON.stringify({ contributions: error.refused.map(toRefusal) }, null, 2)}\n`);
  }
  return exitCode;
}
