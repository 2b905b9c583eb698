import type { SipHash } from "./siphash.ts";

/** Tokens in one shingle. */
const SHINGLE_TOKENS = 5;

const TWO_32 = 0x1_0000_0000;
const BUFFER_BYTES = 1 << 14;

/**
 * Hashes the shingles of one message after another and keeps those that the key selects (FracMinHash).
 *
 * A shingle is {@link SHINGLE_TOKENS} consecutive tokens of one message, joined by a space; a message with fewer tokens
 * is one shingle. With `h` the 64-bit keyed hash, a shingle is sampled when `h mod sampling = 0`, and its fingerprint is
 * the upper 53 bits of `h`, a safe integer. Source: L. Irber et al., "Lightweight compositional analysis of metagenomes
 * with FracMinHash and minimum metagenome covers" (bioRxiv 2022.01.11.475838).
 */
export class ShingleSampler {
  readonly #hash: SipHash;
  readonly #sampling: number;
  readonly #bytes = new Uint8Array(BUFFER_BYTES);
  /** Where the last tokens of this message begin, as a ring of {@link SHINGLE_TOKENS} places. */
  readonly #starts = new Int32Array(SHINGLE_TOKENS);
  #tokens = 0;
  #length = 0;
  #sampled: number[] = [];

  /** `sampling` is S of the ruleset: about one shingle in S is kept. */
  constructor(hash: SipHash, sampling: number) {
    this.#hash = hash;
    this.#sampling = sampling;
  }

  /** Adds the next token of the message, UTF-8 in `token[0, length)`, at most 128 bytes. */
  addToken(token: Uint8Array, length: number): void {
    if (this.#length + length + 1 > BUFFER_BYTES) this.#compact();
    const bytes = this.#bytes;
    const start = this.#length;
    this.#starts[this.#tokens % SHINGLE_TOKENS] = start;
    for (let i = 0; i < length; i++) bytes[start + i] = token[i] ?? 0;
    bytes[start + length] = 0x20;
    this.#length = start + length + 1;
    this.#tokens++;
    if (this.#tokens >= SHINGLE_TOKENS) this.#sample(this.#starts[this.#tokens % SHINGLE_TOKENS] ?? 0);
  }

  /** Ends the message: shingles never span two messages. */
  endMessage(): void {
    if (this.#tokens > 0 && this.#tokens < SHINGLE_TOKENS) this.#sample(this.#starts[0] ?? 0);
    this.#tokens = 0;
    this.#length = 0;
  }

  /** Gives the sampled fingerprints since the last call, in order, repetitions included. */
  take(): number[] {
    const sampled = this.#sampled;
    this.#sampled = [];
    return sampled;
  }

  #sample(start: number): void {
    const hash = this.#hash;
    hash.digest(this.#bytes, start, this.#length - 1);
    const remainder = ((hash.high % this.#sampling) * (TWO_32 % this.#sampling) + hash.low) % this.#sampling;
    if (remainder === 0) this.#sampled.push(hash.high * 0x20_0000 + (hash.low >>> 11));
  }

  /** Moves the tokens that later shingles still need to the front. */
  #compact(): void {
    const kept = Math.min(this.#tokens, SHINGLE_TOKENS - 1);
    const from = this.#starts[(this.#tokens - kept) % SHINGLE_TOKENS] ?? 0;
    this.#bytes.copyWithin(0, from, this.#length);
    this.#length -= from;
    for (let i = this.#tokens - kept; i < this.#tokens; i++) {
      this.#starts[i % SHINGLE_TOKENS] = (this.#starts[i % SHINGLE_TOKENS] ?? 0) - from;
    }
  }
}
