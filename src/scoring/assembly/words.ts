import { SCRIPTS, tableIndex } from "./memory";
import { partialWord, sipHash } from "./siphash";

/**
 * The words met so far, each hashed once. It is emptied between windows when it is nearly full, which changes nothing but
 * speed: words are told apart by their bytes.
 */

/** Fields of an entry: the first eight bytes, the hash, where the bytes are, and by whom it was last used. */
const HEAD: usize = 0;
const HASH: usize = 8;
const BYTES: usize = 16;
const WINDOW: usize = 20;
const TYPE: usize = 24;
const LENGTH: usize = 28;
const SCRIPT: usize = 29;
const ENTRY_BYTES: u32 = 32;

const MOST_ENTRIES: u32 = 1 << 14;
const SLOT_BITS: u32 = 15;
const MOST_BYTES: u32 = 1 << 20;
/** What one window may add: 2,000 words of at most 128 bytes. */
const WINDOW_ENTRIES: u32 = 2000;
const WINDOW_BYTES: u32 = 2000 * 128;

const ENTRIES: usize = memory.data(32 << 14, 16);
/** Numbers of entries, from 1, by hash; 0 is free. Open addressing with linear probing, at most half full. */
const SLOTS: usize = memory.data(2 << 15, 16);
const TEXT: usize = memory.data((1 << 20) + 256, 16);

let entries: u32 = 0;
let textEnd: u32 = 0;
/** Nobody without the key can choose words that meet in one slot. */
let secret: u64 = 1;

/** Forgets all words; to be called under a new key. */
export function clearWords(): void {
  memory.fill(SLOTS, 0, 2 << SLOT_BITS);
  entries = 0;
  textEnd = 0;
  secret = sipHash(TEXT, 0) | 1;
}

/** Makes room for the words of one more window. */
export function makeRoom(): void {
  if (entries + WINDOW_ENTRIES > MOST_ENTRIES || textEnd + WINDOW_BYTES > MOST_BYTES) clearWords();
}

/** Where the bytes of the next word are to be written before it is looked up. */
export function nextWord(): usize {
  return TEXT + textEnd;
}

/** The entry of the `length` bytes at {@link nextWord}; `codePoint` is the first one. */
export function findWord(length: u32, codePoint: u32): usize {
  const word = TEXT + textEnd;
  const head = length >= 8 ? load<u64>(word) : partialWord(word, length);
  let slot = firstSlot(word, head, length);
  for (;;) {
    const number = <u32>load<u16>(SLOTS + 2 * slot);
    if (number == 0) break;
    const entry = ENTRIES + ENTRY_BYTES * (number - 1);
    if (load<u64>(entry, HEAD) == head && load<u8>(entry, LENGTH) == length) {
      const isSame = length <= 8 || memory.compare(TEXT + load<u32>(entry, BYTES) + 8, word + 8, length - 8) == 0;
      if (isSame) return entry;
    }
    slot = (slot + 1) & ((1 << SLOT_BITS) - 1);
  }
  const entry = ENTRIES + ENTRY_BYTES * entries;
  entries++;
  store<u16>(SLOTS + 2 * slot, <u16>entries);
  store<u64>(entry, head, HEAD);
  store<u64>(entry, sipHash(word, length), HASH);
  store<u32>(entry, textEnd, BYTES);
  store<u32>(entry, 0, WINDOW);
  store<u8>(entry, <u8>length, LENGTH);
  store<u8>(entry, load<u8>(SCRIPTS + tableIndex(codePoint)), SCRIPT);
  textEnd += length;
  return entry;
}

function firstSlot(word: usize, head: u64, length: u32): u32 {
  let hash = (head ^ length) * secret;
  for (let at: u32 = 8; at < length; at += 8) {
    const left = length - at;
    const more = left >= 8 ? load<u64>(word + at) : partialWord(word + at, left);
    hash = (hash ^ (hash >> 32) ^ more) * secret;
  }
  return <u32>(hash >> (64 - SLOT_BITS));
}

/** SipHash of a word. */
export function hashOf(entry: usize): u64 {
  return load<u64>(entry, HASH);
}

/** The script of a word, an index into the counts. */
export function scriptOf(entry: usize): u32 {
  return load<u8>(entry, SCRIPT);
}

/** Whether a word has been met in the window of this number, from 1. */
export function isInWindow(entry: usize, window: u32): bool {
  return load<u32>(entry, WINDOW) == window;
}

/** Gives a word its number among the types of a window. */
export function setType(entry: usize, window: u32, type: u32): void {
  store<u32>(entry, window, WINDOW);
  store<u32>(entry, type, TYPE);
}

/** The number of a word among the types of its window. */
export function typeOf(entry: usize): u32 {
  return load<u32>(entry, TYPE);
}
