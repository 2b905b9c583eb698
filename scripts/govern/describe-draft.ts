import type { Draft } from "./templates/template.ts";

/** The text that voters read: what is to be decided, and a place for the reasons, which only its author knows. */
export function describeDraft({ title, rows, actions }: Draft): string {
  return [
    `# ${oneLine(title)}`,
    "",
    "|  |  |",
    "| --- | --- |",
    ...rows.map(([name, value]) => `| ${name} | ${oneLine(value)} |`),
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

/** Text of others, so that it cannot end its cell or its line. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
}
