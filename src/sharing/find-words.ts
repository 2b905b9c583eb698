import { InvalidInputError } from "../primitives/errors.ts";
import { foldWords } from "./fold-text.ts";
import type { Signs, Stretch } from "./signs.ts";

/** How words must stand in a text to be found. */
export type WordOptions = {
  /** Whether letters or digits beside a word make it another one. In scripts without blanks nothing does. */
  readonly isWhole: boolean;
};

const MOST_WORDS = 1000;
const MOST_LENGTH = 200;
const WORD_SIGN = /[\p{L}\p{N}]/u;
const WITHOUT_BLANKS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What has been read is the longest beginning of a word; `fail` is the next shorter one, `ending` the next whole word. */
type Node = {
  readonly next: Map<number, Node>;
  /** Of the word that ends here; 0 for none. */
  length: number;
  fail: Node | null;
  ending: Node | null;
};

/**
 * Makes the function that finds all of `words` in a text that {@link foldWords} has folded: the longest at each end, in
 * one pass however many there are (Aho, Corasick 1975).
 *
 * @throws {InvalidInputError} `SHARING_BAD_WORD` for more than 1,000 words, one of over 200 signs, or of none that count.
 */
export function createWordFinder(words: readonly string[], { isWhole }: WordOptions): (signs: Signs) => Stretch[] {
  const root = plant(words.map(toPattern));
  if (words.length > MOST_WORDS) throw badWord(`at most ${MOST_WORDS} words`, words.length);
  return (signs) => {
    const found: Stretch[] = [];
    if (root.next.size === 0) return found;
    let node = root;
    for (let at = 0; at < signs.length; at++) {
      node = step(node, signs.charCodeAt(at));
      for (let word = node.length > 0 ? node : node.ending; word !== null; word = word.ending) {
        const stretch = { start: at + 1 - word.length, end: at + 1 };
        if (isWhole && !standsAlone(signs, stretch)) continue;
        found.push(stretch);
        break;
      }
    }
    return found;
  };
}

function toPattern(word: string, index: number): string {
  const pattern = foldWords(word).text.trim();
  if (pattern === "") throw badWord("a word with signs that can be seen", index);
  if (pattern.length > MOST_LENGTH) throw badWord(`a word of at most ${MOST_LENGTH} signs`, index);
  return pattern;
}

function badWord(expected: string, index: number): InvalidInputError {
  return new InvalidInputError("SHARING_BAD_WORD", `Expected ${expected}.`, { context: { index } });
}

function plant(patterns: readonly string[]): Node {
  const root = createNode();
  for (const pattern of patterns) {
    let node = root;
    for (let index = 0; index < pattern.length; index++) {
      const unit = pattern.charCodeAt(index);
      const next = node.next.get(unit) ?? createNode();
      node.next.set(unit, next);
      node = next;
    }
    node.length = pattern.length;
  }
  for (const child of root.next.values()) child.fail = root;
  const queue = [...root.next.values()];
  // The queue grows while it is walked: level by level, so that shorter suffixes are ready.
  for (const node of queue) {
    for (const [unit, child] of node.next) {
      const fail = step(node.fail ?? root, unit);
      child.fail = fail;
      child.ending = fail.length > 0 ? fail : fail.ending;
      queue.push(child);
    }
  }
  return root;
}

function createNode(): Node {
  return { next: new Map(), length: 0, fail: null, ending: null };
}

function step(from: Node, unit: number): Node {
  let node = from;
  for (;;) {
    const next = node.next.get(unit);
    if (next !== undefined) return next;
    if (node.fail === null) return node;
    node = node.fail;
  }
}

/** Whether no letter or digit beside it makes a word another one. */
function standsAlone(signs: Signs, { start, end }: Stretch): boolean {
  return isBorder(signs, start, start - 1) && isBorder(signs, end - 1, end);
}

/** Whether the sign at `outside` does not go on with the word whose edge is at `edge`. */
function isBorder(signs: Signs, edge: number, outside: number): boolean {
  const [inner, outer] = [signAt(signs, edge), signAt(signs, outside)];
  return !WORD_SIGN.test(inner) || WITHOUT_BLANKS.test(inner) || !WORD_SIGN.test(outer);
}

/** The sign that has a unit at `at`; empty outside of the text. */
function signAt(signs: Signs, at: number): string {
  if (at < 0) return "";
  const unit = signs.charCodeAt(at);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff;
  const start = isLow ? at - 1 : at;
  return signs.slice(start, start + (isLow || (unit >= 0xd800 && unit <= 0xdbff) ? 2 : 1));
}
