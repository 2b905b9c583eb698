import { compareBytes } from "../primitives/bytes.ts";
import { canonicalJsonBytes } from "../primitives/canonical-json.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { looksLikeRecipient } from "./age-file.ts";
import type { AgeIdentity } from "./age-identity.ts";
import { MAX_WRAP_SIZE } from "./archive-key-wrap.ts";
import type { BlobMeasure } from "./blob-meter.ts";

/** What stands in `format`; another value is another version and refused. */
const ENVELOPE_FORMAT = "contribution-envelope-v1";

/** The most bytes an envelope may have: twice what the most wraps to hybrid post-quantum keys need. */
export const MAX_ENVELOPE_SIZE = 1024 * 1024;

/** The most bytes a payload may have, and so the most that a reader will follow a stream: 8 GiB. */
export const MAX_PAYLOAD_SIZE = 8 * 1024 ** 3;

/** The most wraps one contribution may have: 64 validators, the owner, recovery identities, and room. */
export const MAX_WRAPS = 256;

const ROLES = ["owner", "recovery", "validator"] as const;

/** Why somebody holds a wrap. */
export type WrapRole = (typeof ROLES)[number];

/** One wrap as the envelope lists it: where it is found and whom it is for. */
export type EnvelopeWrap = BlobMeasure & { readonly recipient: string; readonly role: WrapRole };

/** All that is needed to fetch and open a contribution, and nothing secret. The locator on chain points at it. */
export type Envelope = {
  readonly payload: BlobMeasure;
  /** In the order given; each recipient once; exactly one with the role `owner`. */
  readonly wraps: readonly EnvelopeWrap[];
  /** The salt from which the owner's wallet derives the owner's key again. */
  readonly ownerKeySalt: Hex32;
};

/**
 * Writes an envelope as canonical JSON. Pure: same input, same bytes.
 *
 * @throws {InvalidInputError} `ENCRYPTION_INVALID_ENVELOPE` when it breaks a rule that {@link parseEnvelope} checks.
 */
export function encodeEnvelope(envelope: Envelope): Uint8Array<ArrayBuffer> {
  assertRules(envelope);
  const { payload, wraps, ownerKeySalt } = envelope;
  return canonicalJsonBytes({
    format: ENVELOPE_FORMAT,
    payload: { sha256: payload.sha256, size: payload.size },
    wraps: wraps.map(({ recipient, role, sha256, size }) => ({ recipient, role, sha256, size })),
    ownerKeySalt,
  });
}

/**
 * Reads an envelope that anybody may have written.
 *
 * Only the canonical bytes are accepted, so an envelope has one hash, no unknown properties and no duplicate keys.
 *
 * @throws {InvalidInputError} `ENCRYPTION_UNKNOWN_FORMAT` for another `format`, `ENCRYPTION_INVALID_ENVELOPE` for
 * anything else that is not an envelope: too long, not canonical JSON, a missing owner, a recipient twice.
 */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  if (bytes.length > MAX_ENVELOPE_SIZE) throw invalidEnvelope("it is too long");
  const document = parseJson(bytes);
  if (document.format !== ENVELOPE_FORMAT) {
    throw new InvalidInputError("ENCRYPTION_UNKNOWN_FORMAT", `Expected an envelope of format ${ENVELOPE_FORMAT}.`, {
      hint: "Update this software if the envelope was written by a newer one.",
    });
  }
  const { wraps } = document;
  if (!Array.isArray(wraps)) throw invalidEnvelope("wraps is not a list");
  const envelope = {
    payload: readMeasure(toRecord(document.payload)),
    wraps: wraps.map(readWrap),
    ownerKeySalt: readHex32(document.ownerKeySalt),
  };
  if (compareBytes(encodeEnvelope(envelope), bytes) !== 0) throw invalidEnvelope("it is not canonical");
  return envelope;
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    return toRecord(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    // The parser's message quotes the text, which may be anything at all.
    throw invalidEnvelope("it is not a JSON object");
  }
}

function readWrap(value: unknown): EnvelopeWrap {
  const record = toRecord(value);
  const role = ROLES.find((known) => known === record.role);
  const recipient = record.recipient;
  if (role === undefined || typeof recipient !== "string") throw invalidEnvelope("a wrap has no role or recipient");
  return { recipient, role, ...readMeasure(record) };
}

function readMeasure(record: Record<string, unknown>): BlobMeasure {
  const { size } = record;
  if (typeof size !== "number") throw invalidEnvelope("a size is not a number");
  return { sha256: readHex32(record.sha256), size };
}

function readHex32(value: unknown): Hex32 {
  if (typeof value !== "string" || !isHex32(value)) throw invalidEnvelope("a hash or salt is not 32 bytes");
  return value;
}

function isHex32(value: string): value is Hex32 {
  return /^0x[0-9a-f]{64}$/.test(value);
}

function toRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw invalidEnvelope("an object is missing");
  return value as Record<string, unknown>;
}

function assertRules({ payload, wraps, ownerKeySalt }: Envelope): void {
  const hashes = [payload.sha256, ownerKeySalt, ...wraps.map(({ sha256 }) => sha256)];
  if (!hashes.every(isHex32)) throw invalidEnvelope("a hash or salt is not 32 bytes in lower case");
  if (!isSize(payload.size, MAX_PAYLOAD_SIZE)) throw invalidEnvelope("the payload's size is out of range");
  if (wraps.length > MAX_WRAPS) throw invalidEnvelope("it has too many wraps");
  if (wraps.filter(({ role }) => role === "owner").length !== 1) throw invalidEnvelope("it has not exactly one owner");
  if (new Set(wraps.map(({ recipient }) => recipient)).size !== wraps.length) {
    throw invalidEnvelope("a recipient stands there twice");
  }
  if (!wraps.every(({ recipient }) => looksLikeRecipient(recipient)))
    throw invalidEnvelope("a recipient is no age key");
  if (!wraps.every(({ size }) => isSize(size, MAX_WRAP_SIZE))) throw invalidEnvelope("a wrap's size is out of range");
}

function isSize(size: number, limit: number): boolean {
  return Number.isSafeInteger(size) && size > 0 && size <= limit;
}

function invalidEnvelope(reason: string): InvalidInputError {
  return new InvalidInputError("ENCRYPTION_INVALID_ENVELOPE", `Expected a contribution envelope, but ${reason}.`);
}

/** The first of somebody's identities that an envelope has a wrap for; undefined when it has none. */
export function recipientAmong(envelope: Envelope, identities: readonly AgeIdentity[]): AgeIdentity | undefined {
  const wrapped = new Set(envelope.wraps.map(({ recipient }) => recipient));
  return identities.find(({ recipient }) => wrapped.has(recipient));
}
