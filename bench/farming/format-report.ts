import Table from "cli-table3";
import type { Row } from "./bars.ts";
import type { FarmingReport } from "./report.ts";

/** The report for a terminal. */
export function formatForTerminal(report: FarmingReport): string {
  const { machine, versions, options, baseline, freshness } = report;
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const head = [
    `Measured on ${machine}: ${names.join(" · ")}.`,
    `${options.conversations} conversations, seed ${options.seed}. The honest archive earns ${baseline.toLocaleString("en")} ` +
      `units; ${freshness} ‰ of its fingerprints are not its own repetitions.`,
  ];
  const tables = report.sections.map(({ title, rows }) => {
    const table = new Table({
      head: ["", "earned in ‰", "bar", ""],
      colAligns: ["left", "right", "right", "left"],
      style: { head: [], border: [], compact: true },
    });
    table.push(...rows.map((row) => [row.name, row.earned.toFixed(1), describeBar(row), markOf(row)]));
    return `${title}\n${table.toString()}`;
  });
  const judged = report.sections.flatMap(({ rows }) => rows).filter(({ bar }) => bar !== null);
  const held = judged.filter(({ holds }) => holds).length;
  return `${[...head, ...tables, `${held} of ${judged.length} bars hold.`].join("\n\n")}\n`;
}

function describeBar({ bar }: Row): string {
  if (bar === null) return "none";
  return "atMost" in bar ? `≤ ${bar.atMost}` : `≥ ${bar.atLeast}`;
}

function markOf({ bar, holds }: Row): string {
  if (bar === null) return "";
  return holds ? "✔" : "✘";
}
