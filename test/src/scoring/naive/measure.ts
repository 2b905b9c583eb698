import type { Ruleset } from "../../../../src/scoring/ruleset.ts";
import type { ScorableConversation, ScorableMessage } from "../../../../src/scoring/scorable.ts";
import { sipHash24 } from "./hashes.ts";
import { count, fall, least, ramp, share, sum } from "./integers.ts";
import { scriptOfToken } from "./tables.ts";
import { readText, type TextReading } from "./text.ts";

export type Given = { readonly ruleset: Ruleset; readonly fingerprintKey: Uint8Array; readonly submittedAt: number };

/** What is known of a conversation without its companions; `q` is still without qL. */
export type Measured = {
  readonly id: string;
  readonly time: bigint;
  readonly v: bigint;
  readonly q: bigint;
  readonly C: bigint;
  readonly qU: bigint;
  readonly qA: bigint;
  readonly qT: bigint;
  readonly qD: bigint;
  /** Sampled shingles with repetitions. */
  readonly n: bigint;
  readonly tokens: readonly string[];
  /** F, ascending. */
  readonly fingerprints: readonly bigint[];
  readonly models: readonly string[];
  readonly modelled: boolean;
  readonly scripts: readonly (string | null)[];
  readonly reasons: readonly string[];
};

/** M of section 4. */
const MULTIPLIER = 0x9e3779b97f4a7c15n;

type Read = { readonly message: ScorableMessage; readonly text: TextReading };

/** Section 2: the whole seconds of a plausible time, else null. */
export function plausible(time: number | null, submittedAt: number): bigint | null {
  if (time === null || !(time >= 1669766400) || !(time < submittedAt + 86401)) return null;
  return BigInt(Math.floor(time));
}

export function measure(conversation: ScorableConversation, given: Given): Measured {
  const { ruleset } = given;
  const scored = conversation.messages
    .filter(({ role, hidden }) => (role === "user" || role === "assistant") && !hidden)
    .map((message): Read => ({ message, text: readText(message.text) }))
    .filter(({ text }) => text.tokens.length > 0);
  const tokens = scored.flatMap(({ text }) => text.tokens);
  const samples = scored.flatMap(({ text }) => sampled(text.tokens, given));
  const fingerprints = [...new Set(samples)].sort((a, b) => (a < b ? -1 : 1));
  const { raw, turns } = volume(scored, ruleset);
  const qU = ramp(share(count(fingerprints), count(samples)), ruleset.qU);
  const letters = sum(scored.map(({ text }) => text.letters));
  const qA = ramp(share(letters, sum(scored.map(({ text }) => text.codePoints))), ruleset.qA);
  const qT = vocabulary(tokens, ruleset);
  const qD = BigInt(ruleset.qD[Number(least(turns, 4n))] ?? 0);
  const C = consistency(conversation, scored, given);
  const time = timeOf(conversation, given.submittedAt);
  const long = tokens.length >= 50;
  const conditions: readonly [string, boolean][] = [
    ["NO_TURN", qD === 0n],
    ["TOO_SHORT", !long],
    ["NOT_SAMPLED", samples.length === 0],
    ["REPEATED_TEXT", samples.length > 0 && qU === 0n],
    ["FEW_LETTERS", long && qA === 0n],
    ["IMPLAUSIBLE_WORDS", long && qT === 0n],
    ["INCONSISTENT", C === 0n],
    ["NO_DATE", time === 0n],
    ["CONVERSATION_CAP", raw > BigInt(ruleset.CC)],
  ];
  const answers = scored
    .filter(({ message }) => message.role === "assistant")
    .map(({ message }) => message.model ?? "");
  return {
    id: conversation.id,
    time,
    v: least(BigInt(ruleset.CC), raw),
    q: (least(qU, qA, qT) * qD) / 1000n,
    C,
    qU,
    qA,
    qT,
    qD,
    n: count(samples),
    tokens,
    fingerprints,
    models: answers.filter((model) => model !== ""),
    modelled: share(count(answers.filter((model) => model !== "")), count(answers)) >= 800n,
    scripts: tokens.map(scriptOfToken),
    reasons: conditions.filter(([, holds]) => holds).map(([code]) => code),
  };
}

function timeOf({ createdAt, messages }: ScorableConversation, submittedAt: number): bigint {
  const own = plausible(createdAt, submittedAt);
  if (own !== null) return own;
  const times = messages.map((message) => plausible(message.createdAt, submittedAt)).filter((time) => time !== null);
  return times.length === 0 ? 0n : least(...times);
}

type SamplingRules = { readonly ruleset: Pick<Ruleset, "S">; readonly fingerprintKey: Uint8Array };

/** Section 4: fingerprints of the sampled shingles of one message, with repetitions. */
export function sampled(tokens: readonly string[], { ruleset, fingerprintKey }: SamplingRules): bigint[] {
  const hashes = tokens.map((token) => sipHash24(fingerprintKey, new TextEncoder().encode(token)));
  return hashes
    .slice(4)
    .map((_, i) => hashes.slice(i, i + 5).reduce((total, hash) => (total * MULTIPLIER + hash) % 2n ** 64n, 0n))
    .filter((total) => total / 2n ** 32n < 2n ** 32n / BigInt(ruleset.S))
    .map((total) => sipHash24(fingerprintKey, marked(total)) / 2n ** 11n);
}

function marked(total: bigint): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(9));
  bytes.setBigUint64(0, total, true);
  bytes.setUint8(8, 0xff);
  return new Uint8Array(bytes.buffer);
}

function volume(scored: readonly Read[], { WU, WA, UM, AM, AR, AT }: Ruleset): { raw: bigint; turns: bigint } {
  const by = (role: string) =>
    scored.filter(({ message }) => message.role === role).map(({ text }) => (text.tokens.length < 5 ? 0n : text.bytes));
  const U = sum(by("user").map((bytes) => least(bytes, BigInt(UM))));
  const A = sum(by("assistant").map((bytes) => least(bytes, BigInt(AM))));
  const turns = least(count(by("user")), count(by("assistant")));
  return { raw: BigInt(WU) * U + BigInt(WA) * least(A, BigInt(AR) * U + BigInt(AT) * turns), turns };
}

/** qT of section 5. */
function vocabulary(tokens: readonly string[], ruleset: Ruleset): bigint {
  const windows: (readonly string[])[] = [];
  for (let at = 0; at < tokens.length; at += 2000) windows.push(tokens.slice(at, at + 2000));
  const last = windows.at(-1);
  if (windows.length > 1 && last !== undefined && last.length < 150) windows.pop();
  const total = sum(windows.map(count));
  if (total < 50n) return 0n;
  return sum(windows.map((window) => count(window) * valueOf(window, ruleset))) / total;
}

function valueOf(window: readonly string[], { qT, qTHigh, qTShort }: Ruleset): bigint {
  const r = share(BigInt(new Set(window).size), count(window));
  return window.length >= 150 ? least(ramp(r, qT), fall(r, qTHigh)) : fall(r, qTShort);
}

/** C of section 5. */
function consistency({ id, createdAt }: ScorableConversation, scored: readonly Read[], given: Given): bigint {
  if (scored.length === 0) return 1000n;
  const { submittedAt, ruleset } = given;
  const ids = new Set(scored.map(({ message }) => message.id).filter((each) => each !== ""));
  const dated = scored.filter(
    ({ message }) => message.createdAt === null || plausible(message.createdAt, submittedAt) !== null,
  );
  const signals = [share(BigInt(ids.size), count(scored)), share(count(dated), count(scored))];
  const created = plausible(createdAt, submittedAt);
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id) && created !== null) {
    const difference = created - BigInt(`0x${id.slice(0, 8)}`);
    signals.push(difference >= -86400n && difference <= 86400n ? 1000n : 0n);
  }
  const k = sum(signals) / count(signals);
  return ramp(k, [Math.floor(ruleset.CG / 2), ruleset.CG]);
}
