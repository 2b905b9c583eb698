import type { Conversation, Message } from "../export/conversation.ts";
import { isQuestion } from "../insights/curiosity.ts";
import { oneLine } from "../insights/escape-markup.ts";
import { referTo, type ConversationReference } from "./conversation-reference.ts";
import { sentencesOf } from "./sentences.ts";

/** Somebody's own sentence, in one line. */
export type Statement = {
  readonly sentence: string;
  /** Unix seconds; null without a time. */
  readonly at: number | null;
  readonly conversation: ConversationReference;
};

/** A question that a conversation ends with. */
export type OpenQuestion = Statement & {
  /** It got no answer; or it was at least the third one in its thread, and nothing was said to the answer. */
  readonly reason: "unanswered" | "kept-asking";
  /** Messages of the thread in which the owner asked something. */
  readonly asked: number;
};

/** Whoever asks so often in one thread looks for something; a question with one answer was mostly a look-up. */
const KEPT_ASKING = 3;
/** Sentences may be longer than names. */
export const LONGEST_QUOTE = 240;

/**
 * The question that stayed open in a conversation, if any: the last message of the owner in the visible thread asks
 * something, and either no answer follows, or it is at least the third such message there. A last message that asks
 * nothing, such as thanks, settles everything before it.
 */
export function findOpenQuestion(conversation: Conversation): OpenQuestion | null {
  const thread = visibleThread(conversation);
  const own = thread.filter(({ role }) => role === "user");
  const last = own.at(-1);
  const sentence = last && lastQuestionOf(last.text);
  if (last === undefined || sentence === undefined) return null;
  const asked = own.filter(({ text }) => isQuestion(text)).length;
  const isAnswered = thread.slice(thread.indexOf(last) + 1).some(({ role }) => role === "assistant");
  if (isAnswered && asked < KEPT_ASKING) return null;
  return {
    sentence: oneLine(sentence, LONGEST_QUOTE),
    at: last.createdAt ?? conversation.createdAt,
    conversation: referTo(conversation),
    reason: isAnswered ? "kept-asking" : "unanswered",
    asked,
  };
}

function lastQuestionOf(text: string): string | undefined {
  return sentencesOf(text).findLast(isQuestion);
}

function visibleThread({ messages, visible }: Conversation): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return visible.flatMap((id) => byId.get(id) ?? []);
}
