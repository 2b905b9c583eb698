import { escapeMarkup } from "../escape-markup.ts";

/** Cells in rows and columns, each with what it is and how much of it there is. */
export type HeatMap = {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then by column; null for a cell that is none. */
  readonly values: readonly (readonly (number | null)[])[];
  /** How often a column's name is written; each by default. */
  readonly labelEvery?: number;
};

const CELL = 14;
const GAP = 2;
const [LEFT, TOP] = [40, 18];
/** Shades of the page's ink, from none to the most. */
const LEVELS = 5;

/** A grid of cells whose shade says how much, as SVG without style of its own: classes `heat0` to `heat5` are for the page. */
export function heatMap({ title, rows, columns, values, labelEvery = 1 }: HeatMap): string {
  const most = Math.max(1, ...values.flat().map((value) => value ?? 0));
  const [width, height] = [LEFT + columns.length * (CELL + GAP), TOP + rows.length * (CELL + GAP)];
  const x = (column: number): number => LEFT + column * (CELL + GAP);
  const y = (row: number): number => TOP + row * (CELL + GAP);
  const names = [
    ...rows.map(
      (name, row) =>
        `<text class="tick" x="${LEFT - 6}" y="${y(row) + 11}" text-anchor="end">${escapeMarkup(name)}</text>`,
    ),
    ...columns
      .map((name, column) => `<text class="tick" x="${x(column)}" y="${TOP - 6}">${escapeMarkup(name)}</text>`)
      .filter((_, column) => column % labelEvery === 0),
  ];
  const cells = rows.flatMap((rowName, row) =>
    columns.map((columnName, column) => {
      const value = values[row]?.[column] ?? null;
      if (value === null) return "";
      const label = `${rowName} ${columnName}: ${value.toLocaleString("en")}`;
      return (
        `<rect class="heat${levelOf(value, most)}" x="${x(column)}" y="${y(row)}" width="${CELL}" height="${CELL}" rx="2">` +
        `<title>${escapeMarkup(label)}</title></rect>`
      );
    }),
  );
  return (
    `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(title)}">` +
    `${names.join("")}${cells.join("")}</svg>`
  );
}

/** 0 only for nothing; else by the square root, because few days hold most of what is written. */
function levelOf(value: number, most: number): number {
  return value === 0 ? 0 : Math.max(1, Math.ceil(LEVELS * Math.sqrt(value / most)));
}
