import type { SkipReason } from "../export/archive-report.ts";
import type { ReasonCode } from "../scoring/reason.ts";

/** What a reason says to the person whose export it is. */
const explanations: Readonly<Record<ReasonCode, string>> = {
  NO_CONVERSATION: "the export holds no conversation",
  NO_TURN: "conversations without a question and its answer",
  TOO_SHORT: "conversations of fewer than 50 words",
  REPEATED_TEXT: "conversations that repeat the same text",
  FEW_LETTERS: "conversations of signs and numbers rather than words",
  IMPLAUSIBLE_WORDS: "conversations whose words do not read like a language",
  TOO_LITTLE: "short conversations that are too few yet to judge; they count once there are more",
  INCONSISTENT: "conversations whose times and ids contradict each other",
  NOT_SAMPLED: "conversations too short for the sample",
  NOT_FRESH: "conversations whose text stands in an earlier one",
  NO_DATE: "conversations without a date; together they count as one day",
  CONVERSATION_CAP: "conversations longer than what one may earn",
  DAY_CAP: "days with more than one day may earn",
  ROUNDED_TO_ZERO: "conversations worth less than one unit",
  MAIL_TOO_LARGE: "the mail is larger than any export mail",
  MAIL_MALFORMED: "the mail cannot be read; save it again as it was received",
  MAIL_FIELD_REPEATED: "the mail has a line twice that it may have once",
  MAIL_OTHER_SENDER: "the mail is from another sender",
  MAIL_OTHER_SUBJECT: "the mail is not the one that announces an export",
  MAIL_OTHER_MAILBOX: "the mail went to another address than the export's account has",
  MAIL_FROM_FUTURE: "the mail is dated after the contribution",
  MAIL_TOO_OLD: "the mail is too old; ask for a new export",
  MAIL_UNSIGNED: "the sender's signature is missing, as in a forwarded mail",
  MAIL_SIGNATURE_REFUSED: "the signature is of a kind that is not accepted",
  MAIL_BODY_LENGTH: "the signature covers a part of the mail only",
  MAIL_FIELD_UNSIGNED: "the signature leaves sender, receiver, subject or date out",
  MAIL_EXPIRED: "the signature has expired",
  MAIL_KEY_UNKNOWN: "the signing key is not adopted for the day of the mail",
  MAIL_SIGNATURE_WRONG: "the mail was changed after it was signed",
  MAIL_USED_BEFORE: "the mail counted for another owner before",
};

/** Why the reader left elements of the export out. */
const skips: Readonly<Record<SkipReason, string>> = {
  BAD_JSON: "elements that are no valid JSON",
  TOO_LARGE: "conversations larger than any is read",
  TOO_DEEP: "conversations nested too deeply",
  TOO_MANY_VALUES: "conversations of too many values",
  TOO_MANY_NODES: "conversations of too many messages",
  NOT_AN_OBJECT: "elements that are no objects",
  NO_MAPPING: "elements without messages",
  DUPLICATE_ID: "conversations of an id that came before",
};

/** Least grade and what it means. */
const grades: readonly (readonly [from: number, word: string])[] = [
  [800, "an outstanding history"],
  [650, "a rich history"],
  [500, "a solid history"],
  [300, "a light history"],
  [1, "a beginning"],
  [0, "nothing that can be counted yet"],
];

/** A reason in words. */
export function explainReason(code: ReasonCode): string {
  return explanations[code];
}

/** A grade in words. */
export function gradeWord(grade: number): string {
  return grades.find(([from]) => grade >= from)?.[1] ?? "";
}

/** What `reason` says to the person whose export it is. */
export function explainSkip(reason: SkipReason): string {
  return skips[reason];
}
