import type { Challenge } from "../../access/key-protocol.ts";
import { bytesToHex } from "../../primitives/bytes.ts";
import { RetryableError } from "../../primitives/errors.ts";
import { toHex32, type Hex32 } from "../../primitives/identifiers.ts";

/** Hands out challenges, and takes each back once. */
export type ChallengeBook = {
  /** @throws {RetryableError} `KEYS_BUSY` when too many are out. */
  readonly issue: () => Challenge;
  /** Whether the challenge was given out here, is not too old, and was not taken back before. It is, from now on. */
  readonly redeem: (challenge: Hex32) => boolean;
};

/** What a book is kept with. */
export type ChallengeBookMeans = {
  /** The most challenges that are out at once: they are kept in memory, and strangers ask for them. */
  readonly capacity: number;
  readonly lifetimeSeconds: number;
  /** Unix seconds. */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
};

/** Opens an empty book. What is out when the program ends is void: a data user asks for another challenge. */
export function createChallengeBook({
  capacity,
  lifetimeSeconds,
  now,
  randomBytes,
}: ChallengeBookMeans): ChallengeBook {
  /** When each expires; in the order of their issue, which is that of their expiry. */
  const out = new Map<Hex32, number>();

  function forgetExpired(): void {
    for (const [challenge, expiresAt] of out) {
      if (expiresAt > now()) return;
      out.delete(challenge);
    }
  }

  return {
    issue() {
      forgetExpired();
      if (out.size >= capacity) {
        throw new RetryableError("KEYS_BUSY", "This key service has given out as many challenges as it may.", {
          hint: "Ask again in a few minutes, or ask another validator.",
        });
      }
      const challenge = toHex32(bytesToHex(randomBytes(32)));
      const expiresAt = now() + lifetimeSeconds;
      out.set(challenge, expiresAt);
      return { challenge, expiresAt };
    },
    redeem(challenge) {
      forgetExpired();
      return out.delete(challenge);
    },
  };
}
