/**
 * A reproducible source of choices: sfc32 (Doty-Humphrey, PractRand), integers only, so that one seed gives one sequence
 * on every machine. Not for keys.
 */
export class SeededRandom {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** `seed` and `index` are whole numbers up to 2^53; `purpose` separates streams that share both. */
  constructor(seed: number, purpose: string, index = 0) {
    this.#a = fold(seed);
    this.#b = fold(index) ^ 0x9e3779b9;
    this.#c = hashText(purpose);
    for (let round = 0; round < 16; round++) this.#next();
  }

  /** A whole number in `[0, limit)`; `limit` at most 2^21 keeps the product exact. */
  below(limit: number): number {
    return Math.floor((this.#next() * limit) / 2 ** 32);
  }

  /** True in `permille` of 1,000 cases. */
  chance(permille: number): boolean {
    return this.below(1000) < permille;
  }

  /** One of `items`, which must not be empty. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  /** `digits` lower-case hexadecimal digits. */
  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.#next().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  }

  /** A random UUID, version 4 (RFC 9562 §5.4). */
  uuid(): string {
    const hex = this.hex(32);
    const variant = "89ab".charAt(this.below(4));
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** A draw from a distribution given as ascending [permille, value] points from 0 to 1,000, linear in between. */
  quantile(points: readonly (readonly [permille: number, value: number])[]): number {
    const at = this.below(1000);
    const upper = points.findIndex(([permille]) => permille > at);
    const [high, highValue] = points[upper] ?? [1000, 0];
    const [low, lowValue] = points[upper - 1] ?? [0, 0];
    return lowValue + Math.floor(((highValue - lowValue) * (at - low)) / (high - low));
  }

  #next(): number {
    const result = (this.#a + this.#b + this.#counter) >>> 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0;
    return result;
  }
}

function fold(value: number): number {
  return ((value % 2 ** 32) ^ Math.imul(Math.floor(value / 2 ** 32), 0x85ebca6b)) | 0;
}

/** FNV-1a over UTF-16 units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
}
