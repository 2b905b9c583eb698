/** Answers whether a fingerprint is in a set; a `ReadonlySet<number>` does too. */
export type FingerprintLookup = { has(fingerprint: number): boolean };

const FIRST_CAPACITY = 1 << 10;

/**
 * A growing set of fingerprints (integers from 0 to 2^53 − 1) at 8 bytes a slot.
 *
 * A JavaScript `Set` ends at 2^24 entries and takes several times the memory; this one ends at 2^31. Open addressing with
 * linear probing, at most half full; fingerprints are uniform already, so their low bits choose the slot.
 */
export class FingerprintSet implements FingerprintLookup {
  /** Fingerprint + 1, so that 0 is a free slot. */
  #slots = new Float64Array(FIRST_CAPACITY);
  #size = 0;

  /** How many fingerprints the set holds. */
  get size(): number {
    return this.#size;
  }

  has(fingerprint: number): boolean {
    return this.#slots[this.#find(fingerprint)] !== 0;
  }

  /** Adds `fingerprint`, and says whether it was new. */
  add(fingerprint: number): boolean {
    const slot = this.#find(fingerprint);
    if (this.#slots[slot] !== 0) return false;
    this.#slots[slot] = fingerprint + 1;
    this.#size++;
    if (2 * this.#size > this.#slots.length) this.#grow();
    return true;
  }

  #find(fingerprint: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (fingerprint & mask) >>> 0;
    while (slots[slot] !== 0 && slots[slot] !== fingerprint + 1) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Float64Array(2 * old.length);
    for (const stored of old) if (stored !== 0) this.#slots[this.#find(stored - 1)] = stored;
  }
}
