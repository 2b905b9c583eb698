import { barHead, cellsOfBar, countHeld } from "../bars.ts";
import { measuredOn } from "../machine.ts";
import { markdownTable, terminalTable, type TableFormat } from "../tables.ts";
import type { MerkleReport } from "./report.ts";

/** The report for a terminal. */
export function formatForTerminal(report: MerkleReport): string {
  return format(report, terminalTable);
}

/** The report as the measured part of docs/performance.md. */
export function formatAsMarkdown(report: MerkleReport): string {
  return format(report, (head, rows) => `\n${markdownTable(head, rows)}\n`);
}

function format(report: MerkleReport, table: TableFormat): string {
  const bars = report.sections.flatMap((section) => section.bars);
  const parts = [
    `${measuredOn(report)} Medians of ${report.rounds} rounds; each row is a process of its own.`,
    ...report.sections.map(({ title, head, rows, note }) => `${title}\n${table(head, rows)}\n${note}`),
    `Promised\n${table(barHead, bars.map(cellsOfBar))}`,
    countHeld(bars),
  ];
  return `${parts.join("\n\n")}\n`;
}
