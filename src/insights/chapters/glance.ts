import { barChart } from "../charts/bar-chart.ts";
import { chart, figures, legend, paragraph, type Chapter, type Markup } from "../format-page.ts";
import type { Glance } from "../glance.ts";
import type { Insights } from "../gather.ts";
import { monthName } from "../local-time.ts";
import { monthsThrough } from "../months.ts";
import { counted, dayName, number } from "./words.ts";

/** Models that a chart tells apart; the others are one. */
const MOST_MODELS = 5;

/** How much there is, since when, and with which models. */
export function glanceChapter({ glance, feedback, plan }: Insights, isForSharing: boolean): Chapter {
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
      ...modelsOverTime(models),
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

function modelsOverTime(models: Glance["models"]): Markup[] {
  if (models.length === 0) return [];
  const total = new Map<string, number>();
  for (const { answers } of models)
    for (const [model, count] of answers) total.set(model, (total.get(model) ?? 0) + count);
  const names = [...total].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  const shown = names.slice(0, MOST_MODELS);
  const series = names.length > shown.length ? [...shown, "others"] : shown;
  const byMonth = new Map(models.map(({ month, answers }) => [month, new Map(answers)]));
  const rows = monthsThrough(byMonth.keys()).map((month) => {
    const answers = byMonth.get(month) ?? new Map<string, number>();
    const known = shown.map((name) => answers.get(name) ?? 0);
    const rest =
      [...answers.values()].reduce((sum, count) => sum + count, 0) - known.reduce((sum, count) => sum + count, 0);
    return { month, parts: series.length > shown.length ? [...known, rest] : known };
  });
  const title = "Answers by month and model";
  return [
    chart(
      barChart({ title, series, bars: rows.map(({ month, parts }) => ({ label: monthName(month), parts })) }),
      `${title}.`,
      { head: ["month", ...series], rows: rows.map(({ month, parts }) => [monthName(month), ...parts.map(number)]) },
      { before: legend(series) },
    ),
  ];
}
