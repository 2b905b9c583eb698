import { WINDOW_TOKENS, type TextWindow } from "./text-meter.ts";

/** A stretch of text that qL judges as one. */
export type Passage = Omit<TextWindow, "types">;

/** The windows of a conversation as passages; a last one that is not full is joined to the one before it. */
export function passagesOf(windows: readonly TextWindow[]): readonly Passage[] {
  const passages = windows.map(({ tokens, adjacent, apart }) => ({ tokens, adjacent, apart }));
  const last = passages.at(-1);
  if (last === undefined || passages.length === 1 || last.tokens === WINDOW_TOKENS) return passages;
  return [...passages.slice(0, -2), joinPassages(passages.slice(-2))];
}

/** Several passages as one. */
export function joinPassages(passages: readonly Passage[]): Passage {
  const total = (count: (passage: Passage) => number) => passages.reduce((sum, passage) => sum + count(passage), 0);
  return {
    tokens: total((each) => each.tokens),
    adjacent: total((each) => each.adjacent),
    apart: total((each) => each.apart),
  };
}
