import { escapeMarkup } from "../escape-markup.ts";

/** How much there is of something, and what it is called when one points at it. */
export type Cell = { readonly label: string; readonly value: number };

/** Cells in rows and columns. */
export type HeatMap = {
  /** What the chart shows, for people who do not see it. */
  readonly title: string;
  /** Names beside the rows and above the columns; empty where none is written. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then by column; null where there is no cell. */
  readonly cells: readonly (readonly (Cell | null)[])[];
};

const CELL = 14;
const GAP = 2;
const [LEFT, TOP] = [40, 18];
/** With so few columns it need not be as wide as the page. */
const FEW_COLUMNS = 24;
/** Shades of the page's ink, from none to the most. */
const LEVELS = 5;

/** A grid of cells whose shade says how much, as SVG without style of its own: classes `heat0` to `heat5` are for the page. */
export function heatMap({ title, rows, columns, cells }: HeatMap): string {
  const most = cells.flat().reduce((highest, cell) => Math.max(highest, cell?.value ?? 0), 1);
  const [width, height] = [LEFT + columns.length * (CELL + GAP), TOP + rows.length * (CELL + GAP)];
  const x = (column: number): number => LEFT + column * (CELL + GAP);
  const y = (row: number): number => TOP + row * (CELL + GAP);
  const text = (name: string, attributes: string): string =>
    name === "" ? "" : `<text class="tick" ${attributes}>${escapeMarkup(name)}</text>`;
  const names = [
    ...rows.map((name, row) => text(name, `x="${LEFT - 6}" y="${y(row) + 11}" text-anchor="end"`)),
    ...columns.map((name, column) => text(name, `x="${x(column)}" y="${TOP - 6}"`)),
  ];
  const drawn = cells.flatMap((line, row) =>
    line.map((cell, column) => {
      if (cell === null) return "";
      const { label, value } = cell;
      return (
        `<rect class="heat${levelOf(value, most)}" x="${x(column)}" y="${y(row)}" width="${CELL}" height="${CELL}" rx="2">` +
        `<title>${escapeMarkup(label)}: ${value.toLocaleString("en")}</title></rect>`
      );
    }),
  );
  return (
    `<svg class="chart${columns.length > FEW_COLUMNS ? "" : " narrow"}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(title)}">` +
    `${names.join("")}${drawn.join("")}</svg>`
  );
}

/** 0 only for nothing; else by the square root, because few days hold most of what is written. */
function levelOf(value: number, most: number): number {
  return value === 0 ? 0 : Math.max(1, Math.ceil(LEVELS * Math.sqrt(value / most)));
}
