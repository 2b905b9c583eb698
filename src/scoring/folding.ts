import { foldingRows } from "./folding-rows.ts";

/**
 * What letters fold to before words are compared: the same word in capitals, with accents left out or set apart, in full
 * width or as a ligature is the same token. One to three code points for each that does not fold to itself.
 *
 * The table is Unicode 17's compatibility and case forms without marks (docs/scoring.md, section 3), closed: the tables of
 * a runtime change with its version, and validators must agree for ever.
 */
export function readFoldings(): ReadonlyMap<number, readonly number[]> {
  const foldings = new Map<number, readonly number[]>();
  for (const row of foldingRows.split(",")) {
    const [first = 0, length = 0, step = 1, ...to] = row.split(" ").map((value) => Number.parseInt(value, 36));
    for (let offset = 0; offset <= length; offset += step) {
      foldings.set(first + offset, to.length === 1 ? [(to[0] ?? 0) + offset] : to);
    }
  }
  return foldings;
}
