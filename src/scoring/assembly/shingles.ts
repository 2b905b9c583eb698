import { SAMPLED } from "./memory";
import { sipHash } from "./siphash";

/**
 * Samples the shingles of one message after another (docs/scoring.md, section 4). Source of the sampling by a share of the
 * hashes (FracMinHash): L. Irber et al., "Lightweight compositional analysis of metagenomes with FracMinHash and minimum
 * metagenome covers" (bioRxiv 2022.01.11.475838).
 */

const SHINGLE_TOKENS: u32 = 5;
/** M: ⌊2^64 / φ⌋ of the golden ratio, odd, so that nothing of a hash is lost by multiplying. */
const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;
/** What the hash of the token that leaves the shingle has been multiplied by. */
const LEAVING: u64 = MULTIPLIER * MULTIPLIER * MULTIPLIER * MULTIPLIER * MULTIPLIER;
/** Behind the sum when it is hashed: no token contains this byte. */
const MARK: u8 = 0xff;

/** The hashes of the last five tokens, as a ring. */
const HASHES: usize = memory.data(8 * 5, 16);
const SUM: usize = memory.data(16, 16);

/** Fingerprints written in this call. */
export let sampledCount: u32 = 0;

/** Sums whose upper half is below this are sampled. */
let below: u64 = 0;
let sum: u64 = 0;
let tokens: u32 = 0;
let place: u32 = 0;

/** About one shingle in `S` is kept. */
export function setSampling(S: u32): void {
  below = ((<u64>1) << 32) / S;
}

/** Starts a message: shingles never span two. */
export function startShingles(): void {
  sum = 0;
  tokens = 0;
  place = 0;
}

/** To be called when the host has read the fingerprints. */
export function forgetSampled(): void {
  sampledCount = 0;
}

/** Adds the next token of the message by its hash. */
export function addToShingles(hash: u64): void {
  const at = HASHES + 8 * place;
  place = place == SHINGLE_TOKENS - 1 ? 0 : place + 1;
  sum = sum * MULTIPLIER + hash;
  tokens++;
  if (tokens > SHINGLE_TOKENS) sum -= load<u64>(at) * LEAVING;
  store<u64>(at, hash);
  if (tokens >= SHINGLE_TOKENS) sample();
}

function sample(): void {
  if (sum >> 32 >= below) return;
  store<u64>(SUM, sum);
  store<u8>(SUM, MARK, 8);
  store<f64>(SAMPLED + 8 * sampledCount, <f64>(sipHash(SUM, 9) >> 11));
  sampledCount++;
}
