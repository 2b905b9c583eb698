import { sparkBars } from "../charts/spark-bars.ts";
import { entries, list, paragraph, sameAsTable, type Chapter, type Markup } from "../format-page.ts";
import type { Insights } from "../gather.ts";
import { monthName } from "../local-time.ts";
import { monthsThrough } from "../months.ts";
import { counted, number, percent } from "./words.ts";

const MOST_THEMES = 12;
const MOST_LANGUAGES = 10;
const MOST_MONTHS = 24;

/** What the owner comes back to. Themes are words of the owner's, so a report for others tells their number only. */
export function topicsChapter({ topics, glance, codeLanguages }: Insights, isForSharing: boolean): Chapter {
  const { themes, covered } = topics;
  return {
    id: "topics",
    title: "What you come back to",
    body: [
      paragraph(
        themes.length === 0
          ? "Nothing recurs often enough to be called a theme: that takes words which three conversations share."
          : `${counted(themes.length, "theme", "themes")} in ${number(covered)} of ${counted(glance.conversations, "conversation", "conversations")} (${percent(covered, glance.conversations)}).`,
      ),
      ...(isForSharing ? [] : [...themeEntries(topics.themes), ...monthlyWords(topics.monthly)]),
      paragraph(
        "Themes are found in your own words and the titles, without any list of topics and without asking a model: words that crowd in few conversations instead of being spread over all, and that stand together.",
        "note",
      ),
      ...code(codeLanguages),
    ],
  };
}

function themeEntries(themes: Insights["topics"]["themes"]): Markup[] {
  const shown = themes.slice(0, MOST_THEMES);
  if (shown.length === 0) return [];
  const months = monthsThrough(shown.flatMap((theme) => theme.months.map(([month]) => month)));
  const [first, last] = [months[0], months.at(-1)];
  return [
    entries(
      shown.map(({ words, conversations, months: counts, titles }) => {
        const byMonth = new Map(counts);
        const span = first === undefined || last === undefined ? "" : `, ${monthName(first)} to ${monthName(last)}`;
        return {
          name: words.join(", "),
          detail: counted(conversations, "conversation", "conversations"),
          drawing: sparkBars(
            `Conversations by month${span}`,
            months.map((month) => byMonth.get(month) ?? 0),
          ),
          notes: titles,
        };
      }),
    ),
    sameAsTable(
      ["month", ...shown.map(({ words }) => words[0] ?? "")],
      months.map((month) => [
        monthName(month),
        ...shown.map(({ months: counts }) => number(new Map(counts).get(month) ?? 0)),
      ]),
    ),
  ];
}

function monthlyWords(monthly: Insights["topics"]["monthly"]): Markup[] {
  const telling = monthly.filter(({ terms }) => terms.length > 0).slice(-MOST_MONTHS);
  if (telling.length === 0) return [];
  return [
    paragraph("Words that stood out in a month, compared with your other months:"),
    list(telling.map(({ month, terms }) => `${monthName(month)}: ${terms.join(", ")}`)),
  ];
}

function code(languages: Insights["codeLanguages"]): Markup[] {
  if (languages.length === 0) return [];
  const shown = languages.slice(0, MOST_LANGUAGES);
  return [
    paragraph("Languages of code, by the conversations in which a block names them:"),
    list(shown.map(([language, conversations]) => `${language}: ${number(conversations)}`)),
  ];
}
