import type { LocalClock } from "./local-time.ts";
import { ownMessages } from "./own-messages.ts";
import { proseLines } from "./prose-lines.ts";
import { Counts, type Tally } from "./tally.ts";

/** How much the owner asks, month by month. Messages without a time count nowhere. */
export type Curiosity = {
  readonly months: readonly { readonly month: number; readonly prompts: number; readonly questions: number }[];
};

/**
 * A question mark of any writing system. That of ASCII also stands in addresses and code: behind it must come a blank, a
 * closing mark, or nothing.
 */
const QUESTION = /[？؟\u037e⁇⁈‽]|\?(?=[\s)\]}"'”’»」』*_]|$)/u;

/** Whether somebody asks something in a text, outside of blocks of code and of lines that are quoted. */
export function isQuestion(text: string): boolean {
  return proseLines(text).some((line) => QUESTION.test(line));
}

/** Counts what {@link Curiosity} says. */
export function tallyCuriosity(clock: LocalClock): Tally<Curiosity> {
  const prompts = new Counts<number>();
  const questions = new Counts<number>();
  return {
    add: (conversation) => {
      for (const { createdAt, text } of ownMessages(conversation)) {
        if (createdAt === null) continue;
        const { month } = clock(createdAt);
        prompts.add(month);
        if (isQuestion(text)) questions.add(month);
      }
    },
    result: () => ({
      months: prompts.ordered().map(([month, count]) => ({ month, prompts: count, questions: questions.of(month) })),
    }),
  };
}
