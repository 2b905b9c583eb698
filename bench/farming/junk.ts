import { SeededRandom } from "../../src/synthetic/seeded-random.ts";
import type { Talk } from "./write-export.ts";

/** Writes text of about so many UTF-16 units. */
export type TextMaker = (length: number) => string;

const SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo zu an el ir os un".split(" ");
const VOCABULARY = 20_000;

/** Talks of the same shape, each message with other text of about the same length. */
export function refill(talks: readonly Talk[], make: TextMaker): Talk[] {
  return rewrite(talks, (text) => make(text.length));
}

/** Talks with the text of each message changed. */
export function rewrite(talks: readonly Talk[], change: (text: string) => string): Talk[] {
  return talks.map((talk) => ({
    ...talk,
    messages: talk.messages.map(({ role, text }) => ({ role, text: change(text) })),
  }));
}

/** All words of talks, in order. */
export function wordsOf(talks: readonly Talk[]): string[] {
  return talks.flatMap(({ messages }) => messages.flatMap(({ text }) => wordsIn(text)));
}

/** What stands between spaces, and each sign of a script without spaces by itself. */
export function wordsIn(text: string): string[] {
  return text.match(/[\u3040-\u9fff]|[^\s\u3040-\u9fff]+/g) ?? [];
}

/** Words with equal chance. */
export function uniformWords(random: SeededRandom): TextMaker {
  return wordByWord(() => inventedWord(random.below(VOCABULARY)));
}

/** Words that nobody speaks, as frequent as words of a language are: rank r with a chance as 1/r. */
export function zipfWords(random: SeededRandom): TextMaker {
  const sums: number[] = [];
  for (let rank = 1; rank <= VOCABULARY; rank++) sums.push((sums.at(-1) ?? 0) + Math.ceil(100_000 / rank));
  const total = sums.at(-1) ?? 1;
  return wordByWord(() => {
    const at = random.below(total);
    return inventedWord(sums.findIndex((sum) => sum > at));
  });
}

/** Words of 32 letters with equal chance: few words, many bytes. */
export function longWords(random: SeededRandom): TextMaker {
  return wordByWord(() =>
    Array.from({ length: 8 }, () => inventedWord(SYLLABLES.length * random.below(20)))
      .join("")
      .slice(0, 32),
  );
}

/** Signs of base 36 in words of one to nine. */
export function base36(random: SeededRandom): TextMaker {
  return wordByWord(() => Array.from({ length: 1 + random.below(9) }, () => random.below(36).toString(36)).join(""));
}

/** Real words, each as often as in the given ones, in no order. */
export function shuffled(words: readonly string[], random: SeededRandom): TextMaker {
  return wordByWord(() => random.pick(words));
}

/** Real words, each after a word that it follows in the given ones. */
export function markovChain(words: readonly string[], random: SeededRandom): TextMaker {
  const after = new Map<string, string[]>();
  words.forEach((word, i) => after.set(word, [...(after.get(word) ?? []), words[(i + 1) % words.length] ?? ""]));
  let last = random.pick(words);
  return wordByWord(() => (last = random.pick(after.get(last) ?? words)));
}

function wordByWord(next: () => string): TextMaker {
  return (length) => {
    const words: string[] = [];
    for (let size = 0; size < length; size += (words.at(-1)?.length ?? 0) + 1) words.push(next());
    return words.join(" ");
  };
}

function inventedWord(rank: number): string {
  let word = "";
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length] ?? "";
  }
  return word;
}
