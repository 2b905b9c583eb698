import { escapeMarkup } from "../escape-markup.ts";
import { frameFor } from "./frame.ts";

/** One point: what it is called and where it stands; null where there is none. */
export type Point = { readonly label: string; readonly value: number | null };

/** Points from left to right between two values. */
export type LineChart = {
  /** What the chart shows, for people who do not see it. */
  readonly title: string;
  readonly points: readonly Point[];
  /** Values that the axis names, ascending, its lowest and highest among them. */
  readonly ticks: readonly number[];
};

/** Points joined by a line, which breaks where there is none: as SVG without style of its own, classes `line` and `point`. */
export function lineChart({ title, points, ticks }: LineChart): string {
  const frame = frameFor(points.length, { ticks, bottom: ticks.at(0) ?? 0, top: ticks.at(-1) ?? 1 });
  const x = (slot: number): number => Math.round(frame.left(slot) + frame.width(slot) / 2);
  const strokes: string[] = [];
  points.forEach(({ value }, slot) => {
    const before = points[slot - 1]?.value ?? null;
    if (value === null || before === null) return;
    strokes.push(`M${x(slot - 1)} ${frame.y(before)}L${x(slot)} ${frame.y(value)}`);
  });
  const dots = points.map(({ label, value }, slot) =>
    value === null
      ? ""
      : `<circle class="point" cx="${x(slot)}" cy="${frame.y(value)}" r="3">` +
        `<title>${escapeMarkup(label)}: ${value.toLocaleString("en")}</title></circle>`,
  );
  return frame.draw(
    title,
    points.map(({ label }) => label),
    [strokes.length === 0 ? "" : `<path class="line" d="${strokes.join("")}"/>`, ...dots],
  );
}
