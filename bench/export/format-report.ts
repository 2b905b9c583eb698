import Table from "cli-table3";
import type { ExportReport } from "./report.ts";
import type { Bar, Row } from "./rows.ts";

type Cells = readonly string[];

/** The report for a terminal. */
export function formatForTerminal(report: ExportReport): string {
  return format(report, (head, rows) => {
    const table = new Table({
      head: [...head],
      colAligns: head.map((_, column) => (column === 0 ? "left" : "right")),
      style: { head: [], border: [], compact: true },
    });
    table.push(...rows.map((cells) => [...cells]));
    return table.toString();
  });
}

/** The report as the measured part of docs/performance.md. */
export function formatAsMarkdown(report: ExportReport): string {
  return format(report, (head, rows) => {
    const line = (cells: Cells) => `| ${cells.join(" | ")} |`;
    const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
    return `\n${[head, rule, ...rows].map(line).join("\n")}`;
  });
}

function format(report: ExportReport, table: (head: Cells, rows: readonly Cells[]) => string): string {
  const { machine, versions, repetitions, archives, sections, bars } = report;
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const sizes = archives.map(
    ({ jsonBytes, zipBytes }) => `${mega(jsonBytes)} MB of JSON in a zip of ${mega(zipBytes)} MB`,
  );
  const head = ["", "MB per CPU s", "ratio", "MB per s", "peak MB"];
  const parts = [
    `Measured on ${machine}: ${names.join(" · ")}. Medians of ${repetitions} runs, each in a process of its own.`,
    `Generated archives: ${sizes.join("; ")}.`,
    ...sections.map(
      ({ title, rows }) =>
        `${title}\n${table(
          head,
          rows.map((row) => cellsOf(row, rows[0])),
        )}`,
    ),
    `Promised\n${table(["", "measured", "bar", ""], bars.map(cellsOfBar))}`,
    `${bars.filter(({ holds }) => holds).length} of ${bars.length} bars hold.`,
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

function cellsOfBar({ name, measured, bar, holds }: Bar): Cells {
  const promise = "atLeast" in bar ? `≥ ${bar.atLeast}` : `≤ ${bar.atMost}`;
  return [name, measured.toFixed(measured < 10 ? 2 : 0), promise, holds ? "✔" : "✘"];
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
