import type { Address } from "../../../src/primitives/identifiers.ts";
import { createNoveltyLedger, type NoveltyState } from "../../../src/scoring/novelty.ts";
import { rulesetV1, type Ruleset } from "../../../src/scoring/ruleset.ts";
import type { ScorableAccount, ScorableConversation, ScorableMessage } from "../../../src/scoring/scorable.ts";
import { scoreArchive, type ScoreContext } from "../../../src/scoring/score-archive.ts";
import type { Score } from "../../../src/scoring/settle-archive.ts";

export const OWNER = `0x${"11".repeat(20)}` as Address;
export const KEY = Uint8Array.from({ length: 16 }, (_, i) => i);
export const SUBMITTED_AT = 1_790_000_000;
export const FIRST_DAY = 19_800;
export const DAY = 86_400;

export const silentAccount: ScorableAccount = { userId: null, plan: "unknown", settingsPresent: false, feedback: [] };
export const withoutBonus: Ruleset = { ...rulesetV1, bonus: { ...rulesetV1.bonus, max: 0 } };

export function randomFrom(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

function word(rank: number): string {
  const syllables = ["ka", "to", "ri", "ne", "mo", "sa", "lu", "ve", "di", "po", "an", "er"];
  let text = "";
  for (let rest = rank + 12; rest > 0; rest = Math.floor(rest / 12)) text += syllables[rest % 12] ?? "";
  return text;
}

/** Words that recur about as often as in written language, every other one often after the same word as elsewhere. */
export function prose(seed: number, words: number): string {
  const random = randomFrom(seed);
  const text: string[] = [];
  let rank = 0;
  for (let i = 0; i < words; i++) {
    const followed = i % 2 === 1 && random() < 0.9;
    rank = followed ? (7 * rank + Math.floor(2 * random())) % 3_000 : Math.floor(3_000 * random() ** 3);
    text.push(word(rank) + (random() < 0.1 ? "," : ""));
  }
  return text.join(" ");
}

/** Words that recur as often as in written language, in no order: what qL is there to tell. */
export function shuffledProse(seed: number, words: number): string {
  const random = randomFrom(seed);
  return Array.from({ length: words }, () => word(Math.floor(3_000 * random() ** 3))).join(" ");
}

/** Words drawn with equal chance from `vocabulary` of them. */
export function uniformWords(seed: number, words: number, vocabulary: number): string {
  const random = randomFrom(seed);
  return Array.from({ length: words }, () => word(Math.floor(vocabulary * random()))).join(" ");
}

export type Turns = { readonly id?: string; readonly day?: number; readonly model?: string | null };

export function message(role: string, text: string, rest: Partial<ScorableMessage> = {}): ScorableMessage {
  return {
    id: `${role}-${text.length}-${text.slice(0, 12)}`,
    role,
    text,
    hidden: false,
    createdAt: null,
    model: null,
    ...rest,
  };
}

/** A conversation of the given texts, user and assistant by turns. */
export function conversation(texts: readonly string[], { id = "c", day = FIRST_DAY, model = null }: Turns = {}) {
  const createdAt = day * DAY + 3_600;
  const messages = texts.map((text, i) =>
    message(i % 2 === 0 ? "user" : "assistant", text, {
      id: `${id}-${i}`,
      createdAt: createdAt + i,
      model: i % 2 === 0 ? null : model,
    }),
  );
  return { id, createdAt, messages } satisfies ScorableConversation;
}

/** An ordinary conversation of `turns` turns that shares no text with one of another seed. */
export function chat(seed: number, turns = 4, rest: Turns = {}): ReturnType<typeof conversation> {
  const texts = Array.from({ length: 2 * turns }, (_, i) => prose(1_000 * seed + i, i % 2 === 0 ? 40 : 160));
  return conversation(texts, { id: `chat-${seed}`, ...rest });
}

export async function* stream<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

export type ScoreOptions = Partial<ScoreContext> & { readonly account?: ScorableAccount };

export function score(
  conversations: readonly ScorableConversation[],
  { account = silentAccount, ...context }: ScoreOptions = {},
): Promise<Score> {
  const novelty: NoveltyState = createNoveltyLedger();
  return scoreArchive(
    { conversations: stream(conversations), account },
    {
      ruleset: rulesetV1,
      novelty,
      fingerprintKey: KEY,
      tier: "idTokenAndChallenge",
      owner: OWNER,
      submittedAt: SUBMITTED_AT,
      ...context,
    },
  );
}
