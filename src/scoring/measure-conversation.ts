import { consistency } from "./consistency.ts";
import { passagesOf, type Passage } from "./passage.ts";
import { plausibleTime } from "./plausible-time.ts";
import { depth, distinctShingles, LEAST_TOKENS, letterShare, vocabularyBand } from "./quality.ts";
import { divide, permille } from "./integer-math.ts";
import type { ReasonCode } from "./reason.ts";
import type { Ruleset } from "./ruleset.ts";
import type { ScorableConversation, ScorableMessage } from "./scorable.ts";
import { SHINGLE_TOKENS, TextMeter, type TextCounts } from "./text-meter.ts";
import { rawVolume, turnsOf } from "./volume.ts";

/** From this share on, the answers of a conversation count as naming their model, in ‰. */
const MODELLED_SHARE = 800;

/** All that scoring needs to know of one conversation, without any text. Independent of what was counted before. */
export type ConversationMeasure = {
  readonly id: string;
  /** Unix seconds of its creation, else of its earliest message, else 0. */
  readonly time: number;
  /** v: volume after the cap CC. */
  readonly volume: number;
  /** q in ‰; of a conversation alone, before {@link judgeLanguage}, without qL. */
  readonly quality: number;
  /** qD in ‰. */
  readonly depth: number;
  /** The stretches of text that qL judges. */
  readonly passages: readonly Passage[];
  /** C in ‰. */
  readonly consistency: number;
  /** Sampled fingerprints, distinct, ascending. */
  readonly fingerprints: Float64Array;
  /** Distinct models named by its answers. */
  readonly models: readonly string[];
  /** Whether at least 80 % of its answers name their model. */
  readonly modelled: boolean;
  /** Tokens by script. */
  readonly scriptTokens: Uint32Array;
  /** What is known before freshness is. */
  readonly reasons: readonly ReasonCode[];
};

/** What settling needs of a measure: all but what only the bonuses and qL look at, which are known before. */
export type SettleableMeasure = Omit<
  ConversationMeasure,
  "models" | "modelled" | "scriptTokens" | "depth" | "passages"
>;

/** What a measure depends on beside the conversation. */
export type MeasureContext = {
  readonly ruleset: Ruleset;
  /** 16 bytes, shared by the validators and nobody else. */
  readonly fingerprintKey: Uint8Array;
  /** Unix seconds of the block whose event set the contribution's version: no message can be younger. */
  readonly submittedAt: number;
};

/**
 * Gives the function that measures conversations, one after another, in one reused set of buffers.
 *
 * @throws {InvalidInputError} `SCORING_KEY_LENGTH` when the fingerprint key is not 16 bytes.
 */
export function createConversationMeter(
  context: MeasureContext,
): (conversation: ScorableConversation) => ConversationMeasure {
  const meter = new ConversationMeter(context);
  return (conversation) => meter.measure(conversation);
}

/** Whether a conversation is worth anything apart from freshness: only then it claims its text and counts for bonuses. */
export function qualifies(measure: SettleableMeasure): boolean {
  return measure.volume > 0 && measure.quality > 0 && measure.consistency > 0;
}

class ConversationMeter {
  readonly #context: MeasureContext;
  readonly #meter: TextMeter;

  constructor(context: MeasureContext) {
    this.#context = context;
    this.#meter = new TextMeter(context.fingerprintKey, context.ruleset.S);
  }

  measure(conversation: ScorableConversation): ConversationMeasure {
    const { ruleset, submittedAt } = this.#context;
    const text = new ScoredText(ruleset);
    const { sampled, windows, scriptTokens } = this.#meter.measure((scan) => {
      for (const message of conversation.messages) {
        if (!message.hidden && (message.role === "user" || message.role === "assistant")) {
          text.add(message, scan(message.text));
        }
      }
    });
    const fingerprints = distinctAscending(sampled);
    const criteria = {
      qD: depth(turnsOf(text.volume), ruleset),
      tokens: text.tokens,
      sampled: sampled.length,
      qU: distinctShingles(fingerprints.length, sampled.length, ruleset),
      qA: letterShare(text.letters, text.codePoints, ruleset),
      qT: vocabularyBand(windows, ruleset),
      C: text.scored.length === 0 ? 1_000 : consistency(conversation, text.scored, submittedAt, ruleset),
    };
    const raw = rawVolume(text.volume, ruleset);
    const time = timeOf(conversation, submittedAt);
    const reasons = zeroReasons(criteria);
    if (time === 0) reasons.push("NO_DATE");
    if (raw > ruleset.CC) reasons.push("CONVERSATION_CAP");
    return {
      id: conversation.id,
      time,
      volume: Math.min(raw, ruleset.CC),
      quality: divide(Math.min(criteria.qU, criteria.qA, criteria.qT) * criteria.qD, 1_000),
      depth: criteria.qD,
      passages: passagesOf(windows),
      consistency: criteria.C,
      fingerprints,
      ...modelsOf(text.scored),
      scriptTokens,
      reasons,
    };
  }
}

/** What the messages of a conversation amount to together. */
class ScoredText {
  readonly #caps: Pick<Ruleset, "UM" | "AM">;
  readonly volume = { userBytes: 0, assistantBytes: 0, userMessages: 0, assistantMessages: 0 };
  /** The messages that count: by the user or the assistant, not hidden, with at least one token. */
  readonly scored: ScorableMessage[] = [];
  tokens = 0;
  letters = 0;
  codePoints = 0;

  constructor(caps: Pick<Ruleset, "UM" | "AM">) {
    this.#caps = caps;
  }

  add(message: ScorableMessage, { tokens, letters, codePoints, bytes }: TextCounts): void {
    if (tokens === 0) return;
    // A text without a shingle could be anybody's: it makes a turn, but it is worth nothing.
    const worth = tokens < SHINGLE_TOKENS ? 0 : bytes;
    this.scored.push(message);
    this.tokens += tokens;
    this.letters += letters;
    this.codePoints += codePoints;
    if (message.role === "user") {
      this.volume.userMessages++;
      this.volume.userBytes += Math.min(worth, this.#caps.UM);
    } else {
      this.volume.assistantMessages++;
      this.volume.assistantBytes += Math.min(worth, this.#caps.AM);
    }
  }
}

type Criteria = {
  readonly qD: number;
  readonly tokens: number;
  readonly sampled: number;
  readonly qU: number;
  readonly qA: number;
  readonly qT: number;
  readonly C: number;
};

function zeroReasons(criteria: Criteria): ReasonCode[] {
  const reasons: ReasonCode[] = [];
  const long = criteria.tokens >= LEAST_TOKENS;
  if (criteria.qD === 0) reasons.push("NO_TURN");
  if (!long) reasons.push("TOO_SHORT");
  if (criteria.sampled === 0) reasons.push("NOT_SAMPLED");
  else if (criteria.qU === 0) reasons.push("REPEATED_TEXT");
  if (long && criteria.qA === 0) reasons.push("FEW_LETTERS");
  if (long && criteria.qT === 0) reasons.push("IMPLAUSIBLE_WORDS");
  if (criteria.C === 0) reasons.push("INCONSISTENT");
  return reasons;
}

function timeOf(conversation: ScorableConversation, submittedAt: number): number {
  const own = plausibleTime(conversation.createdAt, submittedAt);
  if (own !== null) return own;
  let earliest: number | null = null;
  for (const message of conversation.messages) {
    const time = plausibleTime(message.createdAt, submittedAt);
    if (time !== null && (earliest === null || time < earliest)) earliest = time;
  }
  return earliest ?? 0;
}

function modelsOf(scored: readonly ScorableMessage[]): Pick<ConversationMeasure, "models" | "modelled"> {
  const answers = scored.filter((message) => message.role === "assistant");
  const named = answers.map((message) => message.model).filter((model) => model !== null && model !== "");
  const models = [...new Set(named)].filter((model) => model !== null);
  return { models, modelled: permille(named.length, answers.length) >= MODELLED_SHARE };
}

function distinctAscending(fingerprints: Float64Array): Float64Array {
  const ascending = fingerprints.toSorted();
  let distinct = 0;
  for (let i = 0; i < ascending.length; i++) {
    const fingerprint = ascending[i] ?? 0;
    if (i === 0 || fingerprint !== ascending[distinct - 1]) ascending[distinct++] = fingerprint;
  }
  return ascending.slice(0, distinct);
}
