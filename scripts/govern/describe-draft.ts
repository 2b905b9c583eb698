import type { Draft } from "./templates/template.ts";
import { tableCell } from "../table-cell.ts";

/** The text that voters read: what is to be decided, and a place for the reasons, which only its author knows. */
export function describeDraft({ title, rows, actions }: Draft): string {
  return [
    `# ${tableCell(title)}`,
    "",
    "|  |  |",
    "| --- | --- |",
    ...rows.map(([name, value]) => `| ${name} | ${tableCell(value)} |`),
    "",
    "## Why",
    "",
    "What is wrong or missing today, what this changes, and who gains or loses by it.",
    "",
    "## Calls",
    "",
    ...actions.map(
      ({ target, address, function: name }, index) => `${index + 1}. ${target} (${address}): \`${name || "coins"}\``,
    ),
    "",
  ].join("\n");
}
