import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { hexToBytes } from "../../src/primitives/bytes.ts";
import { rulesetHash, rulesetV1 } from "../../src/scoring/ruleset.ts";
import { languageOf } from "../src/scoring/naive/language.ts";
import { measure, sampled } from "../src/scoring/naive/measure.ts";
import { readText } from "../src/scoring/naive/text.ts";
import { advance, naiveScore, type NaiveState } from "../src/scoring/naive/score.ts";
import { criteriaInputs } from "./scoring-criteria.ts";
import { furtherCases, type ScoreInput } from "./scoring-cases.ts";

type Scored = ScoreInput & { readonly expected: ReturnType<typeof naiveScore> };
type Written = {
  readonly fingerprintKey: string;
  readonly submittedAt: number;
  readonly rulesetHash: string;
  readonly tokens: readonly { readonly text: string }[];
  readonly fingerprints: readonly { readonly text: string; readonly S: number }[];
  readonly cases: readonly Scored[];
};

/**
 * Brings the scores in scoring-v1.json up to date, and the inputs that are made here into it: `node test/vectors/scoring-v1.ts`.
 * The values are those of the naive implementation.
 */
const file = new URL("./scoring-v1.json", import.meta.url);
const written = JSON.parse(readFileSync(file, "utf8")) as Written;
const fingerprintKey = hexToBytes(written.fingerprintKey);
const { submittedAt } = written;

/** Texts that differ in form only, and what else section 3 decides. */
const furtherTexts = [
  "Straße STRASSE ﬁne FINE ﬀ",
  "İstanbul ıI Ελλάς ΕΛΛΆΣ",
  "cafe\u0301 café CAFÉ ﾊﾝﾊﾞｰｸﾞ ハンバーグ",
  "ＦＵＬＬ Ｗｉｄｔｈ １２",
  "шёл ШЕЛ но́вый и\u0306 й",
  "כָּתַב كَتَبَ كـتـب",
  "fill\u3164er wo\u180brd \u115f \u1112\u1161\u11ab 한",
];

function texts() {
  const known = new Set(written.tokens.map(({ text }) => text));
  const all = [...known, ...furtherTexts.filter((text) => !known.has(text))];
  return all.map((text) => {
    const { tokens, bytes, codePoints, letters } = readText(text);
    return { text, tokens, ...plain({ bytes, codePoints, letters }) };
  });
}

function fingerprints() {
  return written.fingerprints.map(({ text, S }) => {
    const found = sampled(readText(text).tokens, { ruleset: { S }, fingerprintKey });
    return { text, S, fingerprints: found.map(Number) };
  });
}

/** Every criterion of single conversations, by the naive implementation. */
function criteria() {
  return criteriaInputs.map(({ name, rulesetChanges, conversation }) => {
    const ruleset = { ...rulesetV1, ...rulesetChanges };
    const measured = measure(conversation, { ruleset, fingerprintKey, submittedAt });
    const { time, v, qU, qA, qT, qD, C, n, fingerprints, reasons } = measured;
    // Alone, as if 1,000 tokens were enough: how the passages themselves are judged.
    const qL = languageOf(measured, measured.tokens.length < 2_000 ? [measured] : undefined, ruleset);
    const numbers = { tokens: measured.tokens.length, time, v, qU, qA, qT, qL, qD, C, n, F: fingerprints.length };
    const expected = { ...plain(numbers), reasons };
    return { name, rulesetChanges, conversation, expected };
  });
}

function cases(): Scored[] {
  const fresh = furtherCases.filter(({ name }) => !written.cases.some((known) => known.name === name));
  const done: Scored[] = [];
  for (const { name, after, rulesetChanges, owner, tier, account, conversations } of [...written.cases, ...fresh]) {
    const state: NaiveState = { fingerprints: new Set(), days: new Map() };
    for (const index of after) if (done[index] !== undefined) advance(state, done[index].expected);
    const ruleset = { ...rulesetV1, ...rulesetChanges };
    const input = { name, after, rulesetChanges, owner, tier, account, conversations };
    done.push({ ...input, expected: naiveScore({ ...input, ruleset, fingerprintKey, submittedAt, state }) });
  }
  return done;
}

function plain(values: Readonly<Record<string, bigint | number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
}

const document = {
  ...written,
  rulesetHash: rulesetHash(rulesetV1),
  tokens: texts(),
  fingerprints: fingerprints(),
  criteria: criteria(),
  cases: cases(),
};
writeFileSync(file, await format(JSON.stringify(document), { parser: "json", printWidth: 120 }));
