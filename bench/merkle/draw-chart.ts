import { leafUs, type TreeFigures } from "./measured.ts";
import type { TreeName } from "./trees.ts";

type Point = readonly [x: number, y: number];
type Scale = (value: number) => number;
type Line = { readonly name: TreeName; readonly points: readonly Point[] };

const WIDTH = 760;
const HEIGHT = 440;
const area = { left: 52, right: 600, top: 44, bottom: 384 };
const LABEL_HEIGHT = 18;
/** Every colour stands out from white and from a dark page alike. */
const INK = "#6e7781";
const colours: Readonly<Record<TreeName, string>> = {
  "this, SIMD": "#1f7ae0",
  "this, scalar": "#8957e5",
  "flat tree on hash-wasm": "#a87400",
  "flat tree on @noble/hashes": "#c4531b",
  "@openzeppelin/merkle-tree": "#d1242f",
};

/** Draws what a leaf costs by the size of the tree, both logarithmically, as an SVG that needs no background of its own. */
export function drawChart(trees: readonly TreeFigures[]): string {
  const names = [...new Set(trees.map(({ tree }) => tree))];
  const lines = names.map((name): Line => {
    const own = trees.filter(({ tree }) => tree === name);
    return { name, points: own.map((figures) => [figures.leaves, leafUs(figures)]) };
  });
  const all = lines.flatMap(({ points }) => points);
  const xTicks = [...new Set(all.map(([x]) => x))].sort((a, b) => a - b);
  const yTicks = ticksAround(all.map(([, y]) => y));
  const x = scale(xTicks, area.left, area.right);
  const y = scale(yTicks, area.bottom, area.top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img"`,
    `  font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif" font-size="13" fill="${INK}">`,
    `  <title>Processor time per leaf, by the number of leaves</title>`,
    `  <text x="${area.left}" y="20" font-size="14" font-weight="600">CPU µs per leaf</text>`,
    ...yTicks.flatMap((tick) => [
      `  <path d="M${area.left} ${y(tick)}H${area.right}" stroke="${INK}" stroke-opacity="${isPower(tick) ? 0.4 : 0.15}"/>`,
      text([area.left - 8, y(tick) + 4.5], String(tick), `text-anchor="end"`),
    ]),
    ...xTicks.flatMap((tick) => [
      `  <path d="M${x(tick)} ${area.bottom}v6" stroke="${INK}"/>`,
      text([x(tick), area.bottom + 23], tick.toLocaleString("en"), `text-anchor="middle"`),
    ]),
    text([(area.left + area.right) / 2, HEIGHT - 8], "leaves", `font-size="14" font-weight="600" text-anchor="middle"`),
    ...lines.map(({ name, points }) =>
      drawLine(
        colours[name],
        points.map(([leaves, us]) => [x(leaves), y(us)]),
      ),
    ),
    ...labelsOf(lines, x, y, yTicks.map(y)),
    "</svg>\n",
  ].join("\n");
}

function drawLine(colour: string, points: readonly Point[]): string {
  const dots = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5"/>`);
  const line = `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="2.5"/>`;
  return `  <g fill="${colour}">${line}${dots.join("")}</g>`;
}

/** Names with their last figure at the ends of lines, moved where the grid or the name below would cross them. */
function labelsOf(lines: readonly Line[], x: Scale, y: Scale, grid: readonly number[]): string[] {
  const ends = lines.map(({ name, points }) => ({ name, end: points.at(-1) ?? ([1, 1] as const) }));
  const fromBelow = ends.sort((a, b) => a.end[1] - b.end[1]);
  let below: Point = [0, HEIGHT];
  return fromBelow.map(({ name, end: [leaves, us] }) => {
    const at = x(leaves) + 10;
    const isClear = (baseline: number) => !grid.some((line) => baseline - 12 < line && line < baseline + 4);
    const besideEnd = [4.5, -5, 14].map((distance) => y(us) + distance);
    const baseline = (at > area.right ? undefined : besideEnd.find(isClear)) ?? y(us) + 4.5;
    below = [at, below[0] === at ? Math.min(baseline, below[1] - LABEL_HEIGHT) : baseline];
    const figure = `<tspan dx="6" font-weight="400">${Number(us.toPrecision(2))} µs</tspan>`;
    return text(below, `${name}${figure}`, `font-weight="600" fill="${colours[name]}"`);
  });
}

function text([x, y]: Point, content: string, attributes: string): string {
  return `  <text x="${x}" y="${y}" ${attributes}>${content}</text>`;
}

/** Where a value lies between the outermost of `ticks`, to a tenth of a pixel. */
function scale(ticks: readonly number[], from: number, to: number): Scale {
  const [low, high] = [Math.log(ticks[0] ?? 1), Math.log(ticks.at(-1) ?? 1)];
  return (value) => Math.round(10 * (from + ((to - from) * (Math.log(value) - low)) / (high - low))) / 10;
}

/** The steps 1, 2 and 5 of each power of ten that the values lie between. */
function ticksAround(values: readonly number[]): number[] {
  const steps = [-2, -1, 0, 1, 2, 3].flatMap((power) => [1, 2, 5].map((step) => Number(`${step}e${power}`)));
  const first = steps.findLastIndex((step) => step <= Math.min(...values));
  const last = steps.findIndex((step) => step >= Math.max(...values));
  return steps.slice(first, last + 1);
}

function isPower(tick: number): boolean {
  return Number.isInteger(Math.log10(tick));
}
