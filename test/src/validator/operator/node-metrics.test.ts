import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createNodeMetrics } from "../../../../src/validator/operator/node-metrics.ts";
import type { Observation } from "../../../../src/validator/operator/observe-node.ts";
import { root } from "../../../helpers/run-program.ts";
import { exampleDuty, exampleSight } from "./example-sight.ts";

const validator = `0x${"ab".repeat(20)}`;
const nothing: Omit<Observation, "event"> = {
  alerts: [],
  duty: null,
  begins: false,
  ms: null,
  clockDifference: null,
  halted: null,
};

/** The lines of the given metrics, as a scraper reads them. */
async function scraped(metrics: ReturnType<typeof createNodeMetrics>, ...names: string[]): Promise<string[]> {
  const lines = (await metrics.text()).split("\n");
  return lines.filter((line) => names.some((name) => line.startsWith(`${name}{`) || line.startsWith(`${name} `)));
}

describe("createNodeMetrics", () => {
  const made = (now = 1_061_000) => createNodeMetrics({ chainId: 31337, validator, now: () => now });

  it("shows where the epoch is, how far the database follows, and how the clocks differ", async () => {
    const metrics = made();
    metrics.observe({ ...nothing, event: { kind: "looked", sight: exampleSight, at: 1_001_000 }, clockDifference: -3 });

    expect(
      await scraped(
        metrics,
        ...["validator_epoch", "validator_epoch_phase", "validator_settled_epoch", "validator_lag_epochs"],
        ...["validator_clock_difference_seconds", "validator_last_look_age_seconds", "validator_halted"],
      ),
    ).to.have.members([
      "validator_epoch 12",
      'validator_epoch_phase{phase="running"} 0',
      'validator_epoch_phase{phase="committing"} 1',
      'validator_epoch_phase{phase="revealing"} 0',
      'validator_epoch_phase{phase="reporting"} 0',
      'validator_epoch_phase{phase="pending"} 0',
      'validator_settled_epoch{by="chain"} 11',
      'validator_settled_epoch{by="database"} 9',
      "validator_lag_epochs 2",
      "validator_clock_difference_seconds -3",
      "validator_last_look_age_seconds 60",
      "validator_halted 0",
    ]);
  });

  it("counts duties by how they ended, failures and alerts by their code", async () => {
    const metrics = made();
    const code = "CHAIN_UNREACHABLE";
    const failed = { kind: "failed", duty: exampleDuty, code, isFatal: false, at: 0 } as const;
    metrics.observe({ ...nothing, event: failed, duty: exampleDuty, ms: 2_000 });
    metrics.observe({ ...nothing, event: { kind: "performed", duty: exampleDuty, at: 0 }, duty: exampleDuty, ms: 1 });
    const alerts = [{ kind: "alert", code, duty: null, failures: 3 } as const];
    metrics.observe({ ...nothing, event: { kind: "blinded", code, isFatal: false, at: 0 }, alerts });

    expect(
      await scraped(metrics, "validator_duties_total", "validator_failures_total", "validator_alerts_total"),
    ).to.have.members([
      'validator_duties_total{duty="report",outcome="failed"} 1',
      'validator_duties_total{duty="report",outcome="performed"} 1',
      `validator_failures_total{code="${code}"} 2`,
      `validator_alerts_total{code="${code}"} 1`,
    ]);
    expect(await scraped(metrics, "validator_duty_seconds_sum")).to.deep.equal([
      'validator_duty_seconds_sum{duty="report"} 2.001',
    ]);
  });

  it("shows what it is told of the account, who it is, and that it halted", async () => {
    const metrics = made();
    metrics.setBalance(1_500_000_000_000_000_000n);
    metrics.observe({ ...nothing, event: { kind: "started", at: 0 }, halted: "CHAIN_WRONG_CHAIN" });

    expect(
      await scraped(metrics, ...["validator_balance_coins", "validator_halted", "validator_info"]),
    ).to.have.members([
      "validator_balance_coins 1.5",
      "validator_halted 1",
      `validator_info{chain_id="31337",validator="${validator}"} 1`,
    ]);
  });

  it("is all that the dashboard's panels and the alert rules name", () => {
    const { names } = made();
    const known = [...names, ...["_sum", "_count", "_bucket"].map((suffix) => `validator_duty_seconds${suffix}`)];
    for (const file of ["grafana-dashboard.json", "prometheus-alerts.yml"]) {
      const text = readFileSync(join(root, "docs/operating", file), "utf8");
      const used = new Set(text.match(/\b(?:validator|process|nodejs)_[a-z_]+\b/g));

      expect(used.size, file).to.be.greaterThan(4);
      expect(
        [...used].filter((name) => !known.includes(name)),
        file,
      ).to.deep.equal([]);
    }
  });
});
