import Table from "cli-table3";

/** The cells of one row. */
export type Cells = readonly string[];

/** Writes a table; the first column holds names, the others numbers. */
export type TableFormat = (head: Cells, rows: readonly Cells[]) => string;

/** A table for a terminal. */
export const terminalTable: TableFormat = (head, rows) => {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column === 0 ? "left" : "right")),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((cells) => [...cells]));
  return table.toString();
};

/** A table of a Markdown document. */
export const markdownTable: TableFormat = (head, rows) => {
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
};
