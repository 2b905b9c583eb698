import type { Signs, Stretch } from "../../../src/sharing/signs.ts";

/** The pieces of `text` that a scanner finds. */
export function taken(find: (signs: Signs) => Stretch[], text: string): string[] {
  return find(text).map(({ start, end }) => text.slice(start, end));
}
