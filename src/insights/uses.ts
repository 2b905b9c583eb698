import { classifyUse } from "./classify-use.ts";
import type { LocalClock } from "./local-time.ts";
import { begunAt, ownMessages } from "./own-messages.ts";
import { Counts, type Tally } from "./tally.ts";
import type { UseKind } from "./use-kinds.ts";

/** Conversations by kind of use, the most first. */
export type UseCounts = readonly (readonly [kind: UseKind, conversations: number])[];

/** What the owner uses conversations for. Conversations without a word of the owner count nowhere. */
export type Uses = {
  readonly kinds: UseCounts;
  /** Of conversations that began in a local month, ascending; those without a time are left out. */
  readonly months: readonly { readonly month: number; readonly kinds: UseCounts }[];
};

/** What is wanted is mostly said in the first prompts; later ones are about the answers. */
const FIRST_PROMPTS = 2;

/** Counts what {@link Uses} says. */
export function tallyUses(clock: LocalClock): Tally<Uses> {
  const all = new Counts<UseKind>();
  const months = new Map<number, Counts<UseKind>>();
  return {
    add: (conversation) => {
      const prompts = ownMessages(conversation).slice(0, FIRST_PROMPTS);
      if (prompts.length === 0) return;
      const kind = classifyUse(
        conversation.title,
        prompts.map(({ text }) => text),
      );
      all.add(kind);
      const begun = begunAt(conversation);
      if (begun === null) return;
      const { month } = clock(begun);
      const ofMonth = months.get(month) ?? new Counts<UseKind>();
      months.set(month, ofMonth);
      ofMonth.add(kind);
    },
    result: () => ({
      kinds: all.largest(),
      months: [...months].sort(([a], [b]) => a - b).map(([month, counts]) => ({ month, kinds: counts.largest() })),
    }),
  };
}
