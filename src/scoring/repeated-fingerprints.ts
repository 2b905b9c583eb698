import { FingerprintSet } from "./fingerprint-set.ts";

const TABLE_BITS = 24;

/**
 * The fingerprints that come more than once. Few do, so that a set of these stays small: one of all is beyond every cache
 * and takes several times as long. Two passes over a table of bits tell which may: those whose bit is met twice.
 */
export function repeatedIn(parts: readonly Float64Array[]): FingerprintSet {
  const once = new BitTable();
  const twice = new BitTable();
  for (const part of parts) for (const each of part) if (!once.add(each)) twice.add(each);
  const met = new FingerprintSet();
  const repeated = new FingerprintSet();
  for (const part of parts) {
    for (const each of part) if (twice.has(each) && !met.add(each)) repeated.add(each);
  }
  return repeated;
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
