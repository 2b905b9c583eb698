import { WordOrderCounter, type WordOrder } from "./word-order.ts";

/** Tokens per window in which distinct tokens and recurring pairs are counted. */
export const WINDOW_TOKENS = 2_000;

const SLOTS = 1 << 13;

/** One window: how many tokens it holds, how many of them are distinct, and how often pairs of them recur. */
export type VocabularyWindow = WordOrder & { readonly tokens: number; readonly types: number };

/**
 * Counts distinct tokens in consecutive windows of {@link WINDOW_TOKENS} tokens.
 *
 * Windows make the count independent of the length of the text: the plain ratio of distinct tokens to tokens falls with
 * length, and would pay a long honest conversation, or one in a script with few signs, less than a short one. Two tokens
 * are the same when their FNV-1a hashes of 32 bits are (Fowler, Noll, Vo; IETF draft-eastlake-fnv).
 */
export class VocabularyCounter {
  readonly #keys = new Int32Array(SLOTS);
  /** The window in which a slot was last filled, so that closing one needs no clearing. */
  readonly #filledIn = new Int32Array(SLOTS);
  /** The number of the type in a slot, and of the type of each token of the window, in order of first use. */
  readonly #typeIn = new Uint16Array(SLOTS);
  readonly #order = new Uint16Array(WINDOW_TOKENS);
  readonly #wordOrder = new WordOrderCounter();
  #window = 1;
  #tokens = 0;
  #types = 0;
  #closed: VocabularyWindow[] = [];

  /** Adds the next token, UTF-8 in `token[0, length)`. */
  add(token: Uint8Array, length: number): void {
    let hash = 0x811c9dc5 | 0;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (token[i] ?? 0), 0x01000193);
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    while (this.#filledIn[slot] === this.#window && this.#keys[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
    if (this.#filledIn[slot] !== this.#window) {
      this.#filledIn[slot] = this.#window;
      this.#keys[slot] = hash;
      this.#typeIn[slot] = this.#types++;
    }
    this.#order[this.#tokens] = this.#typeIn[slot] ?? 0;
    if (++this.#tokens === WINDOW_TOKENS) this.#close();
  }

  /** Ends the text and gives its windows in order; all are full but perhaps the last. */
  take(): readonly VocabularyWindow[] {
    if (this.#tokens > 0) this.#close();
    const windows = this.#closed;
    this.#closed = [];
    return windows;
  }

  #close(): void {
    const order = this.#wordOrder.count(this.#order, this.#tokens);
    this.#closed.push({ tokens: this.#tokens, types: this.#types, ...order });
    this.#tokens = 0;
    this.#types = 0;
    this.#window++;
  }
}
