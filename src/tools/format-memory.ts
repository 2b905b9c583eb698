import { dayName, localClock, type LocalClock } from "../insights/local-time.ts";
import { linkTo } from "./conversation-reference.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { Difference, Fact } from "./facts.ts";
import { plural } from "./format-journal.ts";
import type { KeptText, MemoryEntry } from "./kept-texts.ts";
import type { Memory } from "./memory.ts";
import { LONGEST_QUOTE, type Statement } from "./open-question.ts";

/** More of a kind than these are only counted; the document for machines holds all. */
const MOST_LISTED = 200;
const LONGEST_LINE = 2_000;

type Words = { readonly dayOf: (at: number | null) => string };

/** A memory in Markdown, with a line feed at its end. */
export function formatMemory({ timeZone, profile, instructions, entries, facts, differences }: Memory): string {
  const words = wordsFor(localClock(timeZone));
  return [
    "# What ChatGPT keeps about you",
    "",
    "Read out of your export on your own machine. It shows what your conversations were begun with and what was written down " +
      `in them, not what ChatGPT holds today. Days are those of ${escapeMarkdown(timeZone)}.`,
    ...section("Custom instructions: about you", profile, (text) => formatKept(text, words)),
    ...section("Custom instructions: how to answer", instructions, (text) => formatKept(text, words)),
    ...section("Memory", entries, (entry) => formatEntry(entry, words)),
    ...section("What you say about yourself, more than once", facts, (fact) => formatFact(fact, words)),
    ...section("Said differently", differences, (difference) => formatDifference(difference, words)),
    "",
  ].join("\n");
}

function wordsFor(clock: LocalClock): Words {
  return { dayOf: (at) => (at === null ? "a day unknown" : dayName(clock(at).day)) };
}

function section<Item>(title: string, items: readonly Item[], format: (item: Item) => readonly string[]): string[] {
  const left = items.length - MOST_LISTED;
  return [
    ...["", `## ${title}`, ""],
    ...(items.length === 0 ? ["Nothing in this export."] : items.slice(0, MOST_LISTED).flatMap(format)),
    ...(left > 0 ? ["", `And ${left} more.`] : []),
  ];
}

function formatKept({ lines, ...seen }: KeptText, words: Words): string[] {
  return [
    `- ${formatSeen(seen, words)}:`,
    "",
    ...lines.flatMap((line) => [`  > ${escapeMarkdown(line, LONGEST_LINE)}`, "  >"]).slice(0, -1),
  ];
}

function formatEntry({ text, notedOn, ...seen }: MemoryEntry, words: Words): string[] {
  const noted = notedOn === null ? "" : `noted on ${escapeMarkdown(notedOn)}, `;
  return [`- ${escapeMarkdown(text, LONGEST_LINE)} (${noted}${formatSeen(seen, words)})`];
}

function formatSeen({ conversations, firstAt, lastAt }: Omit<KeptText, "lines">, { dayOf }: Words): string {
  return `in ${plural(conversations, "conversation")}, ${formatSpan(dayOf(firstAt), dayOf(lastAt))}`;
}

function formatFact(fact: Fact, words: Words): string[] {
  const sentences = fact.first === fact.last ? [fact.first] : [fact.first, fact.last];
  return [
    `- ${escapeMarkdown(fact.slot)}: **${escapeMarkdown(fact.value)}**, ${formatTimes(fact, words)}`,
    ...sentences.map((statement) => formatEvidence(statement, words)),
  ];
}

function formatDifference({ slot, values }: Difference, words: Words): string[] {
  const lines = values.flatMap((fact) => [
    `  - **${escapeMarkdown(fact.value)}**, ${formatTimes(fact, words)}`,
    `  ${formatEvidence(fact.first, words)}`,
  ]);
  return [`- ${escapeMarkdown(slot)}`, ...lines];
}

function formatTimes({ conversations, first, last }: Fact, { dayOf }: Words): string {
  return `in ${plural(conversations, "conversation")}, ${formatSpan(dayOf(first.at), dayOf(last.at))}`;
}

function formatSpan(first: string, last: string): string {
  return first === last ? first : `${first} to ${last}`;
}

function formatEvidence({ sentence, at, conversation }: Statement, { dayOf }: Words): string {
  return `  - ${dayOf(at)}: “${escapeMarkdown(sentence, LONGEST_QUOTE)}” in ${linkTo(conversation)}`;
}
