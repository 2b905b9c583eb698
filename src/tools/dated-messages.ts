import type { Conversation } from "../export/conversation.ts";
import { ownMessages } from "../insights/own-messages.ts";

/** What the owner wrote, of any branch. */
export type DatedMessage = {
  readonly text: string;
  /** Unix seconds: the message's time, else the conversation's; null without either. */
  readonly at: number | null;
};

/** The owner's messages of a conversation in the order of the file, without empty ones. */
export function datedMessages(conversation: Conversation): DatedMessage[] {
  return ownMessages(conversation).map(({ text, createdAt }) => ({ text, at: createdAt ?? conversation.createdAt }));
}
