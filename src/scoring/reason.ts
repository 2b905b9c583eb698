/**
 * Why a conversation, or the archive, earned nothing or less than its volume. Stable codes, published with a score; they
 * say nothing about words, dates or people.
 *
 * - `NO_CONVERSATION` the archive holds none.
 * - `NO_TURN` no user message with an answer. `TOO_SHORT` fewer than 50 tokens.
 * - `REPEATED_TEXT` qU is 0. `FEW_LETTERS` qA is 0. `IMPLAUSIBLE_WORDS` qT or qL is 0. `INCONSISTENT` C is 0.
 * - `NOT_SAMPLED` the key selected none of its shingles. `NOT_FRESH` all that it selected had been counted before.
 * - `NO_DATE` no plausible time, so it shares day bucket 0.
 * - `CONVERSATION_CAP` more volume than CC. `DAY_CAP` some day reached DC. `ROUNDED_TO_ZERO` less than one unit.
 */
export type ReasonCode =
  | "NO_CONVERSATION"
  | "NO_TURN"
  | "TOO_SHORT"
  | "REPEATED_TEXT"
  | "FEW_LETTERS"
  | "IMPLAUSIBLE_WORDS"
  | "INCONSISTENT"
  | "NOT_SAMPLED"
  | "NOT_FRESH"
  | "NO_DATE"
  | "CONVERSATION_CAP"
  | "DAY_CAP"
  | "ROUNDED_TO_ZERO";
