import { divide, rampUp, squareRoot } from "./integer-math.ts";
import { qualifies, type ConversationMeasure } from "./measure-conversation.ts";
import { compareWithPassages } from "./measure-order.ts";
import type { ReasonCode } from "./reason.ts";
import type { Ruleset } from "./ruleset.ts";
import { joinPassages, type Passage } from "./passage.ts";
import { WINDOW_TOKENS } from "./text-meter.ts";

/**
 * Gives the measures of one archive with qL in their quality, in the order of {@link compareWithPassages}.
 *
 * A conversation of 2,000 tokens and more is judged by its own passages. Shorter ones that qualify otherwise are judged
 * together, in that order, in groups of at least 2,000 tokens: a short text alone cannot show whether it is language.
 */
export function judgeLanguage(measures: readonly ConversationMeasure[], ruleset: Ruleset): ConversationMeasure[] {
  const ordered = measures.toSorted(compareWithPassages);
  const short = ordered.filter((measure) => qualifies(measure) && tokensOf(measure) < WINDOW_TOKENS);
  const isTooLittle = joinPassages(short.flatMap(({ passages }) => passages)).tokens < ruleset.LT;
  const valueOf = new Map<ConversationMeasure, number>();
  for (const group of groupsOf(short)) {
    const value = isTooLittle ? 0 : valueOfPassage(joinPassages(group.flatMap(({ passages }) => passages)), ruleset);
    for (const measure of group) valueOf.set(measure, value);
  }
  return ordered.map((measure) => {
    if (!qualifies(measure)) return measure;
    const value = valueOf.get(measure);
    if (value === undefined) return withLanguage(measure, valueOfPassages(measure, ruleset), "IMPLAUSIBLE_WORDS");
    return withLanguage(measure, value, isTooLittle ? "TOO_LITTLE" : "IMPLAUSIBLE_WORDS");
  });
}

/** The least that holds enough tokens, one after another; what is left at the end belongs to the last one. */
function groupsOf(short: readonly ConversationMeasure[]): ConversationMeasure[][] {
  const groups: ConversationMeasure[][] = [];
  let open: ConversationMeasure[] = [];
  let tokens = 0;
  for (const measure of short) {
    open.push(measure);
    tokens += tokensOf(measure);
    if (tokens < WINDOW_TOKENS) continue;
    groups.push(open);
    open = [];
    tokens = 0;
  }
  const last = groups.pop() ?? [];
  return [...groups, [...last, ...open]];
}

function withLanguage(measure: ConversationMeasure, value: number, reasonForZero: ReasonCode): ConversationMeasure {
  const quality = Math.min(measure.quality, divide(value * measure.depth, 1_000));
  return value > 0 ? { ...measure, quality } : { ...measure, quality, reasons: [...measure.reasons, reasonForZero] };
}

function valueOfPassages(measure: ConversationMeasure, ruleset: Ruleset): number {
  const weighted = measure.passages.reduce((sum, each) => sum + each.tokens * valueOfPassage(each, ruleset), 0);
  return divide(weighted, tokensOf(measure));
}

/** By how many standard deviations, in hundredths, neighbours recur more often than words apart; then the ramp qL. */
function valueOfPassage({ adjacent, apart }: Passage, ruleset: Ruleset): number {
  const excess = 8 * adjacent - apart;
  if (excess <= 0) return 0;
  return rampUp(divide(10_000 * excess, squareRoot(80_000 * (apart + 8))), ruleset.qL);
}

function tokensOf(measure: ConversationMeasure): number {
  return measure.passages.reduce((sum, { tokens }) => sum + tokens, 0);
}
