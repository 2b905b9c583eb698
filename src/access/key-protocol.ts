import { z } from "zod";
import type { Access } from "../chain/read-receipts.ts";
import { MAX_WRAP_SIZE } from "../encryption/archive-key-wrap.ts";
import type { Hex } from "../primitives/bytes.ts";
import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";

/** Where a key service answers; below the address that its validator published. */
export const keyPaths = { status: "v1/status", challenges: "v1/challenges", keys: "v1/keys" } as const;

/** The most versions that one request may ask for. */
export const MAX_ACCESSES = 100;

/** The most bytes of a request: 100 versions and the signature of a wallet with many owners. */
export const MAX_QUERY_SIZE = 32 * 1024;

/** The most bytes of an answer: 100 wraps of the largest size, as base64, and what stands between them. */
export const MAX_ANSWER_SIZE = 2 * 1024 * 1024;

/** What a data user sends; `docs/access.md` describes it field by field. */
export type KeyQuery = {
  readonly grantId: number;
  readonly accesses: readonly Access[];
  readonly challenge: Hex32;
  /** Unix seconds. */
  readonly deadline: number;
  /** Of the grantee, over the EIP-712 struct `KeyRequest`. */
  readonly signature: Hex;
};

/** A challenge, good for one request until `expiresAt`, Unix seconds. */
export type Challenge = { readonly challenge: Hex32; readonly expiresAt: number };

/** A version whose key is handed out: an age file to the key that the grant names. */
export type ReleasedKey = Access & { readonly wrap: Uint8Array };

/** A version whose key is not handed out, and why. */
export type RefusedKey = Access & { readonly code: string };

/** What a key service answers when it hands out anything at all: each version that was asked for, once. */
export type KeyAnswer = { readonly released: readonly ReleasedKey[]; readonly refused: readonly RefusedKey[] };

/** What a service says instead of an answer. */
export type ServiceError = { readonly code: string; readonly message: string; readonly hint: string };

const hex32 = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .transform(toHex32);
const count = (most: number) => z.number().int().min(1).max(most);
const seconds = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/);
const access = z.object({ contributionId: hex32, version: count(2 ** 32 - 1) });

/** No signature of a wallet that we know of is longer; a stranger decides about the length. */
const MAX_SIGNATURE_DIGITS = 2 * 4096;
const signature = z.custom<Hex>(
  (value) =>
    typeof value === "string" && value.length <= 2 + MAX_SIGNATURE_DIGITS && /^0x(?:[0-9a-f]{2})*$/i.test(value),
);

const query = z
  .object({
    grantId: count(Number.MAX_SAFE_INTEGER),
    accesses: z.array(access.strict()).min(1).max(MAX_ACCESSES).refine(isDistinct),
    challenge: hex32,
    deadline: seconds,
    signature,
  })
  .strict();

const wrap = z
  .string()
  .max(Math.ceil(MAX_WRAP_SIZE / 3) * 4)
  .base64()
  .transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const answer = z.object({
  released: z.array(access.extend({ wrap })).max(MAX_ACCESSES),
  refused: z.array(access.extend({ code })).max(MAX_ACCESSES),
});
const challenge = z.object({ challenge: hex32, expiresAt: seconds });
const text = z
  .string()
  .max(1_000)
  .transform((value) => value.replaceAll(/\p{C}/gu, ""));
const failure = z.object({ code, message: text, hint: text });

/**
 * Reads a request that anybody may have sent.
 *
 * @throws {InvalidInputError} `KEYS_BAD_REQUEST`, which names the field and repeats nothing of it.
 */
export function parseKeyQuery(document: unknown): KeyQuery {
  const { data, error } = query.safeParse(document);
  if (data !== undefined) return data;
  const field = error.issues[0]?.path.join(".") ?? "";
  throw new InvalidInputError("KEYS_BAD_REQUEST", `Expected a request for keys; ${field || "the whole"} is wrong.`, {
    hint: `Send grantId, 1 to ${MAX_ACCESSES} different accesses, challenge, deadline and signature.`,
  });
}

/** Writes an answer as the JSON that {@link parseKeyAnswer} reads. */
export function formatKeyAnswer({ released, refused }: KeyAnswer): object {
  return {
    released: released.map(({ contributionId, version, wrap: bytes }) => ({
      contributionId,
      version,
      wrap: Buffer.from(bytes).toString("base64"),
    })),
    refused: refused.map(({ contributionId, version, code: reason }) => ({ contributionId, version, code: reason })),
  };
}

/** @throws {RetryableError} `ACCESS_BAD_ANSWER` when it is none. */
export function parseKeyAnswer(document: unknown): KeyAnswer {
  return answer.safeParse(document).data ?? badAnswer();
}

/** @throws {RetryableError} `ACCESS_BAD_ANSWER` when it is none. */
export function parseChallenge(document: unknown): Challenge {
  return challenge.safeParse(document).data ?? badAnswer();
}

/** @throws {RetryableError} `ACCESS_BAD_ANSWER` when it is none. */
export function parseServiceError(document: unknown): ServiceError {
  return failure.safeParse(document).data ?? badAnswer();
}

/** Throws `ACCESS_BAD_ANSWER`: what came from a key service is none of the documents that it may send. */
export function badAnswer(): never {
  throw new RetryableError("ACCESS_BAD_ANSWER", "Expected a document of a key service, got something else.", {
    hint: "Another validator's key service may do better.",
  });
}

function isDistinct(accesses: readonly Access[]): boolean {
  return new Set(accesses.map(({ contributionId }) => contributionId)).size === accesses.length;
}
