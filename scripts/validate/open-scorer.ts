import { connectCollective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { requireDeployment } from "../../src/chain/endpoints/require-deployment.ts";
import { followAccess } from "../../src/chain/follow-access.ts";
import { rulesetHash } from "../../src/scoring/ruleset.ts";
import { openMeasureQueue, type MeasureJobOf, type MeasureQueue } from "../../src/validator/database/measure-queue.ts";
import { openDatabase } from "../../src/validator/database/open-database.ts";
import { measureJobs } from "../../src/validator/node/measure-by-queue.ts";
import { pacedFollower } from "../../src/validator/node/paced-follower.ts";
import type { ScorerConfiguration } from "../../src/validator/operator/configuration.ts";
import { now } from "./node-shell.ts";
import { connectEndpoints, latenessOf, openScoring, type OnTrouble } from "./open-scoring.ts";

/** A scorer that has not taken any work yet. */
export type OpenedScorer = {
  readonly queue: MeasureQueue;
  readonly measure: MeasureJobOf;
  /** Gives the jobs at work back, lets the database go. */
  readonly close: () => Promise<void>;
};

/**
 * Opens what a process needs that only measures archives: no account, no lock, no history.
 *
 * @throws {CollectiveError} `VALIDATOR_DATABASE_NO_SCORERS` without a server; what opening the other parts throws.
 */
export async function openScorer(
  configuration: ScorerConfiguration,
  record: DeploymentRecord,
  onTrouble: OnTrouble,
): Promise<OpenedScorer> {
  const url = configuration.databaseUrl?.reveal();
  const database = await openDatabase(url === undefined ? { folder: "" } : { url }, { role: "scorer" });
  try {
    const scoring = await openScoring(configuration, record);
    const provider = connectEndpoints(configuration, record, onTrouble);
    await provider.look();
    await requireDeployment(provider, record);
    const queue = await openMeasureQueue(database, { ruleset: rulesetHash(scoring.ruleset), onFailure: onTrouble });
    const lateness = latenessOf(configuration);
    const follower = followAccess(connectCollective(record, provider), record);
    const advance = async (): ReturnType<typeof follower.advance> => {
      await provider.look();
      return follower.advance();
    };
    const paced = pacedFollower(advance, { paceMs: lateness.pollMs, now });
    const close = async (): Promise<void> => {
      provider.destroy();
      await queue.close(0);
      await database.close();
    };
    return { queue, measure: measureJobs(scoring, { ...follower, ...paced }, lateness), close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
