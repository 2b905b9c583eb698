import { lineChart } from "../charts/line-chart.ts";
import { chart, figures, paragraph, type Chapter, type Markup } from "../format-page.ts";
import type { Insights } from "../gather.ts";
import { monthName } from "../local-time.ts";
import { monthsThrough } from "../months.ts";
import type { ToneFigures } from "../tone.ts";
import { stackedMonths } from "./by-month.ts";
import { number, percent } from "./words.ts";

/** Single words go to five, months stay near the middle: the axis ends at one where that is enough, else at three. */
const NEAR = [-1, -0.5, 0, 0.5, 1];
const FAR = [-3, -2, -1, 0, 1, 2, 3];

/** How friendly the words of the owner are, month by month, and how much of them could be judged. */
export function toneChapter({ tone: { all, months } }: Insights): Chapter {
  const judged = judgedOf(all);
  return {
    id: "tone",
    title: "Tone over time",
    body: [
      ...(judged === 0 ? [] : toldTone(all, months)),
      paragraph(
        judged === 0
          ? "None of your messages could be judged: their language has no list of words here, or they have none of its words."
          : `${number(judged)} of ${number(all.messages)} messages of yours could be judged; ` +
              `${percent(all.readablePermille, 1_000)} of your text is in a language with a list of words, and ` +
              `${percent(all.ratedPermille, 1_000)} of those words stand in it.`,
      ),
      paragraph(
        "Each rated word counts from −5 to 5 (the AFINN lists), turned around behind a negation. That sees neither irony " +
          "nor what a text is about: a calm question about an illness counts as unfriendly words.",
        "note",
      ),
    ],
  };
}

function toldTone(all: ToneFigures, months: Insights["tone"]["months"]): Markup[] {
  const byMonth = new Map(months.map((each) => [each.month, each]));
  const rows = monthsThrough(byMonth.keys()).map((month) => ({ month, figures: byMonth.get(month) }));
  const isNear = months.every(({ meanHundredths }) => Math.abs(meanHundredths ?? 0) <= 100);
  const line = `The tone of your words by month, from −${isNear ? 1 : 3} to ${isNear ? 1 : 3}`;
  return [
    figures([
      { value: inWords(all.meanHundredths), of: "on a scale from −5 to 5" },
      { value: number(all.positive), of: "friendly messages" },
      { value: number(all.mixed), of: "mixed" },
      { value: number(all.negative), of: "unfriendly" },
    ]),
    ...(rows.length === 0
      ? []
      : [
          chart(
            lineChart({
              title: line,
              ticks: isNear ? NEAR : FAR,
              points: rows.map(({ month, figures: found }) => ({
                label: monthName(month),
                value: onAxis(found?.meanHundredths ?? null),
              })),
            }),
            `${line}.`,
            {
              head: ["month", "tone"],
              rows: rows.map(({ month, figures: found }) => [monthName(month), inWords(found?.meanHundredths ?? null)]),
            },
          ),
        ]),
    ...stackedMonths({
      title: "Messages by month and tone",
      series: ["friendly", "mixed", "unfriendly"],
      months: months.map(({ month, positive, mixed, negative }) => ({ month, parts: [positive, mixed, negative] })),
    }),
  ];
}

function judgedOf({ positive, mixed, negative }: ToneFigures): number {
  return positive + mixed + negative;
}

function onAxis(hundredths: number | null): number | null {
  return hundredths === null ? null : Math.min(3, Math.max(-3, hundredths / 100));
}

/** Hundredths as `0.42`, with the sign of mathematics. */
function inWords(hundredths: number | null): string {
  return hundredths === null ? "–" : (hundredths / 100).toFixed(2).replace("-", "−");
}
