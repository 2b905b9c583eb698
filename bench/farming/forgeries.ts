import { createNoveltyLedger } from "../../src/scoring/novelty.ts";
import type { SeededRandom } from "../../src/synthetic/seeded-random.ts";
import { toRow, type Row } from "./bars.ts";
import { earn, earnInTurn } from "./earn.ts";
import { markovChain, refill, rewrite, wordsIn, wordsOf, zipfWords, type TextMaker } from "./junk.ts";
import type { Stage } from "./stage.ts";
import { writeExport, type Talk } from "./write-export.ts";

/** What no promise is made about: forgeries that pass in part or whole. */
export async function measureForgeries(stage: Stage): Promise<Row[]> {
  const { honest, stranger, baseline, random, strangersWords } = stage;
  const { novelty } = await earnInTurn([{ zip: writeExport(honest, { userId: "user-honest" }), owner: 1 }]);
  const forged = async (name: string, talks: readonly Talk[]) => {
    // Stored, not packed: the reader refuses what packs too well.
    const zip = writeExport(talks, { userId: "user-farm", level: 0 });
    const ledger = { ...createNoveltyLedger(), fingerprints: novelty.fingerprints };
    return toRow(name, (await earn({ zip, owner: 9 }, ledger)).units, baseline);
  };
  const every = (nth: number, change: (word: string) => string) =>
    rewrite(honest, (text) =>
      wordsIn(text)
        .map((word, i) => (i % nth === 0 ? change(word) : word))
        .join(" "),
    );
  const dice = random("forgery");
  const other = () => dice.pick(strangersWords);
  const sentences = honest.flatMap(({ messages }) => messages.flatMap(({ text }) => text.split(/(?<=[.?!。？]) ?/)));
  const chain = markovChain(strangersWords, random("chain"));
  const zipf = zipfWords(random("carrier"));
  return [
    await forged("counted text, one word in five changed", every(5, other)),
    await forged("counted text, one word in ten changed", every(10, other)),
    await forged(
      "counted text, an x on every word",
      every(1, (word) => `x${word}`),
    ),
    await forged(
      "counted text, look-alike letters",
      rewrite(honest, (text) => text.replaceAll("a", "а").replaceAll("e", "е").replaceAll("o", "о")),
    ),
    await forged("counted text, three words at a time dealt anew", refill(honest, dealt(phrasesOf(honest, 3), dice))),
    await forged("counted text, sentences dealt anew", refill(honest, dealt(sentences, dice))),
    await forged("new text and counted text, message by message", interleave(stranger, honest)),
    await forged("one's own text, questions and answers exchanged", exchanged(stranger)),
    await forged("words as a table of pairs deals them", refill(honest, chain)),
    await forged(
      "invented words, each with a hyphen",
      refill(honest, (length) => zipf(length).replace(/[a-z]+/g, hyphened)),
    ),
    await forged(
      "a quarter counted text, three quarters invented words",
      rewrite(honest, (text) => `${text.slice(0, text.length / 4)} ${zipf((3 * text.length) / 4)}`),
    ),
    await forged("a short counted conversation beside each short invented one", besideCounted(honest, zipf)),
  ];
}

function hyphened(word: string): string {
  return `${word.slice(0, word.length / 2)}-${word.slice(word.length / 2)}`;
}

/** Pieces of text, drawn until there is enough. */
function dealt(pieces: readonly string[], dice: SeededRandom): TextMaker {
  return (length) => {
    let text = "";
    while (text.length < length) text += `${dice.pick(pieces)} `;
    return text;
  };
}

function phrasesOf(talks: readonly Talk[], words: number): string[] {
  const all = wordsOf(talks);
  return Array.from({ length: Math.floor(all.length / words) }, (_, i) =>
    all.slice(words * i, words * (i + 1)).join(" "),
  );
}

function exchanged(talks: readonly Talk[]): Talk[] {
  return talks.map((talk) => ({
    ...talk,
    messages: talk.messages.map(({ role, text }) => ({ role: role === "user" ? "assistant" : "user", text })),
  }));
}

function besideCounted(honest: readonly Talk[], make: TextMaker): Talk[] {
  return honest.flatMap((talk) => {
    const short = { ...talk, messages: talk.messages.slice(0, 2) };
    return [short, ...refill([{ ...short, id: `${talk.id}-junk` }], make)];
  });
}

function interleave(a: readonly Talk[], b: readonly Talk[]): Talk[] {
  return a.map((talk, i) => ({ ...talk, messages: talk.messages.flatMap((m, j) => [m, b[i]?.messages[j] ?? m]) }));
}
