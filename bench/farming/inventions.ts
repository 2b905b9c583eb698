import { createNoveltyLedger } from "../../src/scoring/novelty.ts";
import { toRow, type Row } from "./bars.ts";
import { earn, earnInTurn } from "./earn.ts";
import {
  base36,
  markovChain,
  refill,
  rewrite,
  shuffled,
  uniformWords,
  wordsIn,
  wordsOf,
  zipfWords,
  type TextMaker,
} from "./junk.ts";
import type { Stage } from "./stage.ts";
import { writeExport, type Talk } from "./write-export.ts";

const JUNK = { atMost: 10 } as const;
const LENGTHS = [60, 150, 300, 600, 2_000];

/** Stored, not packed: the reader refuses what packs too well. */
const earned = async (talks: readonly Talk[]) =>
  (await earnInTurn([{ zip: writeExport(talks, { userId: "user-farm", level: 0 }), owner: 9 }])).units;

/** Archives of the honest one's shape that hold nothing anybody said. */
export async function measureJunk(stage: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, talks] of junkArchives(stage)) rows.push(toRow(name, await earned(talks), stage.baseline, JUNK));
  return rows;
}

function junkArchives(stage: Stage): [string, Talk[]][] {
  const { honest, stranger } = stage;
  const [question = "", answer = ""] =
    stranger.find(({ messages }) => messages.length > 3)?.messages.map((m) => m.text) ?? [];
  const paragraph = (length: number) => `${answer} `.repeat(Math.ceil(length / answer.length)).slice(0, length);
  const template = honest.map((talk, i) => ({
    ...talk,
    messages: talk.messages.map(({ role }, j) => {
      const text = role === "user" ? `Question ${i}.${j}: ${question}` : `Answer no. ${7 * i + j}: ${answer}`;
      return { role, text };
    }),
  }));
  return [
    ["a template with counters", template],
    ["one paragraph repeated", refill(honest, paragraph)],
    ["huge pastes of one paragraph", honest.slice(0, 10).map((talk) => pasted(talk, paragraph))],
    ...noise(stage).map(([name, make]): [string, Talk[]] => [name, refill(honest, make)]),
    ["words shuffled within each message", shuffledWithin(stage)],
  ];
}

function pasted(talk: Talk, text: TextMaker): Talk {
  return { ...talk, messages: talk.messages.map(({ role }) => ({ role, text: text(300_000) })) };
}

function noise({ random, strangersWords }: Stage): [string, TextMaker][] {
  return [
    ["random words", uniformWords(random("uniform"))],
    ["base-36 noise", base36(random("base36"))],
    ["invented words of natural frequency", zipfWords(random("zipf"))],
    ["shuffled real words", shuffled(strangersWords, random("shuffled"))],
  ];
}

function shuffledWithin({ stranger, random }: Stage): Talk[] {
  const dice = random("within");
  return rewrite(stranger, (text) => {
    const words = wordsIn(text);
    for (let i = words.length - 1; i > 0; i--) {
      const j = dice.below(i + 1);
      [words[i], words[j]] = [words[j] ?? "", words[i] ?? ""];
    }
    return words.join(" ");
  });
}

/** The noise in conversations of one turn and of one length each, against honest text of the same shape. */
export async function measureByLength(stage: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  const running = wordsOf(stage.stranger).filter((word) => /^[\x20-\x7e]+$/.test(word));
  for (const words of LENGTHS) {
    const total = Math.max(8_000, 4 * words);
    const shape = Array.from({ length: Math.floor(total / words) }, (_, i) => shapeOf(stage, i, 3 * words));
    let at = 0;
    const text: TextMaker = (length) => running.slice(at, (at += Math.round(length / 6))).join(" ");
    const honest = await earned(refill(shape, text));
    for (const [name, make] of noise(stage)) {
      rows.push(toRow(`${name}, ${words} words a conversation`, await earned(refill(shape, make)), honest, JUNK));
    }
  }
  return rows;
}

function shapeOf({ honest }: Stage, i: number, length: number): Talk {
  const text = "x".repeat(length);
  const createdAt = (honest[0]?.createdAt ?? 0) + 43_200 * i;
  return {
    id: `short-${i}`,
    createdAt,
    messages: [
      { role: "user", text },
      { role: "assistant", text },
    ],
  };
}

/** What no promise is made about: forgeries that pass in part or whole. */
export async function measureForgeries(stage: Stage): Promise<Row[]> {
  const { honest, stranger, baseline, random, strangersWords } = stage;
  const { novelty } = await earnInTurn([{ zip: writeExport(honest, { userId: "user-honest" }), owner: 1 }]);
  const forged = async (name: string, talks: readonly Talk[]) => {
    const zip = writeExport(talks, { userId: "user-farm" });
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
      "counted text, look-alike letters",
      rewrite(honest, (text) => text.replaceAll("a", "а").replaceAll("e", "е").replaceAll("o", "о")),
    ),
    await forged(
      "counted text, sentences dealt anew",
      refill(honest, (length) => {
        let text = "";
        while (text.length < length) text += `${dice.pick(sentences)} `;
        return text;
      }),
    ),
    await forged("new text and counted text, message by message", interleave(stranger, honest)),
    await forged("words as a table of pairs deals them", refill(honest, chain)),
    await forged(
      "a quarter counted text, three quarters invented words",
      rewrite(honest, (text) => `${text.slice(0, text.length / 4)} ${zipf((3 * text.length) / 4)}`),
    ),
    await forged(
      "invented words, under 1,000 tokens in all",
      refill(honest.slice(0, 3), () => zipf(900)).map(firstTurn),
    ),
  ];
}

function firstTurn(talk: Talk): Talk {
  return { ...talk, messages: talk.messages.slice(0, 2) };
}

function interleave(a: readonly Talk[], b: readonly Talk[]): Talk[] {
  return a.map((talk, i) => ({ ...talk, messages: talk.messages.flatMap((m, j) => [m, b[i]?.messages[j] ?? m]) }));
}
