import Table from "cli-table3";
import type { Report } from "./report.ts";
import { sectionsOf } from "./report-sections.ts";

/** The report for a terminal. */
export function formatForTerminal(report: Report): string {
  const parts = sectionsOf(report).flatMap(({ title, head, rows, notes }) => {
    const colAligns = head.map((_, column) => (column === 0 ? ("left" as const) : ("right" as const)));
    const table = new Table({ head: [...head], colAligns, style: { head: [], border: [], compact: true } });
    table.push(...rows.map((row) => [...row]));
    return [title, table.toString(), ...(notes.length > 0 ? [notes.join("\n")] : [])];
  });
  return `${[describeRun(report), ...parts].join("\n\n")}\n`;
}

/** The report as a part of a Markdown document. */
export function formatAsMarkdown(report: Report): string {
  const parts = sectionsOf(report).flatMap(({ title, head, rows, notes }) => {
    const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
    const table = [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
    return [`### ${title}`, table, ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join("\n")] : [])];
  });
  return `${[describeRun(report), ...parts].join("\n\n")}\n`;
}

function describeRun({ machine, versions }: Report): string {
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `Measured on ${machine}: ${names.join(" · ")}.`;
}
