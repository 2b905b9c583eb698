import type { Ruleset } from "../../src/scoring/ruleset.ts";
import type { ScorableConversation } from "../../src/scoring/scorable.ts";
import {
  conversation,
  DAY,
  FIRST_DAY,
  message,
  prose,
  shuffledProse,
  SUBMITTED_AT,
  uniformWords,
} from "../src/scoring/synthetic-archive.ts";

type CriteriaInput = {
  readonly name: string;
  readonly rulesetChanges: Partial<Ruleset>;
  readonly conversation: ScorableConversation;
};

const TIME = FIRST_DAY * DAY + 3_600;
const small: Partial<Ruleset> = { UM: 500, AM: 600, CC: 4_000, AR: 1, AT: 20 };

const of = (name: string, texts: readonly string[], rulesetChanges: Partial<Ruleset> = {}): CriteriaInput => ({
  name,
  rulesetChanges,
  conversation: conversation(texts, { id: "c" }),
});

const pair = (seed: number, words = 60) => [prose(seed, words), prose(seed + 1, words)];
const turns = (count: number) => Array.from({ length: 2 * count }, (_, i) => prose(100 * count + i, 30));
const first = pair(1);

const withTimes = (name: string, change: (each: ScorableConversation) => ScorableConversation): CriteriaInput => ({
  name,
  rulesetChanges: {},
  conversation: change(conversation(pair(50), { id: "c" })),
});

const timedId = (at: number) => `${at.toString(16)}-0000-83ea-98e3-4a774335d55e`;
const idOf = (name: string, id: string) => withTimes(name, (each) => ({ ...each, id, createdAt: TIME + 0.75 }));

/** Single conversations, each about one criterion. */
export const criteriaInputs: readonly CriteriaInput[] = [
  of("qU: nothing repeated", first, { S: 8 }),
  of(
    "qU: a part repeated",
    [0, 1, 0, 1, 2, 0].map((seed) => prose(seed, 60)),
    { S: 8 },
  ),
  of("qU: one paragraph ten times", [`${prose(3, 40)} `.repeat(10), prose(4, 40)], { S: 8 }),
  of(
    "qA: signs between the words",
    pair(5).map((text) => text.replaceAll(" ", ` ${"=".repeat(5)} `)),
  ),
  of(
    "qA: more signs than letters",
    pair(5).map((text) => text.replaceAll(" ", ` ${"=".repeat(30)} `)),
  ),
  of("qT: 49 tokens", [prose(7, 25), prose(8, 24)]),
  of("qT: 50 tokens, each another word", [uniformWords(9, 25, 200_000), uniformWords(10, 25, 200_000)]),
  of("qT: 149 tokens on the short ramp", [uniformWords(9, 75, 700), uniformWords(10, 74, 700)]),
  of("qT: 150 tokens on the band", [uniformWords(9, 75, 700), uniformWords(10, 75, 700)]),
  of("qT: few words of a small vocabulary", [uniformWords(11, 400, 70), uniformWords(12, 400, 70)]),
  of("qT: a last window of 149 tokens is left out", [prose(13, 2_000), uniformWords(14, 149, 200_000)]),
  of("qT: a last window of 150 tokens counts", [prose(13, 2_000), uniformWords(14, 150, 200_000)]),
  of("qL: words of a language in an order", [prose(15, 1_200), prose(16, 1_000)]),
  of("qL: the same kind of words in no order", [shuffledProse(17, 1_200), shuffledProse(18, 1_000)]),
  of("qL: a little in order, one passage", [prose(21, 120), shuffledProse(22, 1_700)]),
  of("qL: two passages, one in order", [prose(15, 2_000), shuffledProse(18, 2_300)]),
  of("qL: fewer than 1,000 tokens are not judged", [shuffledProse(17, 500), shuffledProse(18, 499)]),
  of("qL: 1,000 tokens are judged", [shuffledProse(17, 500), shuffledProse(18, 500)]),
  ...[0, 1, 2, 3, 4, 5].map((count) => of(`qD: ${count} turns`, count === 0 ? [prose(30, 60)] : turns(count))),
  of("v: below every cap", first, { ...small, CC: 100_000, UM: 64_000, AM: 64_000, AR: 64 }),
  of("v: messages cut at UM and AM", [prose(31, 200), prose(32, 300)], { ...small, AR: 8 }),
  of("v: answers limited by questions and turns", [prose(33, 10), prose(34, 200)], { ...small, AM: 64_000 }),
  of("v: CC", [prose(35, 300), prose(36, 300), prose(37, 300), prose(38, 300)], small),
  of("v: spaces and ignored signs", [`${prose(39, 40)} \n\t  \u200b ${prose(40, 40)}\u00ad`, "x y\u3000\u00a0z"]),
  withTimes("C: message ids that repeat", (each) => ({
    ...each,
    messages: [...each.messages, message("user", "again", { id: "c-0" }), message("assistant", "again", { id: "c-0" })],
  })),
  withTimes("C: empty message ids", (each) => ({ ...each, messages: each.messages.map((m) => ({ ...m, id: "" })) })),
  withTimes("C: a message from the future, and one before the service", (each) => ({
    ...each,
    messages: each.messages.map((m, i) => ({ ...m, createdAt: i === 0 ? SUBMITTED_AT + 86_401 : 1_669_766_399 })),
  })),
  idOf("C: an id of its second", timedId(TIME)),
  idOf("C: an id at the end of the tolerance", timedId(TIME - 86_400)),
  idOf("C: an id beyond it", timedId(TIME - 86_401)),
  idOf("C: a random id is not judged", "00000000-0000-4000-8000-000000000000"),
  withTimes("time: of the earliest plausible message", (each) => ({
    ...each,
    createdAt: 1_669_766_399,
    messages: each.messages.map((m, i) => ({ ...m, createdAt: TIME + 0.5 - i })),
  })),
  withTimes("time: none", (each) => ({
    ...each,
    createdAt: null,
    messages: each.messages.map((m) => ({ ...m, createdAt: null })),
  })),
];
