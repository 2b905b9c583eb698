import { barHead, cellsOfBar, countHeld } from "../bars.ts";
import { measuredOn } from "../machine.ts";
import { markdownTable, terminalTable, type Cells, type TableFormat } from "../tables.ts";
import type { ExportReport } from "./report.ts";
import type { Row } from "./rows.ts";

/** The report for a terminal. */
export function formatForTerminal(report: ExportReport): string {
  return format(report, terminalTable);
}

/** The report as the measured part of docs/performance.md. */
export function formatAsMarkdown(report: ExportReport): string {
  return format(report, (head, rows) => `\n${markdownTable(head, rows)}`);
}

function format(report: ExportReport, table: TableFormat): string {
  const { repetitions, archives, sections, bars } = report;
  const sizes = archives.map(
    ({ jsonBytes, zipBytes }) => `${mega(jsonBytes)} MB of JSON in a zip of ${mega(zipBytes)} MB`,
  );
  const head = ["", "MB per CPU s", "ratio", "MB per s", "peak MB"];
  const parts = [
    `${measuredOn(report)} Medians of ${repetitions} runs, each in a process of its own.`,
    `Generated archives: ${sizes.join("; ")}.`,
    ...sections.map(
      ({ title, rows }) =>
        `${title}\n${table(
          head,
          rows.map((row) => cellsOf(row, rows[0])),
        )}`,
    ),
    `Promised\n${table(barHead, bars.map(cellsOfBar))}`,
    countHeld(bars),
  ];
  return `${parts.join("\n\n")}\n`;
}

function cellsOf({ name, median, failure }: Row, first: Row | undefined): Cells {
  if (median === null) return [`${name}: ${failure ?? ""}`, "–", "–", "–", "–"];
  const base = first?.median?.cpuSpeed;
  return [
    name,
    median.cpuSpeed.toFixed(1),
    base === undefined ? "–" : (median.cpuSpeed / base).toFixed(2),
    median.wallSpeed.toFixed(1),
    median.peakMegabytes.toFixed(0),
  ];
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
