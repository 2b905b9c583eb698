/**
 * Where everything lies in the memory of the text meter. The host writes the tables and the input and reads the results;
 * nothing is allocated while text is read.
 */

/** Most bytes of text in one call of `scan`. */
export const INPUT_BYTES: u32 = 1 << 16;
/** A word of eight bytes is read at once; what is read beyond the end is not used. */
const SLACK: i32 = 16;

/** Code points below 2^16 have a place of their own in the tables, those above one for each 2^12. */
const TABLE_BYTES: i32 = 0x10000 + 0x110;
export const CLASSES: usize = memory.data(TABLE_BYTES);
export const SCRIPTS: usize = memory.data(TABLE_BYTES);

/**
 * What each code point below 2^16 folds to, as u16: 0 for itself; from {@link EXPANDED} on, the number of a place in
 * {@link EXPANSIONS}, where up to three code points as u16 end with 0.
 */
export const FOLDING: usize = memory.data(2 * 0x10000);
export const EXPANDED: u32 = 0xd800;
export const EXPANSIONS: usize = memory.data(8 * 0x400);

export const INPUT: usize = memory.data((1 << 16) + SLACK, 16);

/** Of the message so far: bytes, code points, letters, tokens; of the last call: fingerprints, windows. All u32. */
export const COUNTS: usize = memory.data(24, 16);

/** Fingerprints of one call, as f64: each takes at least one byte of input, and the end of a message may give one more. */
export const SAMPLED: usize = memory.data(8 * ((1 << 16) + 1), 16);

/** Windows of one call: tokens, types, adjacent, apart as u32. */
export const WINDOWS: usize = memory.data(16 * 34, 16);

/** Tokens of the conversation by script, as u32; digits in the last. */
export const SCRIPT_TOKENS: usize = memory.data(4 * 16, 16);

/** The place of `codePoint` in {@link CLASSES} and {@link SCRIPTS}. */
export function tableIndex(codePoint: u32): u32 {
  return codePoint < 0x10000 ? codePoint : 0x10000 + (codePoint >> 12);
}
