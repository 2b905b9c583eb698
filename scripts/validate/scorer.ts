import { setTimeout } from "node:timers/promises";
import { factsOf } from "../../deploy/config/load-config.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { readScorerConfiguration } from "../../src/validator/operator/configuration.ts";
import { logMeasuring } from "../../src/validator/operator/log-measuring.ts";
import { openLogOnStderr } from "../../src/validator/operator/start-watching.ts";
import { recordOf } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openScorer } from "./open-scorer.ts";
import { endSoon, GRACE_MS, untilStopped } from "./until-stopped.ts";

type Arguments = CommonArguments & { databaseUrl: string; jobs: number };

const MOST_JOBS = 99;

/** `validate scorer`: measures archives for a node whose database it reaches, until it is told to end. It signs nothing. */
export default runAction(async ({ databaseUrl, jobs }: Arguments, hre) => {
  if (jobs < 1 || jobs > MOST_JOBS) {
    throw new InvalidInputError(
      "SCRIPT_USAGE",
      `Expected --jobs, how many archives to measure at once: 1 to ${MOST_JOBS}.`,
    );
  }
  const { network } = hre.globalOptions;
  const { chainId } = factsOf(network);
  const given = databaseUrl === "" ? process.env : { ...process.env, DATABASE_URL: databaseUrl };
  const configuration = readScorerConfiguration(given, chainId);
  const log = openLogOnStderr(configuration.logLevel);
  const stopped = untilStopped().then(endSoon);
  const scorer = await openScorer(configuration, recordOf(network), ({ code }) => {
    log.line("warn", "trouble", { code });
  });
  const { measure, counts } = logMeasuring(scorer.measure, log, Date.now);
  await scorer.queue.work(measure, jobs);
  log.line("info", "started", { chainId, count: jobs });
  await stopped;
  log.line("info", "stopping");
  await Promise.race([scorer.close(), setTimeout(GRACE_MS)]);
  const { measured, refused, failed } = counts();
  log.line("info", "ended", { count: measured + refused });
  await log.close();
  return {
    lines: [`${measured} archives measured, ${refused} refused, ${failed} tries failed`],
    document: { measured, refused, failed },
  };
});
