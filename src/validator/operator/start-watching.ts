import type { NodeShell } from "../node/run-node.ts";
import type { LogLevel, NodeConfiguration } from "./configuration.ts";
import { healthOf, patienceFor } from "./health.ts";
import { createLineWriter, type LineWriter } from "./line-writer.ts";
import { logObservation } from "./log-observation.ts";
import { openNodeLog, type NodeLog } from "./node-log.ts";
import { createNodeMetrics, type MeasuredNode, type NodeMetrics } from "./node-metrics.ts";
import { observeNode } from "./observe-node.ts";
import { startOperatorServer } from "./operator-server.ts";

/** The node that is watched, and how its operator wants it. */
export type WatchedNode = MeasuredNode & {
  readonly configuration: Pick<NodeConfiguration, "http" | "logLevel" | "pollSeconds">;
  /** This machine's clock in milliseconds, which somebody may set. */
  readonly machineClock: () => number;
  /** Where log lines go; stderr unless told. */
  readonly writer?: LineWriter;
};

/** Log, metrics and health of one node. */
export type Watching = {
  readonly watch: NonNullable<NodeShell["watch"]>;
  readonly log: NodeLog;
  readonly metrics: NodeMetrics;
  /** Where metrics and health are served. */
  readonly port: number;
  /** Ends the server and writes what is left of the log; takes two seconds at most. */
  readonly close: () => Promise<void>;
};

const STDERR = 2;
const LONGEST_CLOSE_MS = 1_000;

/** A log for a program that serves no metrics. */
export function openLogOnStderr(level: LogLevel): NodeLog {
  return openNodeLog(level, createLineWriter(STDERR));
}

/**
 * Begins to watch a node: its log on stderr, and its metrics and health where the configuration says.
 *
 * @throws {InvalidInputError} `VALIDATOR_CANNOT_LISTEN`.
 */
export async function startWatching(node: WatchedNode): Promise<Watching> {
  const { configuration, now, machineClock, writer = createLineWriter(STDERR) } = node;
  const log = openNodeLog(configuration.logLevel, writer);
  const metrics = createNodeMetrics(node);
  const toLog: Parameters<typeof observeNode>[1][number] = (seen) => {
    logObservation(log, seen);
  };
  const { watch, vitals } = observeNode({ startedAt: now(), machine: machineClock }, [toLog, metrics.observe]);
  const patience = patienceFor(configuration.pollSeconds * 1_000);
  const server = await startOperatorServer({
    listen: configuration.http,
    names: configuration.http.names,
    health: () => healthOf(vitals(), now(), patience),
    metrics,
  });
  return {
    watch,
    log,
    metrics,
    port: server.port,
    async close() {
      // A client that reads slowly does not hold the node up.
      let timer: NodeJS.Timeout | undefined;
      const patienceEnds = new Promise<void>((resolve) => (timer = setTimeout(resolve, LONGEST_CLOSE_MS)));
      await Promise.race([server.close(), patienceEnds]);
      clearTimeout(timer);
      await log.close();
    },
  };
}
