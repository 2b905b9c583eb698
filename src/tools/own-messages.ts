import type { Conversation } from "../export/conversation.ts";
import { InvalidInputError } from "../primitives/errors.ts";

/** What the owner wrote, of any branch. */
export type OwnMessage = {
  readonly text: string;
  /** Unix seconds: the message's time, else the conversation's; null without either. */
  readonly at: number | null;
};

/** The owner's messages of a conversation in the order of the file; hidden ones were written by nobody. */
export function ownMessages({ messages, createdAt }: Conversation): OwnMessage[] {
  return messages
    .filter(({ role, hidden }) => role === "user" && !hidden)
    .map(({ text, createdAt: at }) => ({ text, at: at ?? createdAt }));
}

/**
 * Refuses an export without anything of its owner.
 *
 * @throws {InvalidInputError} `INSIGHTS_NOTHING_WRITTEN`.
 */
export function requireWritten(messages: number): void {
  if (messages > 0) return;
  throw new InvalidInputError("INSIGHTS_NOTHING_WRITTEN", "Nothing in this export was written by its owner.", {
    hint: "Export the data again; if it is the same, there is nothing to tell.",
  });
}
