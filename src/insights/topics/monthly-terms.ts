import type { Term } from "./term-table.ts";

/** Terms that stand out in a month, the most first. */
export type MonthlyTerms = { readonly month: number; readonly terms: readonly string[] };

/** Standard deviations above the other months from which on a term stands out: one in forty does so by chance. */
const STANDS_OUT_FROM = 1.96;
const MOST_TERMS = 3;
/** Conversations of the prior: how much is needed to move a term from the person's own average. */
const PRIOR = 10;

/**
 * What occupied somebody in a month, compared with their own other months: the weighted log-odds ratio with an informative
 * Dirichlet prior of Monroe, Colaresi and Quinn (2008, "Fightin' Words"), over conversations that have a term.
 *
 * @param monthOf - the month of each conversation by its number; null when it has no time.
 */
export function findMonthlyTerms(terms: readonly Term[], monthOf: readonly (number | null)[]): MonthlyTerms[] {
  const sizes = new Map<number, number>();
  for (const month of monthOf) if (month !== null) sizes.set(month, (sizes.get(month) ?? 0) + 1);
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const found = new Map<number, { readonly name: string; readonly score: number }[]>();
  for (const { name, conversations } of terms) {
    for (const [month, score] of scoresByMonth(conversations, monthOf, sizes, all)) {
      if (score >= STANDS_OUT_FROM) found.set(month, [...(found.get(month) ?? []), { name, score }]);
    }
  }
  return [...sizes.keys()]
    .sort((a, b) => a - b)
    .map((month) => ({
      month,
      terms: (found.get(month) ?? [])
        .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
        .slice(0, MOST_TERMS)
        .map(({ name }) => name),
    }));
}

function* scoresByMonth(
  conversations: readonly number[],
  monthOf: readonly (number | null)[],
  sizes: ReadonlyMap<number, number>,
  all: number,
): Generator<[month: number, score: number]> {
  const counts = new Map<number, number>();
  for (const number of conversations) {
    const month = monthOf[number] ?? null;
    if (month !== null) counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const prior = (PRIOR * total) / all;
  for (const [month, here] of counts) {
    const size = sizes.get(month) ?? 0;
    // A term that stood in one conversation is no occupation, and without other months there is nothing to compare with.
    if (here < 2 || size === all) continue;
    const there = total - here;
    const odds = (count: number, of: number) => Math.log((count + prior) / (of + PRIOR - count - prior));
    const difference = odds(here, size) - odds(there, all - size);
    yield [month, difference / Math.sqrt(1 / (here + prior) + 1 / (there + prior))];
  }
}
