import { setTimeout } from "node:timers/promises";
import { followAccess } from "../../src/chain/follow-access.ts";
import { look } from "../../src/validator/node/look.ts";
import { measureJobs } from "../../src/validator/node/measure-by-queue.ts";
import { performDuty } from "../../src/validator/node/perform-duty.ts";
import type { NodeShell } from "../../src/validator/node/run-node.ts";
import type { NodeConfiguration } from "../../src/validator/operator/configuration.ts";
import { logMeasuring } from "../../src/validator/operator/log-measuring.ts";
import type { NodeLog } from "../../src/validator/operator/node-log.ts";
import type { OpenedNode } from "./open-node.ts";
import { latenessOf } from "./open-scoring.ts";

const RETRY = { retryMs: 1_000, longestRetryMs: 300_000 } as const;

/** Pauses, patience and health go by a clock that nobody can set; deadlines by the chain's. */
export const now = (): number => performance.now();

/** Who watches a node at work. */
export type NodeWatch = {
  readonly watch: NonNullable<NodeShell["watch"]>;
  readonly log: NodeLog;
  /** Told of what the account has, at each look. */
  readonly onBalance?: (wei: bigint) => void;
};

/** Lets an opened node begin to work: it measures archives, and ends what transactions it finds. What it gives runs it. */
export async function startWork(
  node: OpenedNode,
  configuration: NodeConfiguration,
  { watch, log, onBalance }: NodeWatch,
  stop: AbortSignal,
): Promise<NodeShell> {
  const { means, provider, lookAtChain } = node;
  const { pollSeconds, turnSeconds, scorers } = configuration;
  const follower = followAccess(means.collective, means.record);
  const { measure } = logMeasuring(measureJobs(node.scoring, follower, latenessOf(configuration)), log, now);
  await node.queue.work(measure, scorers);
  void node.sender.resume(stop).catch(() => undefined);
  return {
    pace: { pollMs: pollSeconds * 1_000, ...RETRY },
    now,
    sleep: (ms) => setTimeout(ms, undefined, { signal: stop }).catch(() => undefined),
    look: async () => {
      await lookAtChain();
      onBalance?.(await provider.getBalance(means.validator));
      const sight = await look({ ...means, turnSeconds });
      // Measured as they come, so that the commit window is not spent on it.
      const { contributions } = await follower.advance();
      await means.scoring.prepare?.([...contributions.values()].filter(({ removed }) => !removed));
      return sight;
    },
    perform: (duty) => performDuty(duty, means),
    watch,
  };
}
