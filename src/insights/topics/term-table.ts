/** Where a term occurs. */
export type Term = {
  readonly name: string;
  /** Numbers of the conversations that have it, ascending. */
  readonly conversations: readonly number[];
  /** How often it occurs in all of them together. */
  readonly occurrences: number;
};

/** Terms by conversation, in the order in which conversations are added. */
export type TermTable = {
  /** The number of conversations that were added. */
  readonly size: number;
  /** Adds the next conversation. */
  readonly add: (terms: Iterable<string>) => void;
  /** Terms that several conversations have, in the order of their first occurrence. */
  readonly recurring: (fewest: number) => Term[];
};

/** Different terms that are kept of one conversation: the first ones. */
const MOST_PER_CONVERSATION = 300;
/** Beyond so many, terms of a single conversation are forgotten: they have not recurred so far. */
const MOST_TERMS = 500_000;

type Row = { occurrences: number; readonly conversations: number[] };

/** A table for {@link Term}s. Memory is bounded by the conversations, not by their length. */
export function createTermTable(): TermTable {
  const rows = new Map<string, Row>();
  let size = 0;

  function note(name: string, room: boolean): boolean {
    const row = rows.get(name);
    if (row?.conversations.at(-1) === size) {
      row.occurrences += 1;
      return false;
    }
    if (!room) return false;
    if (row === undefined) rows.set(name, { occurrences: 1, conversations: [size] });
    else {
      row.occurrences += 1;
      row.conversations.push(size);
    }
    return true;
  }

  return {
    get size() {
      return size;
    },
    add: (terms) => {
      let different = 0;
      for (const term of terms) if (note(term, different < MOST_PER_CONVERSATION)) different += 1;
      size += 1;
      if (rows.size <= MOST_TERMS) return;
      for (const [name, { conversations }] of rows) if (conversations.length === 1) rows.delete(name);
    },
    recurring: (fewest) =>
      [...rows]
        .filter(([, { conversations }]) => conversations.length >= fewest)
        .map(([name, row]) => ({ name, ...row })),
  };
}
