import { createCipheriv } from "node:crypto";

/** A chunk with a tag that is right under two keys, and so opens to two plaintexts: 1,024 bytes and the tag. */
const BLOCKS = 64;
const P = 2n ** 130n - 5n;
const WORD = 2n ** 128n;
/** Where the two blocks stand that are solved for; the others are free. */
const [I, J] = [10, 20] as const;

type OneTimeKey = { readonly r: bigint; readonly s: bigint };

/**
 * Makes such a chunk. Poly1305 is a polynomial modulo 2^130 − 5 whose coefficients are the ciphertext: with two blocks left
 * open, "the same tag under both keys" is two linear equations. Neither key is broken by it; ChaCha20-Poly1305 does not
 * promise that a ciphertext belongs to one key.
 */
export function twoKeyChunk(keys: readonly [Uint8Array, Uint8Array], nonce: Uint8Array): Buffer {
  const [one, two] = keys.map((key) => oneTimeKey(key, nonce)) as [OneTimeKey, OneTimeKey];
  const blocks = Array.from({ length: BLOCKS }, (_, i) => BigInt(i) ** 9n + WORD);
  blocks.push(BigInt(16 * BLOCKS) * 2n ** 64n + WORD);
  const power = (r: bigint, at: number): bigint => modPow(r, BigInt(blocks.length - at));
  const rest = ({ r }: OneTimeKey): bigint =>
    blocks.reduce((sum, block, at) => (at === I || at === J ? sum : mod(sum + block * power(r, at))), 0n);
  const [restOne, restTwo] = [rest(one), rest(two)];
  const determinant = mod(power(one.r, I) * power(two.r, J) - power(one.r, J) * power(two.r, I));
  const inverse = modPow(determinant, P - 2n);
  // One in sixteen tags gives two numbers that are blocks: 128 bits and a 1 above them.
  for (let tag = 1n; ; tag++) {
    const a = mod(mod128(tag - one.s) - restOne);
    const b = mod(mod128(tag - two.s) - restTwo);
    const x = mod((a * power(two.r, J) - b * power(one.r, J)) * inverse) - WORD;
    const y = mod((b * power(one.r, I) - a * power(two.r, I)) * inverse) - WORD;
    if (x < 0n || x >= WORD || y < 0n || y >= WORD) continue;
    const body = blocks.slice(0, BLOCKS).map((block, at) => (at === I ? x : at === J ? y : block - WORD));
    return Buffer.concat([...body, tag].map((block) => littleEndian(block)));
  }
}

function oneTimeKey(key: Uint8Array, nonce: Uint8Array): OneTimeKey {
  const counterAndNonce = Buffer.concat([Buffer.alloc(4), nonce]);
  const bytes = createCipheriv("chacha20", key, counterAndNonce).update(Buffer.alloc(32));
  const read = (from: number): bigint =>
    BigInt(
      `0x${Buffer.from(bytes.subarray(from, from + 16))
        .reverse()
        .toString("hex")}`,
    );
  return { r: read(0) & 0x0ffffffc0ffffffc0ffffffc0fffffffn, s: read(16) };
}

function littleEndian(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(32, "0"), "hex").reverse();
}

function mod(value: bigint): bigint {
  return ((value % P) + P) % P;
}

function mod128(value: bigint): bigint {
  return BigInt.asUintN(128, value);
}

function modPow(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, mod(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}
