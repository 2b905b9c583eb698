import type { UseKind, UseWords } from "./use-kinds.ts";
import { businessWords } from "./use-words/business.ts";
import { companyWords } from "./use-words/company.ts";
import { creativeWords } from "./use-words/creative.ts";
import { factsWords } from "./use-words/facts.ts";
import { healthWords } from "./use-words/health.ts";
import { homeWords } from "./use-words/home.ts";
import { learningWords } from "./use-words/learning.ts";
import { moneyWords } from "./use-words/money.ts";
import { planningWords } from "./use-words/planning.ts";
import { programmingWords } from "./use-words/programming.ts";
import { translationWords } from "./use-words/translation.ts";
import { writingWords } from "./use-words/writing.ts";

/** The table of words; of equal points, the kind that stands first here wins. */
export const useWords: Readonly<Record<Exclude<UseKind, "other">, UseWords>> = {
  translation: translationWords,
  programming: programmingWords,
  creative: creativeWords,
  writing: writingWords,
  health: healthWords,
  home: homeWords,
  money: moneyWords,
  business: businessWords,
  planning: planningWords,
  company: companyWords,
  learning: learningWords,
  facts: factsWords,
};
