import type { Conversation, Message } from "../../../src/export/conversation.ts";
import { conversation } from "../insights/some-conversation.ts";

/** Names that would like to be something else in HTML, in Markdown, on a terminal, or too large for a line. */
export const hostileTitles = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "](javascript:alert(1)) [x",
  "![x](https://tracker.example/x.png)",
  "# Not a heading",
  "- not a list",
  "12. not a list",
  "> not a quotation",
  "| not | a | table |",
  "```\nnot code",
  "~~~",
  "***bold*** __under__ ~~gone~~",
  "[[wiki]] #tag %%hidden%% ==mark== $x$ ^note",
  "&lt;b&gt; &#x202e;",
  "https://phishing.example www.phishing.example",
  "line\r\n\r\n## Another line",
  "right \u202eot tfel",
  "half \ud800 a character",
  "\u0000\u001b[31mred",
  "x".repeat(10_000),
];

/** Seconds of a UTC time. */
export const at = (time: string): number => Date.parse(`${time}Z`) / 1_000;

/** A conversation with an id as chatgpt.com gives them, of its number. */
export function talk(
  number: number,
  about: Partial<Conversation>,
  ...messages: readonly Partial<Message>[]
): Conversation {
  return { ...conversation(...messages), id: idOf(number), ...about };
}

/** The id of the conversation with a number. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** Gives things one after the other. */
export async function* stream<Item>(...items: readonly Item[]): AsyncGenerator<Item, void, undefined> {
  await Promise.resolve();
  yield* items;
}

/** A conversation about nothing, with a message at a time. */
export const said = (number: number, time: string, ...texts: readonly string[]): Conversation =>
  talk(number, { title: `Talk ${number}` }, ...texts.map((text) => ({ text, createdAt: at(time) })));
