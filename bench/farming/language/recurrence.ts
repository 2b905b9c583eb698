import { judgeLanguage } from "../../../src/scoring/language.ts";
import type { ConversationMeasure } from "../../../src/scoring/measure-conversation.ts";
import { passagesOf } from "../../../src/scoring/passage.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { TextMeter } from "../../../src/scoring/text-meter.ts";
import type { SeededRandom } from "../../../src/synthetic/seeded-random.ts";
import { readText } from "../../../test/src/scoring/naive/text.ts";

/** The tokens of a text, as scoring cuts it. */
export function tokensOf(text: string): string[] {
  return [...readText(text).tokens];
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

const meter = new TextMeter(new Uint8Array(16), rulesetV1.S);

/** A conversation that is perfect but for its language. */
function measured(tokens: readonly string[], position: number): ConversationMeasure {
  const { windows } = meter.measure((scan) => void scan(tokens.join(" ")));
  return {
    id: String(position),
    time: position,
    volume: 1,
    quality: 1_000,
    depth: 1_000,
    passages: passagesOf(windows),
    consistency: 1_000,
    fingerprints: new Float64Array(),
    models: [],
    modelled: false,
    scriptTokens: new Uint32Array(),
    reasons: [],
  };
}
