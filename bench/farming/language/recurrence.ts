import { judgeLanguage } from "../../../src/scoring/language.ts";
import type { ConversationMeasure } from "../../../src/scoring/measure-conversation.ts";
import { passagesOf } from "../../../src/scoring/passage.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { createTokeniser } from "../../../src/scoring/tokenise.ts";
import { VocabularyCounter } from "../../../src/scoring/vocabulary.ts";
import type { SeededRandom } from "../../../src/synthetic/seeded-random.ts";

/** The tokens of a text, as scoring cuts it. */
export function tokensOf(text: string): string[] {
  const decoder = new TextDecoder();
  const tokens: string[] = [];
  createTokeniser((bytes, length) => tokens.push(decoder.decode(bytes.subarray(0, length))))(text);
  return tokens;
}

/** The tokens in no order. */
export function shuffle(tokens: readonly string[], random: SeededRandom): string[] {
  const dealt = [...tokens];
  for (let i = dealt.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [dealt[i], dealt[j]] = [dealt[j] ?? "", dealt[i] ?? ""];
  }
  return dealt;
}

/** The mean qL in ‰ of conversations with these tokens, as the conversations of one archive. */
export function languageOf(conversations: readonly (readonly string[])[]): number {
  const judged = judgeLanguage(conversations.map(measured), rulesetV1);
  return judged.reduce((sum, { quality }) => sum + quality, 0) / judged.length;
}

const counter = new VocabularyCounter();

/** A conversation that is perfect but for its language. */
function measured(tokens: readonly string[], position: number): ConversationMeasure {
  for (const token of tokens) {
    const bytes = new TextEncoder().encode(token);
    counter.add(bytes, bytes.length);
  }
  return {
    id: String(position),
    time: position,
    volume: 1,
    quality: 1_000,
    depth: 1_000,
    passages: passagesOf(counter.take()),
    consistency: 1_000,
    fingerprints: new Float64Array(),
    models: [],
    modelled: false,
    scriptTokens: new Uint32Array(),
    reasons: [],
  };
}
