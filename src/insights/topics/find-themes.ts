import type { Term } from "./term-table.ts";

/** Terms that stand in the same conversations. */
export type Theme = {
  /** The most telling first. */
  readonly terms: readonly string[];
  /** Numbers of the conversations that are about it, ascending. No conversation is about two themes. */
  readonly conversations: readonly number[];
};

/** A term is telling from half a bit on: words that everybody needs for everything stay far below. */
const LEAST_BITS = 0.5;
/** A word of more than a fifth of the conversations is not what one of them is about. */
const MOST_SHARE = 5;
const MOST_TERMS = 600;
/** Of one conversation no more terms are compared: the most telling ones. */
const MOST_COMPARED = 60;
/** A term joins a theme whose terms it meets so many times as often as chance would have it, and not just once or twice. */
const JOINS_FROM = 4;
const FEWEST_MEETINGS = 3;

/**
 * Finds what conversations are about, without any list of topics.
 *
 * A term tells something when it occurs in fewer conversations than as many occurrences, strewn at random, would: the
 * residual inverse document frequency of Church and Gale (1995, "Poisson mixtures"), in bits. Terms are taken by
 * conversations × bits². Each joins the theme whose terms it meets in one conversation most often compared with chance, on
 * the average over all of them, or begins one of its own.
 */
export function findThemes(terms: readonly Term[], conversations: number): Theme[] {
  const telling = tellingTerms(terms, conversations).slice(0, MOST_TERMS);
  const meetings = countMeetings(telling);
  const groups: number[][] = [];
  telling.forEach((term, index) => {
    const row = meetings[index] ?? new Uint32Array();
    const nearest = groups
      .map((group) => ({
        group,
        strength: strengthOf(
          term,
          row,
          group.map((other) => [other, telling[other]]),
          conversations,
        ),
      }))
      .reduce((best, each) => (each.strength > best.strength ? each : best), { group: [] as number[], strength: 0 });
    if (nearest.strength >= JOINS_FROM) nearest.group.push(index);
    else groups.push([index]);
  });
  return assign(groups.map((group) => group.map((index) => telling[index]).filter((term) => term !== undefined)));
}

/** The terms that tell what a conversation is about, the most telling first. */
export function tellingTerms(terms: readonly Term[], conversations: number): Term[] {
  return terms
    .filter(({ conversations: { length } }) => conversations < 4 * MOST_SHARE || length * MOST_SHARE <= conversations)
    .map((term) => ({ term, bits: residualBits(term, conversations) }))
    .filter(({ bits }) => bits >= LEAST_BITS)
    .map(({ term, bits }) => ({ term, weight: term.conversations.length * bits * bits }))
    .sort((a, b) => b.weight - a.weight || (a.term.name < b.term.name ? -1 : 1))
    .map(({ term }) => term);
}

function residualBits({ conversations: { length }, occurrences }: Term, conversations: number): number {
  const atRandom = conversations * (1 - Math.exp(-occurrences / conversations));
  return Math.log2(atRandom / length);
}

/** In how many conversations two terms stand, by their numbers. */
function countMeetings(terms: readonly Term[]): Uint32Array[] {
  const rows = terms.map(() => new Uint32Array(terms.length));
  const ofConversation = new Map<number, number[]>();
  terms.forEach(({ conversations }, index) => {
    for (const number of conversations) {
      const here = ofConversation.get(number) ?? [];
      ofConversation.set(number, here);
      if (here.length >= MOST_COMPARED) continue;
      for (const other of here) {
        for (const [a, b] of [
          [index, other],
          [other, index],
        ] as const) {
          const row = rows[a];
          if (row !== undefined) row[b] = (row[b] ?? 0) + 1;
        }
      }
      here.push(index);
    }
  });
  return rows;
}

/** How many times as often as by chance a term meets the terms of a theme; 0 for too few meetings to say. */
function strengthOf(
  { conversations: { length } }: Term,
  meetings: Uint32Array,
  others: readonly (readonly [index: number, term: Term | undefined])[],
  conversations: number,
): number {
  let [found, byChance] = [0, 0];
  for (const [index, term] of others) {
    found += meetings[index] ?? 0;
    byChance += ((term?.conversations.length ?? 0) * length) / conversations;
  }
  return found < FEWEST_MEETINGS ? 0 : found / byChance;
}

/** Each conversation is about the theme of which it has the most terms; of equals, the more telling one. */
function assign(groups: readonly (readonly Term[])[]): Theme[] {
  const best = new Map<number, { readonly group: number; readonly terms: number }>();
  groups.forEach((terms, group) => {
    const counts = new Map<number, number>();
    for (const { conversations } of terms)
      for (const number of conversations) counts.set(number, (counts.get(number) ?? 0) + 1);
    for (const [number, count] of counts) {
      if (count > (best.get(number)?.terms ?? 0)) best.set(number, { group, terms: count });
    }
  });
  const about = groups.map((): number[] => []);
  for (const [number, { group }] of best) about[group]?.push(number);
  return groups
    .map((terms, group) => ({
      terms: terms.map(({ name }) => name),
      conversations: (about[group] ?? []).sort((a, b) => a - b),
    }))
    .filter(({ conversations }) => conversations.length > 0)
    .sort((a, b) => b.conversations.length - a.conversations.length);
}
