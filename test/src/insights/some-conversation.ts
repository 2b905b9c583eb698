import type { Conversation, Message } from "../../../src/export/conversation.ts";

/** A conversation of messages that follow each other, with what a test says of each. */
export function conversation(...messages: readonly Partial<Message>[]): Conversation {
  const whole = messages.map((given, index): Message => ({
    id: String(index),
    parentId: index === 0 ? null : String(index - 1),
    role: "user",
    createdAt: null,
    text: "",
    contentType: "text",
    hidden: false,
    model: null,
    locale: null,
    ...given,
  }));
  return {
    id: "one",
    title: null,
    createdAt: null,
    updatedAt: null,
    messages: whole,
    visible: whole.map(({ id }) => id),
    models: [],
    gizmoId: null,
  };
}
