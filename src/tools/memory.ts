import type { OriginalConversation } from "../export/read-archive.ts";
import { readPrivateTexts } from "../export/private-context.ts";
import { oneLine } from "../insights/escape-markup.ts";
import { localClock } from "../insights/local-time.ts";
import { referTo } from "./conversation-reference.ts";
import { Facts, type Difference, type Fact } from "./facts.ts";
import { KeptTexts, type KeptText, type MemoryEntry } from "./kept-texts.ts";
import { datedMessages } from "./dated-messages.ts";
import { requireWritten } from "../insights/require-written.ts";
import { sentencesOf } from "./sentences.ts";

/** What ChatGPT keeps about somebody, and what they say about themselves. Texts are single lines. */
export type Memory = {
  readonly timeZone: string;
  /** Custom instructions: what they said about themselves, and how to answer; each version that the export holds. */
  readonly profile: readonly KeptText[];
  readonly instructions: readonly KeptText[];
  readonly entries: readonly MemoryEntry[];
  readonly facts: readonly Fact[];
  readonly differences: readonly Difference[];
};

/** A conversation with its JSON, as `originals` of an archive gives it. */
export type WholeConversation = Pick<OriginalConversation, "conversation" | "json">;

/**
 * Reads what ChatGPT keeps from conversations in any order; the same ones in the same order give the same memory.
 *
 * @throws {InvalidInputError} `INSIGHTS_UNKNOWN_ZONE`; `INSIGHTS_NOTHING_WRITTEN` when the owner wrote nothing; what reading
 * the conversations throws.
 */
export async function recallMemory(originals: AsyncIterable<WholeConversation>, timeZone = "UTC"): Promise<Memory> {
  // Refuses a zone that there is not before anything is read.
  localClock(timeZone);
  const kept = new KeptTexts();
  const facts = new Facts();
  let written = 0;
  for await (const { conversation, json } of originals) {
    for (const text of readPrivateTexts(json)) kept.add(text, conversation.id);
    const reference = referTo(conversation);
    for (const { text, at } of datedMessages(conversation)) {
      written += 1;
      for (const sentence of sentencesOf(text)) {
        facts.add({ sentence: oneLine(sentence, sentence.length), at, conversation: reference });
      }
    }
  }
  requireWritten(written);
  return {
    timeZone,
    profile: kept.versions("profile"),
    instructions: kept.versions("instructions"),
    entries: kept.entries(),
    facts: facts.often(),
    differences: facts.differences(),
  };
}
