import { figures, paragraph, type Chapter, type Markup } from "../format-page.ts";
import type { Glance } from "../glance.ts";
import type { Insights } from "../gather.ts";
import { UNDETERMINED } from "../languages.ts";
import { dayName, monthName } from "../local-time.ts";
import { largestByMonth } from "./by-month.ts";
import { counted, number, percent } from "./words.ts";

const MOST_LANGUAGES = 6;

/** How much there is, since when, and with which models. */
export function glanceChapter({ glance, languages, feedback, plan }: Insights, isForSharing: boolean): Chapter {
  const { own, answers, days, streak, conversations, models } = glance;
  const rated = feedback.up + feedback.down;
  return {
    id: "glance",
    title: "At a glance",
    body: [
      figures([
        { value: number(conversations), of: conversations === 1 ? "conversation" : "conversations" },
        { value: number(own.messages), of: "messages of yours" },
        { value: number(own.words), of: "words you wrote" },
        { value: number(answers.words), of: "words you got back" },
        ...(days === null ? [] : [{ value: number(days.active), of: "days on which you wrote" }]),
        ...(streak === null ? [] : [{ value: number(streak.days), of: "days in a row at most" }]),
        ...(rated === 0 ? [] : [{ value: `${feedback.up} / ${feedback.down}`, of: "answers rated good and bad" }]),
      ]),
      paragraph(spanSentence(glance, plan, isForSharing)),
      ...languageSentence(languages),
      ...largestByMonth({
        title: "Answers by month and model",
        months: models.map(({ month, answers: counts }) => ({ month, counts })),
      }),
    ],
  };
}

function spanSentence({ days, streak, months }: Glance, plan: Insights["plan"], isForSharing: boolean): string {
  const on = plan === "unknown" ? "" : ` The export says that the plan is ${plan}.`;
  if (days === null || months === null) return `No message in this export has a time.${on}`;
  if (isForSharing) return `From ${monthName(months.first)} to ${monthName(months.last)}.${on}`;
  const row =
    streak === null || streak.days < 2
      ? ""
      : ` The ${counted(streak.days, "day", "days")} in a row began on ${dayName(streak.from)}.`;
  return `From ${dayName(days.first)} to ${dayName(days.last)}.${row}${on}`;
}

/** Names of languages for people; the code where the runtime knows no name. */
const languageNames = new Intl.DisplayNames(["en"], { type: "language" });

function languageSentence(languages: Insights["languages"]): Markup[] {
  const all = languages.reduce((sum, [, conversations]) => sum + conversations, 0);
  const told = languages.slice(0, MOST_LANGUAGES).map(([language, conversations]) => {
    const name = language === UNDETERMINED ? "not told" : (languageNames.of(language) ?? language);
    return `${name} ${percent(conversations, all)}`;
  });
  return told.length === 0 ? [] : [paragraph(`Languages of your conversations: ${told.join(", ")}.`)];
}
