import { escapeMarkup } from "../escape-markup.ts";
import { frameFor } from "./frame.ts";
import { niceScale } from "./nice-scale.ts";

/** One bar: what it is called, and how long each of its parts is, from the bottom up. */
export type Bar = { readonly label: string; readonly parts: readonly number[] };

/** Bars from left to right. */
export type BarChart = {
  /** What the chart shows, for people who do not see it. */
  readonly title: string;
  readonly bars: readonly Bar[];
  /** What each part of a bar is; needed where there are several. */
  readonly series?: readonly string[];
};

/**
 * Bars that stand side by side, of one or several parts each, as SVG without style or script of its own: classes `series0`
 * and on, `grid`, `tick` are for the page to paint. Whole coordinates, so that the same numbers give the same bytes.
 */
export function barChart({ title, bars, series = [] }: BarChart): string {
  const sums = bars.map(({ parts }) => parts.reduce((sum, part) => sum + part, 0));
  const frame = frameFor(bars.length, niceScale(sums.reduce((most, sum) => Math.max(most, sum), 0)));
  const drawn = bars.flatMap(({ label, parts }, slot) => {
    let below = 0;
    return parts.map((value, part) => {
      const [bottom, top] = [frame.y(below), frame.y(below + value)];
      below += value;
      if (value === 0) return "";
      const name = series[part] === undefined ? label : `${label}, ${series[part]}`;
      return (
        `<rect class="series${part}" x="${frame.left(slot)}" y="${top}" width="${frame.width(slot)}" height="${bottom - top}">` +
        `<title>${escapeMarkup(name)}: ${value.toLocaleString("en")}</title></rect>`
      );
    });
  });
  return frame.draw(
    title,
    bars.map(({ label }) => label),
    drawn,
  );
}
