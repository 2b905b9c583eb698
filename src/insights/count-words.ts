import { unspacedSign } from "./unspaced-scripts.ts";

/**
 * Words of writing systems that put blanks between them, and single characters of those that do not: Han, kana, Thai, Lao,
 * Khmer and Burmese. An apostrophe or a hyphen inside a word is part of it.
 */
const WORD = new RegExp(String.raw`${unspacedSign}|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*`, "gu");

/** How many words a text has. Linear in its length. */
export function countWords(text: string): number {
  let count = 0;
  for (WORD.lastIndex = 0; WORD.test(text);) count++;
  return count;
}
