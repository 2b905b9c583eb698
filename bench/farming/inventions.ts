import { toRow, type Row } from "./bars.ts";
import { earnInTurn } from "./earn.ts";
import {
  base36,
  longWords,
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
const CONTRIBUTIONS = 40;

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

/** Junk in many contributions, each of too few words to tell that it is junk, in ‰ of the honest archive. */
export async function measureLittle(stage: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  const makers: [string, TextMaker][] = [
    ["invented words of natural frequency", zipfWords(stage.random("little"))],
    ["random words of 32 letters", longWords(stage.random("long"))],
  ];
  for (const [name, make] of makers) {
    for (const [way, userOf, ownerOf] of [
      ["accounts", (i: number) => `user-${i}`, (i: number) => 100 + i],
      ["versions of one account", () => "user-farm", () => 9],
    ] as const) {
      const contributions = Array.from({ length: CONTRIBUTIONS }, (_, i) => ({
        zip: writeExport([littleTalk(stage, i, make)], { userId: userOf(i), level: 0 }),
        owner: ownerOf(i),
      }));
      const { units } = await earnInTurn(contributions);
      rows.push(toRow(`${name}, ${CONTRIBUTIONS} ${way}`, units, stage.baseline, JUNK));
    }
  }
  return rows;
}

/** Four turns of about 950 words in all, as deep as pays best. */
function littleTalk({ honest }: Stage, i: number, make: TextMaker): Talk {
  const createdAt = (honest[0]?.createdAt ?? 0) + 86_400 * i;
  const text = (words: number) =>
    wordsIn(make(40 * words))
      .slice(0, words)
      .join(" ");
  const messages = Array.from({ length: 8 }, (_, j) => {
    return { role: j % 2 === 0 ? ("user" as const) : ("assistant" as const), text: text(118) };
  });
  return { id: `little-${i}`, createdAt, messages };
}
