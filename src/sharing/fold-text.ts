/** A text as it is searched, and where each of its units stands in the original. */
export type FoldedText = {
  readonly text: string;
  /** Offset in the original of what became unit `index`; the original's length for the end. Ascending. */
  readonly origin: (index: number) => number;
};

/** Zero-width signs, soft hyphens, direction marks, variation selectors and tags: a person sees none of them. */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e0fff}]|[\u034f]|[\u17b4\u17b5]|[\u180b-\u180f]|[\ufe00-\ufe0f]/u;
const SPACE = /[\t\n\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000 ]/u;
const HYPHEN = /[\u2010-\u2015\u2212\ufe58\ufe63]/u;
const FULL_WIDTH = /[\uff01-\uff5e]/u;
const FULL_WIDTH_SHIFT = 0xfee0;
const SMALL_AT_SIGN = "\ufe6b";
const MARK = /\p{M}/gu;
const BEYOND_ASCII = /[^\0-\x7f]/;
const ESCAPED_AT = "%40";

/** The zeros of the decimal digits of other scripts (Unicode category Nd); one to nine follow each. */
const ZEROS = (
  "660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090 17e0 1810 1946 19d0 1a80 1a90 1b50 1bb0 " +
  "1c40 1c50 a620 a8d0 a900 a9d0 a9f0 aa50 abf0 1d7ce 1d7d8 1d7e2 1d7ec 1d7f6"
)
  .split(" ")
  .map((zero) => Number.parseInt(zero, 16));
const digits = new Map(
  ZEROS.flatMap((zero) =>
    Array.from({ length: 10 }, (_, value) => [String.fromCodePoint(zero + value), String(value)]),
  ),
);

/**
 * A text as the detectors read it: invisible signs are gone, digits of all scripts and full-width signs are ASCII, every
 * hyphen is one, and every blank beyond ASCII is a space. `%40` is the at sign that it stands for.
 */
export function foldSigns(text: string): FoldedText {
  if (!BEYOND_ASCII.test(text) && !text.includes(ESCAPED_AT)) return unfolded(text);
  const folded = new FoldedUnits(text.length);
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === 0x25 && text.startsWith(ESCAPED_AT, at)) {
      folded.push(0x40, at);
      at += ESCAPED_AT.length;
    } else if (code < 128) folded.push(code, at++);
    else at += folded.pushAs(foldSign, text, at);
  }
  return folded.build(text.length);
}

/**
 * A text as words are looked up in it: invisible signs are gone, letters are small and without marks, compatibility forms
 * undone, digits of all scripts ASCII, and every run of blanks is one space.
 */
export function foldWords(text: string): FoldedText {
  if (!/[^\0-\x7f]|[\t\n\v\f\r]| {2}/.test(text)) return unfolded(text.toLowerCase());
  const folded = new FoldedUnits(text.length);
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code < 128) folded.push(code >= 0x41 && code <= 0x5a ? code + 0x20 : code, at++);
    else at += folded.pushAs(foldLetter, text, at, true);
  }
  return folded.build(text.length);
}

function unfolded(text: string): FoldedText {
  return { text, origin: (index) => index };
}

/** Gathers the units of a folded text, each with the place it came from. */
class FoldedUnits {
  #units: Uint16Array;
  #origins: Uint32Array;
  #length = 0;

  constructor(capacity: number) {
    this.#units = new Uint16Array(capacity);
    this.#origins = new Uint32Array(capacity);
  }

  push(unit: number, origin: number): void {
    if (this.#length === this.#units.length) this.#grow();
    this.#units[this.#length] = unit;
    this.#origins[this.#length] = origin;
    this.#length += 1;
  }

  /** Pushes what `fold` makes of the code point at `at`, and gives the units that it has. */
  pushAs(fold: (character: string) => string, text: string, at: number, joinsSpaces = false): number {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const unit = fold(character);
    const isRepeated = joinsSpaces && unit === " " && this.#length > 0 && this.#units[this.#length - 1] === 0x20;
    if (!isRepeated) for (let index = 0; index < unit.length; index++) this.push(unit.charCodeAt(index), at);
    return character.length;
  }

  build(end: number): FoldedText {
    const [length, origins] = [this.#length, this.#origins];
    return {
      text: decodeUnits(this.#units.subarray(0, length)),
      origin: (index) => (index < length ? (origins[index] ?? end) : end),
    };
  }

  #grow(): void {
    const [units, origins] = [new Uint16Array(2 * this.#length + 16), new Uint32Array(2 * this.#length + 16)];
    units.set(this.#units);
    origins.set(this.#origins);
    [this.#units, this.#origins] = [units, origins];
  }
}

/** No TextDecoder: it would replace surrogates without partners, whose units stay as they are. */
function decodeUnits(units: Uint16Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < units.length; at += 4096) {
    // `apply` takes typed arrays as they are; spreading one goes through its iterator, which takes ten times as long.
    pieces.push(String.fromCharCode.apply(null, units.subarray(at, at + 4096) as unknown as number[]));
  }
  return pieces.join("");
}

const foldSign = remembered((character) => {
  if (INVISIBLE.test(character)) return "";
  if (SPACE.test(character)) return " ";
  if (HYPHEN.test(character)) return "-";
  if (character === SMALL_AT_SIGN) return "@";
  if (FULL_WIDTH.test(character)) return String.fromCodePoint((character.codePointAt(0) ?? 0) - FULL_WIDTH_SHIFT);
  return digits.get(character) ?? character;
});

/** Upper case first: some letters have a common capital only. Hangul syllables are put together again. */
const foldLetter = remembered((character) => {
  if (INVISIBLE.test(character)) return "";
  if (SPACE.test(character)) return " ";
  const digit = digits.get(character);
  if (digit !== undefined) return digit;
  const small = character.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD");
  return small.replace(MARK, "").normalize("NFC");
});

/** A text has far fewer different signs than signs. The last ones are kept, so that a file cannot fill the memory. */
function remembered(fold: (character: string) => string): (character: string) => string {
  const known = new Map<string, string>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    if (known.size === 65_536) known.clear();
    const unit = fold(character);
    known.set(character, unit);
    return unit;
  };
}
