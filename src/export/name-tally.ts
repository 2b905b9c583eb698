const MOST_NAMES = 50;
const TECHNICAL_NAME = /^[a-z0-9_.-]{1,64}$/i;
const OTHERS = "other";

/**
 * Counts technical names out of a file. Where one should stand, a file could hold anybody's words, or a million of them:
 * what does not look like one, and what comes after 50 different ones, is counted as `other`.
 */
export class NameTally {
  readonly #counts = new Map<string, number>();

  /** Counts `name`. */
  add(name: string, times = 1): void {
    const isOdd = !TECHNICAL_NAME.test(name) || (this.#counts.size >= MOST_NAMES && !this.#counts.has(name));
    const key = isOdd ? OTHERS : name;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + times);
  }

  /** Counts all that `tally` counted. */
  addAll(tally: NameTally): void {
    for (const [name, times] of tally.#counts) this.add(name, times);
  }

  /** The counts by name, ascending. */
  toRecord(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** What no known export has, by technical names only: each is counted, so that none of it is dropped in silence. */
export type Drift = {
  /** `content_type` of messages. */
  readonly unknownContentTypes: NameTally;
  /** Keys by the object they stand in, as `message.new_field` or `content.code.new_field`. */
  readonly unknownKeys: NameTally;
  /** Values where one of a few is expected, as `role.developer`, and known fields of another shape, as `shape.text.parts`. */
  readonly unknownValues: NameTally;
};

/** Three empty tallies. */
export function createDrift(): Drift {
  return { unknownContentTypes: new NameTally(), unknownKeys: new NameTally(), unknownValues: new NameTally() };
}

/** Adds all that `from` counted to `to`. */
export function addDrift(to: Drift, from: Drift): void {
  to.unknownContentTypes.addAll(from.unknownContentTypes);
  to.unknownKeys.addAll(from.unknownKeys);
  to.unknownValues.addAll(from.unknownValues);
}
