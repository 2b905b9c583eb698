import { figures, list, paragraph, type Chapter, type Markup } from "../format-page.ts";
import type { Insights } from "../gather.ts";
import { monthName } from "../local-time.ts";
import { stackedMonths } from "./by-month.ts";
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
  return stackedMonths({
    title: "Messages of yours by month",
    series: ["asking something", "other"],
    months: months.map(({ month, prompts, questions }) => ({ month, parts: [questions, prompts - questions] })),
    column: { head: "share that asks", cell: ([asking = 0, other = 0]) => percent(asking, asking + other) },
  });
}

function newThemes(news: Insights["topics"]["news"]): Markup[] {
  const title = "Themes by month";
  return stackedMonths({
    title,
    caption: `${title}: how many you came back to, and how many came up for the first time.`,
    series: ["returning", "for the first time"],
    months: news.map(({ month, fresh, returning }) => ({ month, parts: [returning, fresh] })),
  });
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
