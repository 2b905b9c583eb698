import { escapeMarkup } from "../escape-markup.ts";
import type { Scale } from "./nice-scale.ts";

const [WIDTH, HEIGHT] = [720, 220];
const MARGIN = { left: 48, right: 8, top: 8, bottom: 28 } as const;
/** More names than these do not fit below a chart. */
const MOST_LABELS = 12;

/** Where things stand in a chart of slots from left to right and of values from bottom to top. Whole coordinates. */
export type Frame = {
  readonly left: (slot: number) => number;
  readonly width: (slot: number) => number;
  readonly y: (value: number) => number;
  /** The whole drawing: grid, names below, and what is given. */
  readonly draw: (title: string, labels: readonly string[], parts: readonly string[]) => string;
};

/** A frame for `slots` values that stand side by side. */
export function frameFor(slots: number, { ticks, top, bottom = 0 }: Scale & { readonly bottom?: number }): Frame {
  const inner = { width: WIDTH - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const step = inner.width / Math.max(1, slots);
  const left = (slot: number): number => Math.round(MARGIN.left + slot * step);
  const width = (slot: number): number => Math.max(1, left(slot + 1) - left(slot) - (step > 4 ? 1 : 0));
  const y = (value: number): number => Math.round(MARGIN.top + (inner.height * (top - value)) / (top - bottom));
  const every = Math.max(1, Math.ceil(slots / MOST_LABELS));
  return {
    left,
    width,
    y,
    draw: (title, labels, parts) => {
      const grid = ticks.map(
        (tick) =>
          `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(tick)}" y2="${y(tick)}"/>` +
          `<text class="tick" x="${MARGIN.left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick.toLocaleString("en")}</text>`,
      );
      const names = labels.map((label, slot) => {
        if (slot % every !== 0) return "";
        const middle = Math.round(left(slot) + width(slot) / 2);
        return `<text class="tick" x="${middle}" y="${HEIGHT - 8}" text-anchor="middle">${escapeMarkup(label)}</text>`;
      });
      return (
        `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeMarkup(title)}">` +
        `${grid.join("")}${parts.join("")}${names.join("")}</svg>`
      );
    },
  };
}
