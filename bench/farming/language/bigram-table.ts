/** What a table may weigh, and what one bigram takes in a Bloom filter with 2 % of false hits. */
const TABLE_BITS = 2_000_000 * 8;
const BITS_PER_BIGRAM = 8.15;

/**
 * The rival of qL: the bigrams of texts, the same number of each text and its most frequent first, as many as 2 MB hold.
 * False hits are left out, which flatters it.
 */
export function makeTable(texts: readonly (readonly string[])[]): ReadonlySet<string> {
  const each = Math.floor(TABLE_BITS / BITS_PER_BIGRAM / texts.length);
  const table = new Set<string>();
  for (const tokens of texts) {
    const counts = new Map<string, number>();
    for (const bigram of bigramsOf(tokens)) counts.set(bigram, (counts.get(bigram) ?? 0) + 1);
    const frequent = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, each);
    for (const [bigram] of frequent) table.add(bigram);
  }
  return table;
}

/** The share of bigrams that the table holds, in ‰. */
export function coverage(tokens: readonly string[], table: ReadonlySet<string>): number {
  const bigrams = bigramsOf(tokens);
  return Math.floor((1_000 * bigrams.filter((bigram) => table.has(bigram)).length) / Math.max(1, bigrams.length));
}

function bigramsOf(tokens: readonly string[]): string[] {
  return tokens.slice(1).map((token, i) => `${tokens[i] ?? ""} ${token}`);
}
