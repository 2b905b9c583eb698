/** What a conversation may have been for. */
export const useKinds = [
  /** Code, its errors, and the tools around it. */
  "programming",
  /** Letters, posts, speeches; correcting, shortening and summarising a text. */
  "writing",
  "translation",
  /** Having something explained, practising, homework. */
  "learning",
  /** Looking up who, when, where, how many. */
  "facts",
  /** Journeys, events, days and weeks. */
  "planning",
  /** Illness, medicine, sleep, training, nutrition. */
  "health",
  /** Being listened to: feelings, and living with others. */
  "company",
  /** Stories, verse, names, pictures, roles. */
  "creative",
  /** A firm and its customers; applying for work and working with others. */
  "business",
  /** Cooking, repairs, plants, animals, rooms. */
  "home",
  /** Saving, credit, taxes, contracts, law. */
  "money",
  /** Nothing of this, or no telling. */
  "other",
] as const;

/** One of {@link useKinds}. */
export type UseKind = (typeof useKinds)[number];

/**
 * Words of a kind of use, separated by commas and line ends, each list in English, German, Spanish and French. `*` stands
 * for more letters, before or behind. Small letters, with accents; an apostrophe is a blank.
 */
export type UseWords = {
  /** Say it alone: 4 points each. */
  readonly decisive: string;
  /** Say it mostly: 2 points each. */
  readonly likely: string;
  /** Say it together with others: 1 point each. */
  readonly hint: string;
};
