const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

/**
 * Writes `bytes` in Bech32 (BIP-173, without its limit of 90 characters, which age lifts too).
 *
 * The age library reads this form but does not export a writer for given bytes; its own reader checks this one in the tests.
 *
 * @param prefix - The human-readable part, in lower case and without the separator.
 */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const digits = toBase32(bytes);
  const text = [...digits, ...checksum(prefix, digits)].map((digit) => ALPHABET.charAt(digit)).join("");
  return `${prefix}1${text}`;
}

function toBase32(bytes: Uint8Array): number[] {
  const digits: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    // At most 4 bits wait in the buffer, so 12 bits are the most it holds.
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) digits.push((buffer >> (bits - 5)) & 31);
  }
  if (bits > 0) digits.push((buffer << (5 - bits)) & 31);
  return digits;
}

function checksum(prefix: string, digits: readonly number[]): number[] {
  const letters = [...new TextEncoder().encode(prefix)];
  const expanded = [...letters.map((code) => code >> 5), 0, ...letters.map((code) => code & 31)];
  const remainder = polymod([...expanded, ...digits, 0, 0, 0, 0, 0, 0]) ^ 1;
  return [25, 20, 15, 10, 5, 0].map((shift) => (remainder >> shift) & 31);
}

function polymod(digits: readonly number[]): number {
  let state = 1;
  for (const digit of digits) {
    const top = state >> 25;
    state = ((state & 0x1ffffff) << 5) ^ digit;
    GENERATORS.forEach((generator, bit) => {
      if ((top >> bit) & 1) state ^= generator;
    });
  }
  return state;
}
