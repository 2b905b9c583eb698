import { setTimeout } from "node:timers/promises";
import type { AccessFollower } from "../../chain/follow-access.ts";
import type { RegisteredContribution } from "../../chain/registry-history.ts";
import { RetryableError } from "../../primitives/errors.ts";
import type { Hex32 } from "../../primitives/identifiers.ts";
import { rulesetHash } from "../../scoring/ruleset.ts";
import type { MeasureJob, MeasureJobOf, MeasureQueue } from "../database/measure-queue.ts";
import { measureContribution, type ScoringMeans } from "../score-contribution.ts";
import type { EpochScoring } from "../score-epoch.ts";

/** How an epoch is scored with what any number of processes measure for it. */
export type QueuedScoring = Pick<ScoringMeans, "ruleset" | "mailKeys"> & {
  readonly queue: Pick<MeasureQueue, "enqueue" | "find" | "givenUp">;
  /** How often the queue is asked for a result. */
  readonly pollMs: number;
  readonly signal: AbortSignal;
};

/** Lets versions be measured through a queue: all at once, in whatever order and by whomever. */
export function scoringByQueue({ queue, ruleset, mailKeys, pollMs, signal }: QueuedScoring): EpochScoring {
  const hash = rulesetHash(ruleset);
  // Asked for before in this process, so that looking at what is registered costs the database nothing.
  const asked = new Map<Hex32, number>();
  const toJob = ({ id, version }: RegisteredContribution) => ({ contribution: id, version, ruleset: hash });
  return {
    ruleset,
    mailKeys,
    prepare: async (contributions) => {
      const fresh = contributions.filter(({ id, version }) => asked.get(id) !== version);
      await queue.enqueue(fresh.map(toJob));
      for (const { id, version } of fresh) asked.set(id, version);
    },
    measured: async (contribution) => {
      const job = toJob(contribution);
      for (;;) {
        const result = await queue.find(job, { ruleset, owner: contribution.owner });
        if (result !== undefined) return result.kind === "measured" ? result : { reason: result.reason };
        if ((await queue.givenUp()).some((given) => isSame(given, job))) throw givenUp(job);
        await setTimeout(pollMs, undefined, { signal });
      }
    },
  };
}

/** How long a job waits for endpoints that do not answer, or that are behind those which the node asked. */
export type Lateness = { readonly patienceMs: number; readonly pollMs: number };

/**
 * What a scorer does with a job: it fetches, opens and measures the version, replaced or not. What the chain does not say now, it may say a
 * little later, and nothing about that is the archive's fault: so it is waited for, instead of using up the job's tries.
 *
 * @param follower - knows what is registered in final blocks.
 * @throws {RetryableError} `VALIDATOR_OTHER_VERSION` when the version was never registered, or not in time, or the job is for
 * another ruleset; what `follower` and {@link measureContribution} throw.
 */
export function measureJobs(
  means: ScoringMeans,
  follower: Pick<AccessFollower, "advance" | "earlier">,
  lateness: Lateness,
): MeasureJobOf {
  const hash = rulesetHash(means.ruleset);
  return async (job, signal) => {
    if (job.ruleset !== hash) throw otherVersion();
    const contribution = await registered(job, follower, lateness, signal);
    const measured = await measureContribution(contribution, means, signal);
    return "archive" in measured
      ? { kind: "measured", archive: measured.archive }
      : { kind: "refused", reason: measured.reason };
  };
}

async function registered(
  { contribution: id, version }: MeasureJob,
  follower: Pick<AccessFollower, "advance" | "earlier">,
  { patienceMs, pollMs }: Lateness,
  signal: AbortSignal,
): Promise<RegisteredContribution> {
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    const isLate = waitedMs >= patienceMs;
    const found = await follower.advance().then(
      ({ contributions }) => contributions.get(id),
      (error: unknown) => {
        if (isLate || !(error instanceof RetryableError)) throw error;
        return undefined;
      },
    );
    if (found !== undefined && found.version >= version) {
      // An epoch is scored as it ended: its owner may have replaced the version since.
      const asSet = found.version === version ? found : await follower.earlier(found, version);
      if (asSet === undefined) throw otherVersion();
      return { ...found, ...asSet };
    }
    if (isLate) throw otherVersion();
    await setTimeout(pollMs, undefined, { signal });
  }
}

function otherVersion(): RetryableError {
  return new RetryableError("VALIDATOR_OTHER_VERSION", "Expected a job for what is registered, and for this ruleset.", {
    hint: "Nothing needs to be done while the endpoints are behind; otherwise update the scorers.",
  });
}

function isSame(a: MeasureJob, b: MeasureJob): boolean {
  return a.contribution === b.contribution && a.version === b.version && a.ruleset === b.ruleset;
}

function givenUp({ contribution, version }: MeasureJob): RetryableError {
  return new RetryableError("VALIDATOR_MEASURING_GIVEN_UP", "Measuring a version failed too often.", {
    context: { contribution, version },
    hint: "It waits for the next epoch; the scorers' logs name what failed.",
  });
}
