/** Bits for each fingerprint: one in eight is taken for repeated though it is not, and looked up for nothing. */
const BITS_EACH = 8;
const LEAST_BITS = 2 ** 10;

/**
 * Tells which fingerprints may come more than once. Few do, so that a set of these stays small: one of all is beyond every
 * cache and takes several times as long. A table of bits knows those whose low bits have been met twice.
 */
export class RepeatFilter {
  readonly #twice: BitTable;

  constructor(parts: readonly Float64Array[]) {
    const count = parts.reduce((sum, { length }) => sum + length, 0);
    const once = new BitTable(count);
    this.#twice = new BitTable(count);
    for (const part of parts) for (const each of part) if (!once.add(each)) this.#twice.add(each);
  }

  /** Whether `fingerprint` may come more than once; false only when it does not. */
  mayRepeat(fingerprint: number): boolean {
    return this.#twice.has(fingerprint);
  }
}

/** A bit for each value that the low bits of a fingerprint can have: as many as make it sparse with `count` of them. */
class BitTable {
  readonly #words: Uint32Array;

  constructor(count: number) {
    let bits = LEAST_BITS;
    while (bits < BITS_EACH * count) bits *= 2;
    this.#words = new Uint32Array(bits / 32);
  }

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
    return (fingerprint >>> 5) & (this.#words.length - 1);
  }
}
