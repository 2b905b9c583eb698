import type { Ruleset } from "../../../../src/scoring/ruleset.ts";
import { count, least, ramp, sum } from "./integers.ts";
import type { Measured } from "./measure.ts";

type Recurrence = { readonly N: bigint; readonly R: bigint; readonly K: bigint };

export const qualifies = ({ v, q, C }: Measured) => v > 0n && q > 0n && C > 0n;

/** Puts qL into the quality of conversations that are in the order of section 6. */
export function judge(ordered: readonly Measured[], ruleset: Ruleset): Measured[] {
  const short = ordered.filter((each) => qualifies(each) && each.tokens.length < 2000);
  const groups = groupsOf(short);
  return ordered.map((each) => {
    if (!qualifies(each)) return each;
    const group = groups.find((members) => members.includes(each));
    const qL = languageOf(each, group, ruleset);
    const isTooLittle = group !== undefined && tokensOf(group) < BigInt(ruleset.LT);
    const reason = isTooLittle ? "TOO_LITTLE" : "IMPLAUSIBLE_WORDS";
    const reasons = qL === 0n ? [...each.reasons, reason] : each.reasons;
    return { ...each, q: least(each.q, (qL * each.qD) / 1000n), reasons };
  });
}

/** qL of a conversation by itself, or with the short ones it is judged with. */
export function languageOf(each: Measured, group: readonly Measured[] | undefined, ruleset: Ruleset): bigint {
  return group === undefined ? long(each, ruleset) : together(group, ruleset);
}

function groupsOf(short: readonly Measured[]): (readonly Measured[])[] {
  const total = short.reduce((tokens, each) => tokens + each.tokens.length, 0);
  if (total < 2000) return short.length === 0 ? [] : [short];
  let tokens = 0;
  const end = short.findIndex((each) => (tokens += each.tokens.length) >= 2000) + 1;
  const rest = short.slice(end);
  const remaining = rest.reduce((sumOf, each) => sumOf + each.tokens.length, 0);
  return remaining < 2000 ? [short] : [short.slice(0, end), ...groupsOf(rest)];
}

function together(group: readonly Measured[], ruleset: Ruleset): bigint {
  return tokensOf(group) < BigInt(ruleset.LT)
    ? 0n
    : valueOf(total(group.map((each) => recurrence(each.tokens))), ruleset);
}

function tokensOf(group: readonly Measured[]): bigint {
  return sum(group.map(({ tokens }) => count(tokens)));
}

function long({ tokens }: Measured, ruleset: Ruleset): bigint {
  const full = Math.floor(tokens.length / 2000);
  const passages = Array.from({ length: full }, (_, i) => {
    const window = recurrence(tokens.slice(2000 * i, 2000 * (i + 1)));
    return i === full - 1 ? total([window, recurrence(tokens.slice(2000 * full))]) : window;
  });
  return sum(passages.map((each) => each.N * valueOf(each, ruleset))) / count(tokens);
}

function recurrence(tokens: readonly string[]): Recurrence {
  const N = tokens.length;
  const at = (distance: number) =>
    N - new Set(tokens.map((token, i) => `${token} ${tokens[(i + distance) % N] ?? ""}`)).size;
  if (N < 25) return { N: BigInt(N), R: 0n, K: 0n };
  return {
    N: BigInt(N),
    R: BigInt(at(1)),
    K: sum([5, 6, 7, 8, 9, 10, 11, 12].map((distance) => BigInt(at(distance)))),
  };
}

function total(parts: readonly Recurrence[]): Recurrence {
  return { N: sum(parts.map(({ N }) => N)), R: sum(parts.map(({ R }) => R)), K: sum(parts.map(({ K }) => K)) };
}

function valueOf({ R, K }: Recurrence, { qL }: Ruleset): bigint {
  const x = 8n * R - K;
  return x <= 0n ? 0n : ramp((10_000n * x) / root(80_000n * (K + 8n)), qL);
}

function root(value: bigint): bigint {
  let [low, high] = [0n, value + 1n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle * middle <= value) low = middle;
    else high = middle;
  }
  return low;
}
