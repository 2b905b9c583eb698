import { linkTo } from "./conversation-reference.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { Journal, JournalWeek, Visit } from "./journal.ts";
import { LONGEST_QUOTE, type OpenQuestion, type Statement } from "./open-question.ts";

/** A journal in Markdown, with a line feed at its end. */
export function formatJournal({ timeZone, weeks, undated }: Journal): string {
  return [
    "# Journal",
    "",
    `Made of your own messages on your own machine. Days are those of ${escapeMarkdown(timeZone)}.`,
    ...weeks.flatMap(formatWeek),
    ...(undated.length === 0 ? [] : ["", "## Without a date", "", ...undated.map(formatVisit)]),
    "",
  ].join("\n");
}

function formatWeek(week: JournalWeek): string[] {
  const { messages, conversations, days } = week;
  return [
    ...["", `## ${week.week}: ${week.from} to ${week.to}`, ""],
    `${plural(messages, "message")} of yours in ${plural(conversations, "conversation")} on ${plural(days, "day")}.`,
    ...section("What occupied you", [...wordLine(week.words), ...week.visits.map(formatVisit)]),
    ...section("Questions that stayed open", week.open.map(formatOpen)),
    ...section("Things you understood", week.learned.map(formatStatement)),
    ...section("New, and here to stay", week.firsts.map(formatFirst)),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `### ${title}`, "", ...lines];
}

function wordLine(words: JournalWeek["words"]): string[] {
  if (words.length === 0) return [];
  return [`- Words: ${words.map(([word, count]) => `${escapeMarkdown(word)} (${count})`).join(", ")}`];
}

function formatVisit({ conversation, messages }: Visit): string {
  return `- ${linkTo(conversation)}, ${plural(messages, "message")}`;
}

function formatOpen(question: OpenQuestion): string {
  const why = question.reason === "unanswered" ? "not answered" : `the last of ${question.asked} in this conversation`;
  return `${formatStatement(question)}, ${why}`;
}

function formatStatement({ sentence, conversation }: Statement): string {
  return `- “${escapeMarkdown(sentence, LONGEST_QUOTE)}” in ${linkTo(conversation)}`;
}

function formatFirst([word, conversations]: readonly [string, number]): string {
  return `- ${escapeMarkdown(word)}, in ${plural(conversations, "conversation")} to this day`;
}

/** A number of things: `1 message`, `2 messages`. */
export function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
