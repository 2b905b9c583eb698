import type { SeededRandom } from "./seeded-random.ts";

/** Sentence patterns of one language: `{slot}` is replaced by one of the slot's phrases, which may hold slots again. */
export type Grammar = {
  /** Language tag as in `message_locale`. */
  readonly code: string;
  readonly titles: readonly string[];
  readonly questions: readonly string[];
  readonly statements: readonly string[];
  readonly items: readonly string[];
  /** Must not refer to each other in a circle. */
  readonly slots: Readonly<Record<string, readonly string[]>>;
  /** What stands between two sentences; a space unless given. */
  readonly separator?: string;
  /** Length of texts against English, for scripts that say more per character; 1,000 unless given. */
  readonly lengthPermille?: number;
  /** Puts right what depends on two neighbouring words. */
  readonly polish?: (text: string) => string;
};

/** Fillers that a text brings along beside the grammar's own, such as its nouns and a person's names. */
export type Fillers = Readonly<Record<string, readonly string[]>>;

const SLOT = /\{(\w+)\}/g;

/** Fills `pattern` with random choices and begins it with a capital letter. */
export function expand(pattern: string, grammar: Grammar, fillers: Fillers, random: SeededRandom): string {
  const fill = (text: string): string =>
    text.replace(SLOT, (_, slot: string) => fill(random.pick(fillers[slot] ?? grammar.slots[slot] ?? [""])));
  const text = grammar.polish === undefined ? fill(pattern) : grammar.polish(fill(pattern));
  return text.replace(/^([¿¡]?)(\p{Ll})/u, (_, mark: string, letter: string) => mark + letter.toUpperCase());
}
