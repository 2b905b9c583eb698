import { linkTo } from "./conversation-reference.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { Evidence, Reflections } from "./reflect.ts";

/** A sentence with its quotation marks, or a figure. */
const LONGEST_EVIDENCE = 300;

/** Reflections in Markdown, with a line feed at its end. */
export function formatReflections({ timeZone, reflections }: Reflections): string {
  const entries = reflections.flatMap(({ prompt, evidence }, index) => [
    ...["", `## ${index + 1}. ${prompt}`, ""],
    ...evidence.map(formatEvidence),
  ]);
  return [
    "# To think about",
    "",
    `Found in your own messages on your own machine. Days and hours are those of ${escapeMarkdown(timeZone)}.`,
    ...(entries.length === 0 ? ["", "Nothing in this export stands out enough to ask about."] : entries),
    "",
  ].join("\n");
}

function formatEvidence({ text, day, conversation }: Evidence): string {
  const when = day === null ? "" : `${day}: `;
  const where = conversation === null ? "" : ` in ${linkTo(conversation)}`;
  return `- ${when}${escapeMarkdown(text, LONGEST_EVIDENCE)}${where}`;
}
