/** How often pairs of tokens recur in one window of text. */
export type WordOrder = {
  /** R: recurring pairs of neighbours. */
  readonly adjacent: number;
  /** K: recurring pairs at each of the distances 5 to 12, added up: what R would be eight times if order meant nothing. */
  readonly apart: number;
};

/** Most tokens of a window, and so most types: two type numbers make one index into the table of pairs. */
const TYPE_BITS = 11;
const NEAREST_APART = 5;
const FARTHEST_APART = 12;
/** Shorter windows tell nothing: distance 12 would come round to the neighbours. */
const LEAST_TOKENS = 25;

/**
 * Counts recurring pairs of tokens in windows of at most 2,047 tokens, given as numbers of their types below 2,048. The
 * window is read as a ring, so that there are as many pairs at every distance.
 *
 * Written language repeats neighbours ("of the", "kind of") far more often than words that merely stand near each other;
 * in words put together at random no distance differs from another. The text is thus its own measure: no table of any
 * language is needed.
 */
export class WordOrderCounter {
  /** One bit per pair of types. */
  readonly #seen = new Uint32Array(1 << (2 * TYPE_BITS - 5));

  /** Counts in `types[0, tokens)`. */
  count(types: Uint16Array, tokens: number): WordOrder {
    if (tokens < LEAST_TOKENS) return { adjacent: 0, apart: 0 };
    let apart = 0;
    for (let distance = NEAREST_APART; distance <= FARTHEST_APART; distance++) {
      apart += this.#recurring(types, tokens, distance);
    }
    return { adjacent: this.#recurring(types, tokens, 1), apart };
  }

  #recurring(types: Uint16Array, tokens: number, distance: number): number {
    const seen = this.#seen;
    let recurring = 0;
    for (let i = 0; i < tokens; i++) {
      const pair = pairAt(types, tokens, i, distance);
      const bit = 1 << (pair & 31);
      const word = seen[pair >>> 5] ?? 0;
      if ((word & bit) !== 0) recurring++;
      seen[pair >>> 5] = word | bit;
    }
    for (let i = 0; i < tokens; i++) seen[pairAt(types, tokens, i, distance) >>> 5] = 0;
    return recurring;
  }
}

function pairAt(types: Uint16Array, tokens: number, i: number, distance: number): number {
  const other = i + distance;
  return ((types[i] ?? 0) << TYPE_BITS) | (types[other < tokens ? other : other - tokens] ?? 0);
}
