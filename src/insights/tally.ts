import type { Conversation } from "../export/conversation.ts";

/** Something that is counted over an archive, conversation after conversation, in their order. */
export type Tally<Result> = {
  readonly add: (conversation: Conversation) => void;
  readonly result: () => Result;
};

/** How much there is of each of several things. */
export class Counts<Key> {
  readonly #counts = new Map<Key, number>();

  add(key: Key, amount = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + amount);
  }

  of(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }

  get size(): number {
    return this.#counts.size;
  }

  /** The most first; equals in the order of their names or numbers. */
  largest(): [Key, number][] {
    return [...this.#counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  }

  /** In the order of their names or numbers. */
  ordered(): [Key, number][] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
