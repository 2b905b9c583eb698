/** A whole number for people, in the page's language. */
export const number = (value: number): string => value.toLocaleString("en");

/** A share in whole percent; a dash of nothing. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`;

/** A count with its noun. */
export const counted = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;
