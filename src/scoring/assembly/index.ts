import { CLASSES, COUNTS, EXPANDED, EXPANSIONS, FOLDING, INPUT, SCRIPT_TOKENS, tableIndex } from "./memory";
import { addToShingles, forgetSampled, sampledCount, setSampling, startShingles } from "./shingles";
import { setKey } from "./siphash";
import { addToWindow, endWindow, forgetWindows, startWindows, windowCount } from "./windows";
import { clearWords, findWord, hashOf, nextWord, scriptOf } from "./words";

/**
 * The text meter: reads text as UTF-8, cuts it into tokens (docs/scoring.md, section 3), counts, and gives every token to
 * the windows and shingles. `text-meter.ts` is its host.
 */

/** Most code points of a word, and of a phrase in a script without spaces. */
const WORD_CODE_POINTS: u32 = 32;
const PHRASE_CODE_POINTS: u32 = 3;

export { CLASSES, COUNTS, EXPANSIONS, FOLDING, INPUT, SAMPLED, SCRIPTS, SCRIPT_TOKENS, WINDOWS } from "./memory";

/** The classes of code points, numbered as in `code-points.ts`: letters of all kinds come last, separators first. */
const SPACE: u32 = 1;
const IGNORED: u32 = 2;
const DIGIT: u32 = 3;
const LETTER: u32 = 4;
const PHRASE: u32 = 6;

const BLANK: u32 = 0x20;
const LOWER: u32 = 0x20;
const ZERO: u32 = 0x30;

/** Of the message so far. */
let bytes: u32 = 0;
let codePoints: u32 = 0;
let letters: u32 = 0;
let tokens: u32 = 0;

/** The token that is open: its bytes, its code points and the first of these. */
let length: u32 = 0;
let size: u32 = 0;
let first: u32 = 0;
let inDigits: bool = false;
let inPhrase: bool = false;
let inSpace: bool = false;

/** Sets the fingerprint key, as two little-endian words, and S of the ruleset. */
export function configure(key0: u64, key1: u64, S: u32): void {
  setKey(key0, key1);
  setSampling(S);
  clearWords();
}

/** Starts a conversation, whatever became of the one before. */
export function startConversation(): void {
  startWindows();
  memory.fill(SCRIPT_TOKENS, 0, 4 * 16);
}

/** Starts a message of the conversation. */
export function startMessage(): void {
  bytes = 0;
  codePoints = 0;
  letters = 0;
  tokens = 0;
  length = 0;
  size = 0;
  inDigits = false;
  inPhrase = false;
  inSpace = false;
  startShingles();
}

/** Reads the next `count` bytes of the message, whole code points. Forgets the fingerprints and windows of the last call. */
export function scan(count: u32): void {
  forgetSampled();
  forgetWindows();
  const end = INPUT + count;
  for (let at: usize = INPUT; at < end;) {
    const word = load<u64>(at);
    const run = <u32>min<usize>(leadingLetters(word), end - at);
    if (run > 0 && !inPhrase) at += appendLetters(word, run);
    else if (load<u8>(at) == BLANK) {
      acceptSpace();
      at++;
    } else if (load<u8>(at) < 0x80) accept(load<u8>(at++), 1);
    else at += acceptLong(at);
  }
  tell();
}

/** Ends the message; what it leaves to be read is as of {@link scan}. */
export function endMessage(): void {
  forgetSampled();
  forgetWindows();
  endToken();
  tell();
}

/** Ends the conversation; what it leaves to be read is as of {@link scan}. */
export function endConversation(): void {
  forgetSampled();
  forgetWindows();
  endWindow();
  tell();
}

/** Writes what the host reads after each call. */
function tell(): void {
  store<u32>(COUNTS, bytes, 0);
  store<u32>(COUNTS, codePoints, 4);
  store<u32>(COUNTS, letters, 8);
  store<u32>(COUNTS, tokens, 12);
  store<u32>(COUNTS, sampledCount, 16);
  store<u32>(COUNTS, windowCount, 20);
}

/** How many of the eight bytes of `word`, from the first on, are ASCII letters. */
function leadingLetters(word: u64): u32 {
  const lower = (word | 0x2020202020202020) & 0x7f7f7f7f7f7f7f7f;
  const fromA = lower + 0x1f1f1f1f1f1f1f1f;
  const beyondZ = lower + 0x0505050505050505;
  const others = ~(fromA & ~beyondZ & ~word) & 0x8080808080808080;
  return others == 0 ? 8 : (<u32>ctz(others)) >> 3;
}

/** Takes the first `run` bytes of `word`, ASCII letters, into the token as far as they fit, and says how many. */
function appendLetters(word: u64, run: u32): u32 {
  const taken = min<u32>(run, WORD_CODE_POINTS - size);
  if (size == 0) first = ((<u32>word) & 0xff) | LOWER;
  store<u64>(nextWord() + length, word | 0x2020202020202020);
  length += taken;
  size += taken;
  letters += taken;
  codePoints += taken;
  bytes += taken;
  inSpace = false;
  inDigits = false;
  if (size == WORD_CODE_POINTS) endToken();
  return taken;
}

/** Takes the code point of several bytes at `at` and says how many they are. */
function acceptLong(at: usize): u32 {
  const lead = <u32>load<u8>(at);
  if (lead < 0xe0) {
    accept(((lead & 0x1f) << 6) | rest(at + 1), 2);
    return 2;
  }
  if (lead < 0xf0) {
    accept(((lead & 0x0f) << 12) | (rest(at + 1) << 6) | rest(at + 2), 3);
    return 3;
  }
  accept(((lead & 0x07) << 18) | (rest(at + 1) << 12) | (rest(at + 2) << 6) | rest(at + 3), 4);
  return 4;
}

function rest(at: usize): u32 {
  return (<u32>load<u8>(at)) & 0x3f;
}

function classOf(codePoint: u32): u32 {
  return load<u8>(CLASSES + tableIndex(codePoint));
}

function accept(codePoint: u32, count: u32): void {
  const kind = classOf(codePoint);
  if (kind == IGNORED) return;
  if (kind == SPACE) return acceptSpace();
  inSpace = false;
  codePoints++;
  bytes += count;
  if (kind >= LETTER) {
    letters++;
    fold(codePoint, kind);
  } else take(codePoint, kind);
}

function acceptSpace(): void {
  endToken();
  if (inSpace) return;
  inSpace = true;
  codePoints++;
  bytes++;
}

/** Gives a letter to the token as what it folds to. */
function fold(codePoint: u32, kind: u32): void {
  if (codePoint < 0x80 || codePoint >= 0x10000) return take(codePoint, kind);
  const folded = <u32>load<u16>(FOLDING + 2 * codePoint);
  if (folded == 0) return take(codePoint, kind);
  if (folded < EXPANDED) return take(folded, classOf(folded));
  for (let at = EXPANSIONS + 8 * (folded - EXPANDED); load<u16>(at) != 0; at += 2) {
    take(load<u16>(at), classOf(load<u16>(at)));
  }
}

function take(codePoint: u32, kind: u32): void {
  if (kind >= LETTER) takeLetter(codePoint, kind);
  else if (kind == DIGIT) takeDigit();
  else if (kind != IGNORED) endToken();
}

function takeDigit(): void {
  if (inDigits) return;
  if (inPhrase) endToken();
  append(ZERO, WORD_CODE_POINTS);
  inDigits = true;
}

/** A letter beyond ASCII, or one behind a phrase. */
function takeLetter(codePoint: u32, kind: u32): void {
  inDigits = false;
  const isPhrase = kind == PHRASE;
  if ((kind != LETTER && !isPhrase) || isPhrase != inPhrase) endToken();
  inPhrase = isPhrase;
  const limit = kind == LETTER ? WORD_CODE_POINTS : isPhrase ? PHRASE_CODE_POINTS : 1;
  append(codePoint < 0x80 ? codePoint | LOWER : codePoint, limit);
}

function append(codePoint: u32, limit: u32): void {
  if (size == 0) first = codePoint;
  size++;
  length += write(nextWord() + length, codePoint);
  if (size >= limit) endToken();
}

/** Writes a code point in UTF-8 and says in how many bytes. */
function write(at: usize, codePoint: u32): u32 {
  if (codePoint < 0x80) {
    store<u8>(at, <u8>codePoint);
    return 1;
  }
  if (codePoint < 0x800) {
    store<u8>(at, <u8>(0xc0 | (codePoint >> 6)));
    store<u8>(at, <u8>(0x80 | (codePoint & 0x3f)), 1);
    return 2;
  }
  if (codePoint < 0x10000) {
    store<u8>(at, <u8>(0xe0 | (codePoint >> 12)));
    store<u8>(at, <u8>(0x80 | ((codePoint >> 6) & 0x3f)), 1);
    store<u8>(at, <u8>(0x80 | (codePoint & 0x3f)), 2);
    return 3;
  }
  store<u8>(at, <u8>(0xf0 | (codePoint >> 18)));
  store<u8>(at, <u8>(0x80 | ((codePoint >> 12) & 0x3f)), 1);
  store<u8>(at, <u8>(0x80 | ((codePoint >> 6) & 0x3f)), 2);
  store<u8>(at, <u8>(0x80 | (codePoint & 0x3f)), 3);
  return 4;
}

function endToken(): void {
  inDigits = false;
  inPhrase = false;
  if (size == 0) return;
  const word = findWord(length, first);
  size = 0;
  length = 0;
  tokens++;
  const count = SCRIPT_TOKENS + 4 * scriptOf(word);
  store<u32>(count, load<u32>(count) + 1);
  addToShingles(hashOf(word));
  addToWindow(word);
}
