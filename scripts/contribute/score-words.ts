import type { ReasonCode } from "../../src/scoring/reason.ts";

/** What a reason says to the person whose export it is. */
const explanations: Readonly<Record<ReasonCode, string>> = {
  NO_CONVERSATION: "the export holds no conversation",
  NO_TURN: "conversations without a question and its answer",
  TOO_SHORT: "conversations of fewer than 50 words",
  REPEATED_TEXT: "conversations that repeat the same text",
  FEW_LETTERS: "conversations of signs and numbers rather than words",
  IMPLAUSIBLE_WORDS: "conversations whose words do not read like a language",
  INCONSISTENT: "conversations whose times and ids contradict each other",
  NOT_SAMPLED: "conversations too short for the sample",
  NOT_FRESH: "conversations whose text stands in an earlier one",
  NO_DATE: "conversations without a date; together they count as one day",
  CONVERSATION_CAP: "conversations longer than what one may earn",
  DAY_CAP: "days with more than one day may earn",
  ROUNDED_TO_ZERO: "conversations worth less than one unit",
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
