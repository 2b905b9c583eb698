import { isoDay } from "../primitives/calendar.ts";
import type { AccountMetadata } from "./account-metadata.ts";
import type { Conversation } from "./conversation.ts";
import { countWritingSystems, type WritingSystem } from "./writing-systems.ts";

/** An export in one line. Hidden messages count nowhere. */
export type ArchiveSummary = {
  readonly conversations: number;
  /** Messages of all branches. */
  readonly messages: number;
  readonly userMessages: number;
  /** UTC days (`YYYY-MM-DD`) of the oldest and the newest message or conversation; null when no time is known. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Days on which the person wrote something. */
  readonly activeDays: number;
  /** Writing systems of the person's own letters with at least 1 ‰, most used first. */
  readonly writingSystems: readonly { readonly name: WritingSystem; readonly permille: number }[];
  readonly locale: string | null;
  /** Models with the number of answers of each, most used first. */
  readonly models: readonly { readonly name: string; readonly messages: number }[];
  readonly feedback: { readonly up: number; readonly down: number; readonly withText: number };
  readonly plan: AccountMetadata["plan"];
};

/** What a summary is made from: an `Archive`, or anything with conversations and account. */
export type Summarisable = {
  readonly account: AccountMetadata;
  readonly conversations: AsyncIterable<Conversation>;
};

/**
 * Reads all conversations of `archive` once and sums them up. Integers only; equal input gives an equal summary.
 *
 * @throws {InvalidInputError} what reading the conversations throws.
 */
export async function summariseArchive(archive: Summarisable): Promise<ArchiveSummary> {
  const tally = new Tally();
  for await (const conversation of archive.conversations) tally.add(conversation);
  return tally.summary(archive.account);
}

class Tally {
  readonly #models = new Map<string, number>();
  readonly #systems = new Map<WritingSystem, number>();
  readonly #activeDays = new Set<number>();
  #conversations = 0;
  #messages = 0;
  #userMessages = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  add(conversation: Conversation): void {
    this.#conversations += 1;
    this.#addTime(conversation.createdAt);
    for (const message of conversation.messages) {
      if (message.hidden) continue;
      this.#messages += 1;
      this.#addTime(message.createdAt);
      if (message.model !== null) this.#models.set(message.model, (this.#models.get(message.model) ?? 0) + 1);
      if (message.role === "user") this.#addUserMessage(message.text, message.createdAt);
    }
  }

  summary(account: AccountMetadata): ArchiveSummary {
    const hasTime = this.#first <= this.#last;
    return {
      conversations: this.#conversations,
      messages: this.#messages,
      userMessages: this.#userMessages,
      firstDay: hasTime ? isoDay(this.#first) : null,
      lastDay: hasTime ? isoDay(this.#last) : null,
      activeDays: this.#activeDays.size,
      writingSystems: toShares(this.#systems),
      locale: account.locale,
      models: byCount(this.#models).map(([name, messages]) => ({ name, messages })),
      feedback: {
        up: account.feedback.filter(({ rating }) => rating === "up").length,
        down: account.feedback.filter(({ rating }) => rating === "down").length,
        withText: account.feedback.filter(({ hasText }) => hasText).length,
      },
      plan: account.plan,
    };
  }

  #addTime(seconds: number | null): void {
    if (seconds === null) return;
    this.#first = Math.min(this.#first, seconds);
    this.#last = Math.max(this.#last, seconds);
  }

  #addUserMessage(text: string, createdAt: number | null): void {
    this.#userMessages += 1;
    countWritingSystems(text, this.#systems);
    if (createdAt !== null) this.#activeDays.add(Math.floor(createdAt / 86_400));
  }
}

function toShares(systems: ReadonlyMap<WritingSystem, number>): ArchiveSummary["writingSystems"] {
  const letters = [...systems.values()].reduce((sum, count) => sum + count, 0);
  return byCount(systems)
    .map(([name, count]) => ({ name, permille: Math.floor((1000 * count) / letters) }))
    .filter(({ permille }) => permille > 0);
}

/** Largest count first, names ascending among equals. */
function byCount<Name extends string>(counts: ReadonlyMap<Name, number>): [Name, number][] {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
