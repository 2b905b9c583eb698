import { expect } from "chai";
import { TextMeter, type TextCounts, type TextWindow } from "../../../src/scoring/text-meter.ts";
import { KEY } from "./synthetic-archive.ts";

/** What one message amounts to. */
export function scanOne(text: string): TextCounts {
  const found: TextCounts[] = [];
  new TextMeter(KEY, 1).measure((scan) => found.push(scan(text)));
  return found[0]!;
}

/** The sampled fingerprints of a conversation with these messages. */
export function sampleOf(messages: readonly string[], S: number, key: Uint8Array = KEY): number[] {
  return [...new TextMeter(key, S).measure(eachOf(messages)).sampled];
}

/** The windows of a conversation with these messages. */
export function windowsOf(...messages: readonly string[]): readonly TextWindow[] {
  return new TextMeter(KEY, 1).measure(eachOf(messages)).windows;
}

/** Reads the messages one after another. */
export function eachOf(messages: readonly string[]): (scan: (text: string) => TextCounts) => void {
  return (scan) => {
    for (const text of messages) scan(text);
  };
}

/**
 * Expects `text` to have these tokens: as many, and behind four words that make a shingle end at each of them, the same
 * fingerprints as the tokens set apart by spaces.
 */
export function expectTokens(text: string, tokens: readonly string[]): void {
  const behind = (words: string) => sampleOf([`q q q q ${words}`], 1);
  expect(scanOne(text).tokens, text).to.equal(tokens.length);
  expect(behind(text), text).to.deep.equal(behind(tokens.join(" ")));
}
