import { setTimeout } from "node:timers/promises";
import { factsOf } from "../../deploy/config/load-config.ts";
import { ownRecord } from "./own-record.ts";
import { look } from "../../src/validator/node/look.ts";
import { measureJobs } from "../../src/validator/node/measure-by-queue.ts";
import { performDuty } from "../../src/validator/node/perform-duty.ts";
import { followRegistry } from "../../src/validator/node/registry-follower.ts";
import { runNode } from "../../src/validator/node/run-node.ts";
import { readConfiguration } from "../../src/validator/operator/configuration.ts";
import { healthOf, patienceFor } from "../../src/validator/operator/health.ts";
import { logObservation } from "../../src/validator/operator/log-observation.ts";
import { openNodeLog } from "../../src/validator/operator/node-log.ts";
import { createNodeMetrics } from "../../src/validator/operator/node-metrics.ts";
import { observeNode } from "../../src/validator/operator/observe-node.ts";
import { startOperatorServer } from "../../src/validator/operator/operator-server.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openNode, type OpenedNode } from "./open-node.ts";
import { untilStopped } from "./until-stopped.ts";

type Arguments = CommonArguments & { newHistory: boolean };

/** What still runs is given so long to end, in milliseconds; everything may be interrupted anywhere. */
const GRACE_MS = 4_000;

/** `validate run`: a validator's node, until it is told to end or must not go on. */
export default runAction(async ({ newHistory }: Arguments, hre) => {
  const { chainId } = factsOf(hre.globalOptions.network);
  const configuration = readConfiguration(process.env, chainId);
  const record = ownRecord(hre.globalOptions.network);
  const log = openNodeLog(configuration.logLevel);
  const stop = new AbortController();
  const node = await openNode({
    ...{ configuration, record, init: newHistory, stop: stop.signal },
    onTrouble: ({ code }, purpose) => {
      log.line("warn", "trouble", { code, ...(purpose !== undefined && { purpose }) });
    },
  });
  const { validator } = node.means;
  const metrics = createNodeMetrics({ chainId, validator, now: Date.now });
  const observer = observeNode(Date.now(), [(seen) => logObservation(log, seen), metrics.observe]);
  const pollMs = configuration.pollSeconds * 1_000;
  const { http } = configuration;
  const server = await startOperatorServer({
    listen: { host: http.host, port: http.port },
    names: http.names,
    health: () => healthOf(observer.vitals(), Date.now(), patienceFor(pollMs)),
    metrics,
  });
  log.line("info", "started", { chainId, validator, port: server.port });
  void untilStopped().then(() => {
    log.line("info", "stopping");
    stop.abort();
  });
  const halted = await act(node, {
    stop: stop.signal,
    pollMs,
    turnSeconds: configuration.turnSeconds,
    observer,
    metrics,
  });
  await Promise.race([Promise.all([server.close(), node.close()]), setTimeout(GRACE_MS, undefined, { ref: false })]);
  return {
    lines: [halted === null ? "ended" : `halted: ${halted}`],
    document: { validator, halted },
    ok: halted === null,
  };
});

type Running = {
  readonly stop: AbortSignal;
  readonly pollMs: number;
  readonly turnSeconds: number;
  readonly observer: ReturnType<typeof observeNode>;
  readonly metrics: ReturnType<typeof createNodeMetrics>;
};

/** Runs the node to its end; a duty that is under way when it is told to end is left where it is. */
async function act(
  node: OpenedNode,
  { stop, pollMs, turnSeconds, observer, metrics }: Running,
): Promise<string | null> {
  const { means, provider, queue, scoring, sender } = node;
  const registry = followRegistry(means.collective.registry, means.record);
  await queue.work(measureJobs(scoring, registry.find));
  const resumed = sender.resume(stop).catch(() => undefined);
  const running = runNode(
    {
      pace: { pollMs, retryMs: 1_000, longestRetryMs: 300_000 },
      now: Date.now,
      sleep: (ms) => setTimeout(ms, undefined, { signal: stop }).catch(() => undefined),
      look: async () => {
        await provider.look();
        metrics.setBalance(await provider.getBalance(means.validator));
        const sight = await look({ ...means, turnSeconds });
        await means.scoring.prepare?.(await registry.active());
        return sight;
      },
      perform: (duty) => performDuty(duty, means),
      watch: observer.watch,
    },
    stop,
  );
  const ended = new Promise<null>((resolve) => {
    stop.addEventListener(
      "abort",
      () =>
        void setTimeout(GRACE_MS).then(() => {
          resolve(null);
        }),
      { once: true },
    );
  });
  const halted = await Promise.race([running, ended]);
  await Promise.race([resumed, setTimeout(1_000)]);
  return halted;
}
