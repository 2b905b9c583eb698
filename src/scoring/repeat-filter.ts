const TABLE_BITS = 26;

/**
 * Tells which fingerprints may come more than once. Few do, so that a set of these stays small: one of all is beyond every
 * cache and takes several times as long. A table of bits knows those whose low bits have been met twice.
 */
export class RepeatFilter {
  readonly #twice = new BitTable();

  constructor(parts: readonly Float64Array[]) {
    const once = new BitTable();
    for (const part of parts) for (const each of part) if (!once.add(each)) this.#twice.add(each);
  }

  /** Whether `fingerprint` may come more than once; false only when it does not. */
  mayRepeat(fingerprint: number): boolean {
    return this.#twice.has(fingerprint);
  }
}

/** A bit for each value that the low bits of a fingerprint can have. */
class BitTable {
  readonly #words = new Uint32Array(2 ** (TABLE_BITS - 5));

  has(fingerprint: number): boolean {
    return ((this.#words[this.#wordOf(fingerprint)] ?? 0) & (1 << (fingerprint & 31))) !== 0;
  }

  /** Sets the bit, and says whether it was clear. */
  add(fingerprint: number): boolean {
    const word = this.#wordOf(fingerprint);
    const before = this.#words[word] ?? 0;
    this.#words[word] = before | (1 << (fingerprint & 31));
    return this.#words[word] !== before;
  }

  #wordOf(fingerprint: number): number {
    return (fingerprint >>> 5) & (2 ** (TABLE_BITS - 5) - 1);
  }
}
