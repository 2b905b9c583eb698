import { isoDay } from "../primitives/calendar.ts";
import { barChart } from "./charts/bar-chart.ts";
import { heatMap } from "./charts/heat-map.ts";
import { chart, figures, paragraph, type Chapter } from "./format-page.ts";
import type { Insights } from "./gather.ts";
import { monthName } from "./local-time.ts";

const number = (value: number): string => value.toLocaleString("en");
const day = (days: number): string => isoDay(days * 86_400);
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** More names than these do not fit below a chart. */
const MOST_LABELS = 12;

/** The chapters of a report, in their order. */
export function chaptersOf(insights: Insights): Chapter[] {
  return [atAGlance(insights), rhythm(insights), curiosity(insights)];
}

function atAGlance({ glance, feedback, plan }: Insights): Chapter {
  const { own, answers, days, streak, conversations } = glance;
  return {
    id: "glance",
    title: "At a glance",
    body: [
      figures([
        { value: number(conversations), of: "conversations" },
        { value: number(own.messages), of: "messages of yours" },
        { value: number(own.words), of: "words you wrote" },
        { value: number(answers.words), of: "words you got back" },
        ...(days === null ? [] : [{ value: number(days.active), of: "days with something of yours" }]),
        ...(streak === null ? [] : [{ value: number(streak.days), of: `days in a row, from ${day(streak.from)}` }]),
        ...(feedback.up + feedback.down === 0
          ? []
          : [{ value: `${feedback.up} / ${feedback.down}`, of: "thumbs up and down" }]),
      ]),
      paragraph(
        days === null
          ? "No message in this export has a time."
          : `From ${day(days.first)} to ${day(days.last)}${plan === "unknown" ? "" : `, on the plan ${plan}`}.`,
      ),
    ],
  };
}

function rhythm({ rhythm: { hours, sessions }, timeZone }: Insights): Chapter {
  const columns = Array.from({ length: 24 }, (_, hour) => String(hour));
  const table = {
    head: ["", ...columns],
    rows: hours.map((row, index) => [weekdays[index] ?? "", ...row.map(number)]),
  };
  const title = "Your messages by weekday and hour";
  const zone = timeZone === "UTC" ? "in UTC, because no time zone was given" : `in the time zone ${timeZone}`;
  return {
    id: "rhythm",
    title: "Rhythm",
    body: [
      chart(
        heatMap({ title, rows: weekdays, columns, values: hours, labelEvery: 3 }),
        `${title}, ${zone}.`,
        table,
        true,
      ),
      figures([
        { value: number(sessions.count), of: "sessions, half an hour apart or more" },
        { value: number(sessions.medianMessages), of: "messages of yours in the median session" },
        { value: `${number(sessions.longestMinutes)} min`, of: "the longest session" },
      ]),
    ],
  };
}

function curiosity({ curiosity: { months } }: Insights): Chapter {
  const bars = months.map(({ month, questions }) => ({ label: monthName(month), value: questions }));
  const title = "Questions by month";
  const rows = months.map(({ month, prompts, questions }) => [
    monthName(month),
    number(prompts),
    number(questions),
    `${Math.round((100 * questions) / prompts)} %`,
  ]);
  const labelEvery = Math.max(1, Math.ceil(bars.length / MOST_LABELS));
  return {
    id: "curiosity",
    title: "Curiosity over time",
    body: [
      chart(barChart({ title, bars, labelEvery }), `${title}.`, {
        head: ["month", "messages of yours", "questions", "share"],
        rows,
      }),
      paragraph(
        "A question is a message in which a sentence ends with a question mark, outside of code and quotations.",
        "note",
      ),
    ],
  };
}
