import { identityToRecipient } from "age-encryption";
import { InvalidInputError } from "../primitives/errors.ts";
import { encodeBech32 } from "./bech32.ts";

/** What a key is made for: X25519, or ML-KEM-768 with X25519, which also holds against a quantum computer. */
export type IdentityKind = "x25519" | "hybrid";

const SECRET_PREFIXES: Readonly<Record<IdentityKind, string>> = {
  x25519: "age-secret-key-",
  hybrid: "age-secret-key-pq-",
};
const SEED_LENGTH = 32;
const REDACTED = "[secret]";

/**
 * A secret age key and its public recipient. Printing, inspecting, cloning or serialising it shows the recipient only;
 * {@link AgeIdentity.reveal} is the one way to the secret, so that every use of it can be searched for.
 */
export class AgeIdentity {
  /** The public half, `age1…`: what others encrypt to. */
  readonly recipient: string;
  readonly #secret: string;

  /** Prefer {@link identityFromSeed} and {@link parseIdentity}, which prove that both halves belong together. */
  constructor(secret: string, recipient: string) {
    this.#secret = secret;
    this.recipient = recipient;
  }

  /** The secret half, `AGE-SECRET-KEY-1…`. Never log it, never put it into an error. */
  reveal(): string {
    return this.#secret;
  }

  toString(): string {
    return `AgeIdentity(${this.recipient})`;
  }

  toJSON(): { recipient: string; secret: string } {
    return { recipient: this.recipient, secret: REDACTED };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

/**
 * Makes the identity whose secret is `seed`: an X25519 scalar, or the seed of a hybrid key.
 *
 * @param seed - 32 bytes from a cryptographic source of randomness or a key derivation; used for nothing else.
 * @throws {InvalidInputError} `ENCRYPTION_INVALID_SEED` when it does not hold 32 bytes, or when all of them are equal,
 * which is what a source of randomness that was never filled looks like.
 */
export async function identityFromSeed(seed: Uint8Array, kind: IdentityKind = "x25519"): Promise<AgeIdentity> {
  if (seed.length !== SEED_LENGTH || seed.every((byte) => byte === seed[0])) {
    throw new InvalidInputError("ENCRYPTION_INVALID_SEED", "Expected 32 random bytes to make a key from.", {
      context: { length: seed.length },
      hint: "Draw 32 fresh bytes with crypto.getRandomValues.",
    });
  }
  return toIdentity(encodeBech32(SECRET_PREFIXES[kind], seed).toUpperCase());
}

/**
 * Reads the one key of an age identity file, as `age-keygen` writes it: comments after `#`, blank lines, one secret.
 * X25519 (`AGE-SECRET-KEY-1…`) and hybrid post-quantum (`AGE-SECRET-KEY-PQ-1…`) keys are understood.
 *
 * @throws {InvalidInputError} `ENCRYPTION_INVALID_IDENTITY` for anything else; the error holds nothing of the text.
 */
export async function parseIdentity(text: string): Promise<AgeIdentity> {
  const secrets = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const [secret] = secrets;
  if (secret === undefined || secrets.length !== 1) throw invalidIdentity();
  return toIdentity(secret);
}

async function toIdentity(secret: string): Promise<AgeIdentity> {
  try {
    return new AgeIdentity(secret, await identityToRecipient(secret));
  } catch {
    // The library's own error quotes the secret when the checksum fails, so it must not travel as a cause.
    throw invalidIdentity();
  }
}

function invalidIdentity(): InvalidInputError {
  return new InvalidInputError(
    "ENCRYPTION_INVALID_IDENTITY",
    "Expected exactly one age identity (AGE-SECRET-KEY-1…).",
    {
      hint: "Check that the key file is complete and holds one key.",
    },
  );
}
