import type { Conversation } from "../export/conversation.ts";
import { oneLine } from "../insights/escape-markup.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

/** The conversation that something is from; `title` is one line. */
export type ConversationReference = { readonly id: string; readonly title: string | null };

/** Ids that chatgpt.com knows; others, such as those of this reader, lead nowhere. */
const ADDRESSABLE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Refers to a conversation. */
export function referTo({ id, title }: Pick<Conversation, "id" | "title">): ConversationReference {
  const line = oneLine(title ?? "");
  return { id: oneLine(id), title: line === "" ? null : line };
}

/** The title in Markdown, as a link to the conversation where its id is one of chatgpt.com. */
export function linkTo({ id, title }: ConversationReference): string {
  const name = title === null ? "untitled" : escapeMarkdown(title);
  return ADDRESSABLE.test(id) ? `[${name}](https://chatgpt.com/c/${id})` : name;
}
