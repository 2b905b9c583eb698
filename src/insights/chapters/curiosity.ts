import { barChart } from "../charts/bar-chart.ts";
import { chart, figures, legend, list, paragraph, type Chapter, type Markup } from "../format-page.ts";
import type { Insights } from "../gather.ts";
import { monthName } from "../local-time.ts";
import { monthsThrough } from "../months.ts";
import { number, percent } from "./words.ts";

/** Themes whose beginning is told: the newest. */
const MOST_BEGINNINGS = 8;

/** How much the owner asks, and how often about something new. */
export function curiosityChapter({ curiosity: { months }, topics }: Insights, isForSharing: boolean): Chapter {
  const prompts = months.reduce((sum, month) => sum + month.prompts, 0);
  const questions = months.reduce((sum, month) => sum + month.questions, 0);
  const followUps = topics.themes.reduce((sum, theme) => sum + theme.followUps, 0);
  return {
    id: "curiosity",
    title: "Curiosity over time",
    body: [
      figures([
        { value: number(questions), of: "messages that ask something" },
        { value: percent(questions, prompts), of: "of your messages" },
        { value: number(topics.themes.length), of: "themes that you came back to" },
        {
          value: topics.covered === 0 ? "–" : (followUps / topics.covered).toFixed(1),
          of: "further messages of yours in a conversation about one of them",
        },
      ]),
      ...questionsByMonth(months),
      paragraph(
        "A message asks something when a sentence in it ends with a question mark, outside of code and of quoted lines.",
        "note",
      ),
      ...newThemes(topics.news),
      ...(isForSharing ? [] : beginnings(topics.themes)),
    ],
  };
}

function questionsByMonth(months: Insights["curiosity"]["months"]): Markup[] {
  if (months.length === 0) return [];
  const byMonth = new Map(months.map((row) => [row.month, row]));
  const rows = monthsThrough(byMonth.keys()).map((month) => byMonth.get(month) ?? { month, prompts: 0, questions: 0 });
  const title = "Messages of yours by month";
  const series = ["asking something", "other"];
  return [
    chart(
      barChart({
        title,
        series,
        bars: rows.map(({ month, prompts, questions }) => ({
          label: monthName(month),
          parts: [questions, prompts - questions],
        })),
      }),
      `${title}.`,
      {
        head: ["month", "messages of yours", "asking something", "share"],
        rows: rows.map(({ month, prompts, questions }) => [
          ...[monthName(month), number(prompts), number(questions)],
          percent(questions, prompts),
        ]),
      },
      legend(series),
    ),
  ];
}

function newThemes(news: Insights["topics"]["news"]): Markup[] {
  if (news.length === 0) return [];
  const byMonth = new Map(news.map((row) => [row.month, row]));
  const rows = monthsThrough(byMonth.keys()).map((month) => byMonth.get(month) ?? { month, fresh: 0, returning: 0 });
  const title = "Themes by month";
  const series = ["returning", "for the first time"];
  return [
    chart(
      barChart({
        title,
        series,
        bars: rows.map(({ month, fresh, returning }) => ({ label: monthName(month), parts: [returning, fresh] })),
      }),
      `${title}: how many you came back to, and how many came up for the first time.`,
      {
        head: ["month", "returning", "for the first time"],
        rows: rows.map(({ month, fresh, returning }) => [monthName(month), number(returning), number(fresh)]),
      },
      legend(series),
    ),
  ];
}

function beginnings(themes: Insights["topics"]["themes"]): Markup[] {
  const begun = themes.flatMap(({ words, months: [first] }) =>
    first === undefined ? [] : [{ words, month: first[0] }],
  );
  if (begun.length === 0) return [];
  const newest = begun.sort((a, b) => b.month - a.month).slice(0, MOST_BEGINNINGS);
  return [
    paragraph("What you began to ask about, the newest first:"),
    list(newest.map(({ words, month }) => `${monthName(month)}: ${words.join(", ")}`)),
  ];
}
