import { divide, permille, rampDown, rampUp } from "./integer-math.ts";
import type { Ruleset } from "./ruleset.ts";
import type { TextWindow } from "./text-meter.ts";

type CountedWindow = Pick<TextWindow, "tokens" | "types">;

/** Fewer tokens than this are too few to judge: the conversation earns nothing. */
export const LEAST_TOKENS = 50;
/** Windows shorter than this have naturally few repeated words: only the upper ramp of short texts applies. */
const SHORT_WINDOW_TOKENS = 150;

/** qU in ‰: how far the text of one conversation is not a repetition of itself. */
export function distinctShingles(distinct: number, sampled: number, ruleset: Ruleset): number {
  return rampUp(permille(distinct, sampled), ruleset.qU);
}

/** qA in ‰: how far the text consists of letters of any script. */
export function letterShare(letters: number, codePoints: number, ruleset: Ruleset): number {
  return rampUp(permille(letters, codePoints), ruleset.qA);
}

/**
 * qT in ‰: how far words recur as often as in written language, over all windows by their tokens.
 *
 * Too few distinct words is a template, too many is noise. A last window of fewer than {@link SHORT_WINDOW_TOKENS} tokens
 * is not judged when there is another.
 */
export function vocabularyBand(windows: readonly CountedWindow[], ruleset: Ruleset): number {
  const judged = windows.filter(({ tokens }) => windows.length === 1 || tokens >= SHORT_WINDOW_TOKENS);
  const tokens = judged.reduce((sum, window) => sum + window.tokens, 0);
  const weighted = judged.reduce((sum, window) => sum + window.tokens * windowBand(window, ruleset), 0);
  return tokens < LEAST_TOKENS ? 0 : divide(weighted, tokens);
}

function windowBand({ tokens, types }: CountedWindow, ruleset: Ruleset): number {
  const ratio = permille(types, tokens);
  if (tokens < SHORT_WINDOW_TOKENS) return rampDown(ratio, ruleset.qTShort);
  return Math.min(rampUp(ratio, ruleset.qT), rampDown(ratio, ruleset.qTHigh));
}

/** qD in ‰: how deep the conversation goes, by its turns. */
export function depth(turns: number, ruleset: Ruleset): number {
  return ruleset.qD[Math.min(turns, ruleset.qD.length - 1)] ?? 0;
}
