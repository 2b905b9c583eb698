/**
 * Why a conversation, or the archive, earned nothing or less than its volume. Stable codes, published with a score; they
 * say nothing about words, dates or people.
 *
 * - `NO_CONVERSATION` the archive holds none.
 * - `NO_TURN` no user message with an answer. `TOO_SHORT` fewer than 50 tokens.
 * - `REPEATED_TEXT` qU is 0. `FEW_LETTERS` qA is 0. `IMPLAUSIBLE_WORDS` qT or qL is 0. `INCONSISTENT` C is 0.
 * - `TOO_LITTLE` all short conversations together have too few words to show that they are language.
 * - `NOT_SAMPLED` the key selected none of its shingles. `NOT_FRESH` all that it selected had been counted before.
 * - `NO_DATE` no plausible time, so it shares day bucket 0.
 * - `CONVERSATION_CAP` more volume than CC. `DAY_CAP` some day reached DC. `ROUNDED_TO_ZERO` less than one unit.
 * - {@link MailReason} an export mail came with the archive and does not count.
 *
 * Score files number them by their place here (docs/scoring.md §10): the list grows at its end alone, up to 48.
 */
export const reasonCodes = [
  "NO_CONVERSATION",
  "NO_TURN",
  "TOO_SHORT",
  "REPEATED_TEXT",
  "FEW_LETTERS",
  "IMPLAUSIBLE_WORDS",
  "TOO_LITTLE",
  "INCONSISTENT",
  "NOT_SAMPLED",
  "NOT_FRESH",
  "NO_DATE",
  "CONVERSATION_CAP",
  "DAY_CAP",
  "ROUNDED_TO_ZERO",
  "MAIL_TOO_LARGE",
  "MAIL_MALFORMED",
  "MAIL_FIELD_REPEATED",
  "MAIL_OTHER_SENDER",
  "MAIL_OTHER_SUBJECT",
  "MAIL_OTHER_MAILBOX",
  "MAIL_FROM_FUTURE",
  "MAIL_TOO_OLD",
  "MAIL_UNSIGNED",
  "MAIL_SIGNATURE_REFUSED",
  "MAIL_BODY_LENGTH",
  "MAIL_FIELD_UNSIGNED",
  "MAIL_EXPIRED",
  "MAIL_KEY_UNKNOWN",
  "MAIL_SIGNATURE_WRONG",
  "MAIL_USED_BEFORE",
] as const;

/** One of {@link reasonCodes}. */
export type ReasonCode = (typeof reasonCodes)[number];

/**
 * Why an export mail does not count, so that the archive stays self-declared (docs/authenticity.md). They name a rule and
 * never an address, a subject or a time.
 */
export type MailReason = Extract<ReasonCode, `MAIL_${string}`>;

/** Whether a reason is about an export mail. */
export function isMailReason(code: ReasonCode): code is MailReason {
  return code.startsWith("MAIL_");
}
