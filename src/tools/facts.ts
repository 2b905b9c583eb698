import { oneLine } from "../insights/escape-markup.ts";
import { factPatterns, singleSlots, valueEnds, valueMargins } from "./fact-patterns.ts";
import type { Statement } from "./open-question.ts";

/** Something that the owner says about themselves. */
export type Fact = {
  /** What it is about: a slot such as `home`, or `my …` with what is the owner's. */
  readonly slot: string;
  /** In the words of its first sentence. */
  readonly value: string;
  /** In so many conversations. */
  readonly conversations: number;
  /** Its oldest and its newest sentence; one without a time is neither, unless none has one. */
  readonly first: Statement;
  readonly last: Statement;
};

/** Different values of one slot, in the order in which they were first said. */
export type Difference = { readonly slot: string; readonly values: readonly Fact[] };

/** A fact as a sentence says it. */
export type Said = { readonly slot: string; readonly value: string };

/** Said in so many conversations, it is often; and it takes as many before something that is `my …` counts as different. */
const OFTEN = 2;

/** What a sentence says about its writer: each slot once, with its value as it stands there. Linear in its length. */
export function factsIn(sentence: string): Said[] {
  const line = oneLine(sentence, sentence.length);
  const said = new Map<string, string>();
  for (const { slot, pattern } of factPatterns) {
    const [, one = "", two] = pattern.exec(line) ?? [];
    const value = trimValue(two ?? one);
    const name = slot ?? `my ${one.toLowerCase()}`;
    if (value !== "" && !said.has(name)) said.set(name, value);
  }
  return [...said].map(([slot, value]) => ({ slot, value }));
}

/** Gathers what an owner says about themselves, and how often. */
export class Facts {
  readonly #facts = new Map<string, { -readonly [Name in keyof Fact]: Fact[Name] } & { seenIn: string }>();

  /** Adds the facts of a sentence. Sentences of one conversation come together. */
  add(statement: Statement): void {
    const { conversation, sentence } = statement;
    for (const { slot, value } of factsIn(sentence)) {
      const key = `${slot}\n${value.toLowerCase()}`;
      const fact = this.#facts.get(key);
      if (fact === undefined) {
        const first = { slot, value, conversations: 1, first: statement, last: statement, seenIn: conversation.id };
        this.#facts.set(key, first);
        continue;
      }
      if (fact.seenIn !== conversation.id) fact.conversations += 1;
      fact.seenIn = conversation.id;
      if (statement.at === null) continue;
      if (fact.first.at === null || statement.at < fact.first.at) fact.first = statement;
      if (fact.last.at === null || statement.at > fact.last.at) fact.last = statement;
    }
  }

  /** What was said in at least two conversations: the most often said first, equals by slot and value. */
  often(): Fact[] {
    return this.#all()
      .filter(({ conversations }) => conversations >= OFTEN)
      .sort((a, b) => b.conversations - a.conversations);
  }

  /** Slots of which different things were said, by their names. Of `my …` each must have been said in two conversations. */
  differences(): Difference[] {
    const certain = this.#all().filter(({ slot, conversations }) => {
      return singleSlots.has(slot) || (slot.startsWith("my ") && conversations >= OFTEN);
    });
    return [...Map.groupBy(certain, ({ slot }) => slot)]
      .filter(([, values]) => values.length > 1)
      .map(([slot, values]) => ({ slot, values: values.toSorted((a, b) => timeOf(a.first) - timeOf(b.first)) }));
  }

  #all(): Fact[] {
    return [...this.#facts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { slot, value, conversations, first, last }]) => ({ slot, value, conversations, first, last }));
  }
}

function timeOf({ at }: Statement): number {
  return at ?? Number.MAX_SAFE_INTEGER;
}

function trimValue(text: string): string {
  const all = text.split(" ");
  const end = all.findIndex((word) => valueEnds.has(word));
  const kept = end < 0 ? all : all.slice(0, end);
  while (isMargin(kept[0])) kept.shift();
  while (isMargin(kept.at(-1))) kept.pop();
  return kept.join(" ");
}

function isMargin(word: string | undefined): boolean {
  return word !== undefined && valueMargins.has(word);
}
