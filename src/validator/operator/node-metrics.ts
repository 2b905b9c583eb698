import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { NodeSight } from "../node/node-event.ts";
import { epochPhases, phaseOf } from "./epoch-phase.ts";
import type { Observation } from "./observe-node.ts";

const WEI_IN_COIN = 1e18;
/** Seconds; scoring an epoch takes the longest. */
const DUTY_BUCKETS = [1, 5, 15, 60, 300, 900, 3_600, 14_400];

/** What a node counts, for Prometheus. */
export type NodeMetrics = {
  readonly observe: (observation: Observation) => void;
  /** The balance of the account that pays for transactions, in wei of the chain's coin. */
  readonly setBalance: (wei: bigint) => void;
  /** The text format of Prometheus, and its content type. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
  /** The names that {@link text} has, once each. */
  readonly names: readonly string[];
};

/** Who is measured; `now` is the clock of its events, in milliseconds. */
export type MeasuredNode = { readonly chainId: number; readonly validator: string; readonly now: () => number };

/** Makes the metrics of one node; each node has a registry of its own. */
export function createNodeMetrics({ chainId, validator, now }: MeasuredNode): NodeMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = createGauges(registry);
  const counters = createCounters(registry);
  let lastLookAt: number | undefined;
  gauges.info.set({ chain_id: chainId, validator }, 1);
  new Gauge({
    name: "validator_last_look_age_seconds",
    help: "Seconds since chain and database were last read; NaN before the first time",
    registers: [registry],
    collect() {
      this.set(lastLookAt === undefined ? Number.NaN : (now() - lastLookAt) / 1_000);
    },
  });

  function saw(sight: NodeSight, at: number, clockDifference: number): void {
    lastLookAt = at;
    gauges.epoch.set(sight.epoch);
    gauges.attempt.set(sight.attempt);
    for (const phase of epochPhases) gauges.phase.set({ phase }, phase === phaseOf(sight.view) ? 1 : 0);
    gauges.filesRevealed.set(sight.view.filesRevealed);
    gauges.settled.set({ by: "chain" }, sight.lastSettled);
    gauges.settled.set({ by: "database" }, sight.settledThrough);
    gauges.lag.set(sight.lastSettled - sight.settledThrough);
    gauges.clock.set(clockDifference);
    gauges.eligible.set(sight.view.eligible ? 1 : 0);
  }

  return {
    observe({ event, alerts, duty, ms, clockDifference, halted }) {
      if (event.kind === "looked") saw(event.sight, event.at, Number(clockDifference));
      if (event.kind === "blinded") counters.failures.inc({ code: event.code });
      if (event.kind === "failed") counters.failures.inc({ code: event.code });
      if (duty !== null && ms !== null && (event.kind === "performed" || event.kind === "failed")) {
        counters.duties.inc({ duty: duty.kind, outcome: event.kind });
        counters.dutySeconds.observe({ duty: duty.kind }, ms / 1_000);
      }
      for (const { code } of alerts) counters.alerts.inc({ code });
      gauges.halted.set(halted === null ? 0 : 1);
    },
    setBalance(wei) {
      gauges.balance.set(Number(wei) / WEI_IN_COIN);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    names: registry.getMetricsAsArray().map(({ name }) => name),
  };
}

function createGauges(registry: Registry) {
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge<Label>({ name: `validator_${name}`, help, labelNames, registers: [registry] });
  return {
    info: gauge("info", "Who this node is", ["chain_id", "validator"]),
    epoch: gauge("epoch", "The oldest epoch that is not settled"),
    attempt: gauge("attempt", "Its attempt, from 1"),
    phase: gauge("epoch_phase", "1 for the phase that this epoch is in, 0 for the others", ["phase"]),
    eligible: gauge("eligible", "1 when this validator may vote about this epoch"),
    filesRevealed: gauge("files_revealed", "Score files that were revealed for this epoch"),
    settled: gauge("settled_epoch", "The last settled epoch, by the chain and by the own database", ["by"]),
    lag: gauge("lag_epochs", "Epochs that the chain settled and the own database has not taken over"),
    clock: gauge("clock_difference_seconds", "Time of the newest block minus time of this machine, at the last look"),
    balance: gauge("balance_coins", "Coins of the chain that the account has, to pay for transactions"),
    halted: gauge("halted", "1 when the node has halted and will not vote again"),
  };
}

function createCounters(registry: Registry) {
  const registers = [registry];
  return {
    duties: new Counter({
      name: "validator_duties_total",
      help: "Duties that ended, by how",
      labelNames: ["duty", "outcome"],
      registers,
    }),
    dutySeconds: new Histogram({
      name: "validator_duty_seconds",
      help: "How long duties took",
      labelNames: ["duty"],
      buckets: DUTY_BUCKETS,
      registers,
    }),
    failures: new Counter({
      name: "validator_failures_total",
      help: "Looks and duties that failed, by code",
      labelNames: ["code"],
      registers,
    }),
    alerts: new Counter({
      name: "validator_alerts_total",
      help: "Failures that came again and again, by code",
      labelNames: ["code"],
      registers,
    }),
  };
}
