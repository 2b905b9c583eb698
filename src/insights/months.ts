/** Longer stretches are told without their empty months: a wrong clock must not make a chart of centuries. */
const MOST_MONTHS = 240;

/** The given months, ascending, each once, with those between them in which nothing was. */
export function monthsThrough(months: Iterable<number>): number[] {
  const known = [...new Set(months)].sort((a, b) => a - b);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || last - first >= MOST_MONTHS) return known;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
