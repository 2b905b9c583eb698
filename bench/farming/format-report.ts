import { countHeld, describeBar, markOf } from "../bars.ts";
import { measuredOn } from "../machine.ts";
import { terminalTable } from "../tables.ts";
import type { Row } from "./bars.ts";
import type { FarmingReport } from "./report.ts";

/** The report for a terminal. */
export function formatForTerminal(report: FarmingReport): string {
  const { options, baseline, freshness } = report;
  const head = [
    measuredOn(report),
    `${options.conversations} conversations, seed ${options.seed}. The honest archive earns ${baseline.toLocaleString("en")} ` +
      `units; ${freshness} ‰ of its fingerprints are not its own repetitions.`,
  ];
  const tables = report.sections.map(
    ({ title, rows }) => `${title}\n${terminalTable(["", "earned in ‰", "bar", ""], rows.map(cellsOf))}`,
  );
  const judged = report.sections.flatMap(({ rows }) => rows).filter(({ bar }) => bar !== null);
  return `${[...head, ...tables, countHeld(judged)].join("\n\n")}\n`;
}

function cellsOf({ name, earned, bar, holds }: Row): string[] {
  return bar === null
    ? [name, earned.toFixed(1), "none", ""]
    : [name, earned.toFixed(1), describeBar(bar), markOf(holds)];
}
