import { classifyCodePoint, CodePoint } from "./code-points.ts";

/** A word longer than this many code points is cut into several tokens. */
const MAX_TOKEN_CODE_POINTS = 32;
/** Scripts without spaces have no word ends to see, so their runs are cut this short. */
const PHRASE_CODE_POINTS = 3;

/** What the text of one message amounts to. */
export type TextCounts = {
  /** UTF-8 bytes; a run of spaces is one byte, ignored code points are none, a lone surrogate is three. */
  readonly bytes: number;
  /** Code points, counted like `bytes`: a run of spaces is one, ignored ones are none. */
  readonly codePoints: number;
  /** Code points that are letters of any script. */
  readonly letters: number;
  readonly tokens: number;
};

/** Receives each token as UTF-8 in `bytes[0, length)`; the array is reused for the next one. */
export type TokenSink = (bytes: Uint8Array, length: number, firstCodePoint: number) => void;

/**
 * Cuts texts into the tokens of ruleset version 1 (docs/scoring.md, section "Tokens") and counts their volume.
 *
 * ASCII letters are lower-cased, each run of digits becomes one `0`, an ideograph is a token, other letters and digits
 * join into words, everything else separates.
 */
export function createTokeniser(emit: TokenSink): (text: string) => TextCounts {
  const tokeniser = new Tokeniser(emit);
  return (text) => tokeniser.scan(text);
}

class Tokeniser {
  readonly #emit: TokenSink;
  readonly #bytes = new Uint8Array(4 * MAX_TOKEN_CODE_POINTS);
  #length = 0;
  #size = 0;
  #first = 0;
  #inDigits = false;
  #inPhrase = false;
  #inSpace = false;
  #counted = 0;
  #codePoints = 0;
  #letters = 0;
  #tokens = 0;

  constructor(emit: TokenSink) {
    this.#emit = emit;
  }

  scan(text: string): TextCounts {
    this.#inSpace = false;
    this.#counted = this.#codePoints = this.#letters = this.#tokens = 0;
    for (let i = 0; i < text.length; i++) {
      let codePoint = text.charCodeAt(i);
      if (codePoint >= 0xd800 && codePoint < 0xe000) {
        codePoint = text.codePointAt(i) ?? codePoint;
        if (codePoint > 0xffff) i++;
      }
      this.#accept(codePoint);
    }
    this.#endToken();
    return { bytes: this.#counted, codePoints: this.#codePoints, letters: this.#letters, tokens: this.#tokens };
  }

  #accept(codePoint: number): void {
    const kind = classifyCodePoint(codePoint);
    if (kind === CodePoint.IGNORED) return;
    if (kind === CodePoint.SPACE) {
      this.#acceptSpace();
      return;
    }
    this.#inSpace = false;
    this.#codePoints++;
    this.#counted += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    if (kind === CodePoint.SEPARATOR) this.#endToken();
    else if (kind === CodePoint.DIGIT) this.#acceptDigit();
    else this.#acceptLetter(codePoint, kind);
  }

  #acceptSpace(): void {
    this.#endToken();
    if (this.#inSpace) return;
    this.#inSpace = true;
    this.#codePoints++;
    this.#counted++;
  }

  #acceptDigit(): void {
    if (this.#inDigits) return;
    if (this.#inPhrase) this.#endToken();
    this.#append(0x30, MAX_TOKEN_CODE_POINTS);
    this.#inDigits = true;
  }

  #acceptLetter(codePoint: number, kind: number): void {
    this.#letters++;
    this.#inDigits = false;
    const phrase = kind === CodePoint.PHRASE;
    if (kind === CodePoint.IDEOGRAPH || phrase !== this.#inPhrase) this.#endToken();
    this.#inPhrase = phrase;
    const limit = kind === CodePoint.LETTER ? MAX_TOKEN_CODE_POINTS : phrase ? PHRASE_CODE_POINTS : 1;
    this.#append(codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 0x20 : codePoint, limit);
  }

  #append(codePoint: number, limit: number): void {
    if (this.#size === 0) this.#first = codePoint;
    this.#size++;
    this.#write(codePoint);
    if (this.#size >= limit) this.#endToken();
  }

  #write(codePoint: number): void {
    const bytes = this.#bytes;
    if (codePoint < 0x80) {
      bytes[this.#length++] = codePoint;
      return;
    }
    if (codePoint < 0x800) bytes[this.#length++] = 0xc0 | (codePoint >>> 6);
    else {
      if (codePoint < 0x10000) bytes[this.#length++] = 0xe0 | (codePoint >>> 12);
      else {
        bytes[this.#length++] = 0xf0 | (codePoint >>> 18);
        bytes[this.#length++] = 0x80 | ((codePoint >>> 12) & 0x3f);
      }
      bytes[this.#length++] = 0x80 | ((codePoint >>> 6) & 0x3f);
    }
    bytes[this.#length++] = 0x80 | (codePoint & 0x3f);
  }

  #endToken(): void {
    this.#inDigits = false;
    this.#inPhrase = false;
    if (this.#size === 0) return;
    this.#emit(this.#bytes, this.#length, this.#first);
    this.#tokens++;
    this.#size = 0;
    this.#length = 0;
  }
}
