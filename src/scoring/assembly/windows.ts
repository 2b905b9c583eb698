import { WINDOWS } from "./memory";
import { clearWords, isInWindow, makeRoom, setType, typeOf } from "./words";

/**
 * Counts distinct tokens and recurring pairs in windows of 2,000 tokens (docs/scoring.md, qT and section 5.1).
 *
 * Windows make the counts independent of the length of the text: the plain ratio of distinct tokens to tokens falls with
 * length, and would pay a long honest conversation, or one in a script with few signs, less than a short one.
 */

const WINDOW_TOKENS: u32 = 2000;
const NEAREST_APART: u32 = 5;
const FARTHEST_APART: u32 = 12;
/** Shorter windows tell nothing of order: distance 12 would come round to the neighbours. */
const LEAST_ORDERED: u32 = 25;

/** The type of each token as u16, and the first ones again behind the last, for the window is read as a ring. */
const ORDER: usize = memory.data(2 * (2000 + 12), 16);
/** One bit for each pair of types, clear between counts. */
const SEEN: usize = memory.data((2000 * 2000) / 8 + 8, 16);

/** Windows written in this call. */
export let windowCount: u32 = 0;

let window: u32 = 1;
let tokens: u32 = 0;
let types: u32 = 0;

/** Starts a conversation, whatever became of the one before. */
export function startWindows(): void {
  windowCount = 0;
  closeWindow();
}

/** To be called when the host has read the windows. */
export function forgetWindows(): void {
  windowCount = 0;
}

/** Adds the next token of the conversation. */
export function addToWindow(entry: usize): void {
  const isKnown = isInWindow(entry, window);
  // Without a branch: one word in three is new, and which one cannot be foreseen.
  const type = select<u32>(typeOf(entry), types, isKnown);
  types += <u32>!isKnown;
  setType(entry, window, type);
  store<u16>(ORDER + 2 * tokens, <u16>type);
  if (++tokens == WINDOW_TOKENS) endWindow();
}

/** Writes the window that is open, if it holds anything. */
export function endWindow(): void {
  if (tokens == 0) return;
  let adjacent: u32 = 0;
  let apart: u32 = 0;
  if (tokens >= LEAST_ORDERED) {
    memory.copy(ORDER + 2 * tokens, ORDER, 2 * FARTHEST_APART);
    adjacent = recurring(1);
    for (let distance = NEAREST_APART; distance <= FARTHEST_APART; distance++) apart += recurring(distance);
  }
  const at = WINDOWS + 16 * windowCount;
  windowCount++;
  store<u32>(at, tokens, 0);
  store<u32>(at, types, 4);
  store<u32>(at, adjacent, 8);
  store<u32>(at, apart, 12);
  closeWindow();
}

function closeWindow(): void {
  tokens = 0;
  types = 0;
  // After 2^32 windows a word of the first could seem to be in this one.
  if (++window == 0) {
    clearWords();
    window = 1;
  }
  makeRoom();
}

/** How many pairs at this distance have been met before in the window. */
function recurring(distance: u32): u32 {
  const row = types;
  const ahead = 2 * distance;
  const end = ORDER + 2 * tokens;
  let count: u32 = 0;
  for (let at = ORDER; at < end; at += 2) {
    const pair = <u32>load<u16>(at) * row + <u32>load<u16>(at + ahead);
    const cell = SEEN + 4 * (pair >> 5);
    const bits = load<u32>(cell);
    count += (bits >> (pair & 31)) & 1;
    store<u32>(cell, bits | (1 << (pair & 31)));
  }
  memory.fill(SEEN, 0, 4 * (((row * row) >> 5) + 1));
  return count;
}
