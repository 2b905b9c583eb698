/**
 * What a scanner asks of a text. A string answers it, and so does a counter in the tests: each scanner looks at each sign
 * a bounded number of times, whatever the text holds. Regular expressions see pieces of bounded length only.
 */
export type Signs = Pick<string, "length" | "charCodeAt" | "indexOf" | "slice">;

/** A stretch of a text, from `start` up to but not including `end`. */
export type Stretch = { readonly start: number; readonly end: number };

const DIGIT = 1;
const UPPER = 2;
const LOWER = 4;
const OTHER_LETTER = 8;
const HEX = 16;

/** The classes of the ASCII signs, for a table is read faster than ranges are compared. */
const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return (
    (/[0-9]/.test(sign) ? DIGIT : 0) |
    (/[A-Z]/.test(sign) ? UPPER : 0) |
    (/[a-z]/.test(sign) ? LOWER : 0) |
    (/[0-9A-Fa-f]/.test(sign) ? HEX : 0)
  );
});

/** Whatever lies beyond ASCII counts as a letter: it joins words and never ends one. */
function classOf(code: number): number {
  return code < 128 ? (classes[code] ?? 0) : code >= 128 ? OTHER_LETTER : 0;
}

/** Whether `code` is a digit; `NaN`, as behind the end of a text, is nothing. */
export function isDigit(code: number): boolean {
  return (classOf(code) & DIGIT) !== 0;
}

/** Whether `code` is a hexadecimal digit. */
export function isHexDigit(code: number): boolean {
  return (classOf(code) & HEX) !== 0;
}

/** Whether `code` is an ASCII letter. */
export function isAsciiLetter(code: number): boolean {
  return (classOf(code) & (UPPER | LOWER)) !== 0;
}

/** Whether `code` is an ASCII letter or a digit. */
export function isAsciiWord(code: number): boolean {
  return (classOf(code) & (UPPER | LOWER | DIGIT)) !== 0;
}

/** Whether `code` is a letter of any script, or a digit. */
export function isWord(code: number): boolean {
  return classOf(code) !== 0;
}

/** Where the run of signs for which `belongs` holds, beginning at `from`, ends; at most at `limit`. */
export function runEnd(signs: Signs, from: number, belongs: (code: number) => boolean, limit = signs.length): number {
  let at = from;
  while (at < limit && belongs(signs.charCodeAt(at))) at += 1;
  return at;
}

/** Where the run of such signs that ends before `to` begins; at least at `limit`. */
export function runStart(signs: Signs, to: number, belongs: (code: number) => boolean, limit = 0): number {
  let at = to;
  while (at > limit && belongs(signs.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** The longest runs of at least `least` signs for which `belongs` holds. Of shorter ones most signs are not looked at. */
export function findRuns(signs: Signs, belongs: (code: number) => boolean, least: number): Stretch[] {
  const found: Stretch[] = [];
  for (let start = 0; start + least <= signs.length;) {
    // If the run does not reach back from where it would have to reach, it begins behind what interrupts it.
    const from = runStart(signs, start + least, belongs, start);
    if (from > start) {
      start = from;
      continue;
    }
    const end = runEnd(signs, start + least, belongs);
    found.push({ start, end });
    start = end + 1;
  }
  return found;
}
