import { measuredOn } from "../machine.ts";
import { markdownTable, terminalTable } from "../tables.ts";
import type { Report } from "./report.ts";
import { sectionsOf } from "./report-sections.ts";

/** The report for a terminal. */
export function formatForTerminal(report: Report): string {
  const parts = sectionsOf(report).flatMap(({ title, head, rows, notes }) => [
    title,
    terminalTable(head, rows),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
  ]);
  return `${[measuredOn(report), ...parts].join("\n\n")}\n`;
}

/** The report as a part of a Markdown document. */
export function formatAsMarkdown(report: Report): string {
  const parts = sectionsOf(report).flatMap(({ title, head, rows, notes }) => [
    `### ${title}`,
    markdownTable(head, rows),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join("\n")] : []),
  ]);
  return `${[measuredOn(report), ...parts].join("\n\n")}\n`;
}
