import { escapeMarkup } from "../escape-markup.ts";
import { niceScale } from "./nice-scale.ts";

/** One bar: what it is called, and how long it is. */
export type Bar = { readonly label: string; readonly value: number };

/** What a chart shows, for people who do not see it, and the bars from left to right. */
export type BarChart = {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** How often a label is written below the bars; each by default. */
  readonly labelEvery?: number;
};

const [WIDTH, HEIGHT] = [720, 220];
const MARGIN = { left: 48, right: 8, top: 8, bottom: 28 } as const;

/**
 * Bars that stand side by side, as SVG without style or script of its own: classes `bar`, `grid`, `tick` are for the page to
 * paint. Whole coordinates, so that the same numbers give the same bytes.
 */
export function barChart({ title, bars, labelEvery = 1 }: BarChart): string {
  const { top, ticks } = niceScale(Math.max(0, ...bars.map(({ value }) => value)));
  const inner = { width: WIDTH - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const y = (value: number): number => Math.round(MARGIN.top + inner.height * (1 - value / top));
  const step = inner.width / Math.max(1, bars.length);
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(tick)}" y2="${y(tick)}"/>` +
      `<text class="tick" x="${MARGIN.left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick.toLocaleString("en")}</text>`,
  );
  const drawn = bars.map(({ label, value }, index) => {
    const left = Math.round(MARGIN.left + index * step);
    const width = Math.max(1, Math.round(MARGIN.left + (index + 1) * step) - left - (step > 4 ? 1 : 0));
    const bar =
      `<rect class="bar" x="${left}" y="${y(value)}" width="${width}" height="${y(0) - y(value)}">` +
      `<title>${escapeMarkup(label)}: ${value.toLocaleString("en")}</title></rect>`;
    const middle = Math.round(left + width / 2);
    const name = `<text class="tick" x="${middle}" y="${HEIGHT - 8}" text-anchor="middle">${escapeMarkup(label)}</text>`;
    return index % labelEvery === 0 ? `${bar}${name}` : bar;
  });
  return (
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeMarkup(title)}">` +
    `${grid.join("")}${drawn.join("")}</svg>`
  );
}
