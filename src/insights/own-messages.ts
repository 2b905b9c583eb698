import type { Conversation, Message } from "../export/conversation.ts";

/** What the owner wrote in a conversation, in the order of the file, all branches; nothing hidden, nothing empty. */
export function ownMessages({ messages }: Conversation): Message[] {
  return messages.filter(({ role, hidden, text }) => role === "user" && !hidden && text !== "");
}

/** When a conversation began, in Unix seconds: by its own time, else that of the owner's first message; null without both. */
export function begunAt(conversation: Conversation): number | null {
  return (
    conversation.createdAt ?? ownMessages(conversation).find(({ createdAt }) => createdAt !== null)?.createdAt ?? null
  );
}
