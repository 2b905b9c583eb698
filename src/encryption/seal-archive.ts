import type { ByteSource } from "../primitives/byte-stream.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { sha256Hex } from "../primitives/hash.ts";
import { toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { isUsableRecipient } from "./age-file.ts";
import { identityFromSeed, type AgeIdentity } from "./age-identity.ts";
import { wrapArchiveKey, type ArchiveBinding } from "./archive-key-wrap.ts";
import { encodeEnvelope, MAX_WRAPS, type Envelope, type EnvelopeWrap, type WrapRole } from "./envelope.ts";
import type { BlobMeasure } from "./blob-meter.ts";
import { encryptPayload } from "./payload.ts";

/** Whom an archive is encrypted to, beside its owner. */
export type SealRecipient = { readonly recipient: string; readonly role: Exclude<WrapRole, "owner"> };

/** What to seal, for whom, under which registration. */
export type SealRequest = {
  /** The archive as its owner decided to share it. A stream is read once; memory does not grow with its size. */
  readonly zip: ByteSource;
  readonly owner: Address;
  readonly registry: Address;
  readonly chainId: bigint;
  /** The owner's key, `age1…`, derived from the wallet with `ownerKeySalt`. */
  readonly ownerRecipient: string;
  readonly ownerKeySalt: Hex32;
  /** Validators and recovery keys, each once. Leave out those that `isUsableRecipient` refuses, and say so. */
  readonly recipients: readonly SealRecipient[];
  /** 32 fresh random bytes: the archive's own secret key. New for each version, so an old wrap never opens a new one. */
  readonly archiveSeed: Uint8Array;
};

/** One wrap to store and publish. */
export type SealedWrap = EnvelopeWrap & { readonly bytes: Uint8Array };

/** What depends on the payload's hash and so exists only after the payload was read. */
export type SealedKeys = {
  /** Size and SHA-256 of the payload; the hash is what gets registered on chain. */
  readonly payload: BlobMeasure;
  /** The owner's first, then in the order of the request. */
  readonly wraps: readonly SealedWrap[];
  readonly envelope: Envelope;
  /** The envelope as it is stored; its SHA-256 makes the locator. */
  readonly envelopeBytes: Uint8Array;
};

/** A sealed archive: read `payload` to its end (store it), then call `finish` for the rest. */
export type SealedArchive = {
  readonly payload: ReadableStream<Uint8Array>;
  /** @throws {InvalidInputError} `ENCRYPTION_STREAM_UNFINISHED` before the payload was read to its end. */
  readonly finish: () => Promise<SealedKeys>;
};

/**
 * Encrypts an archive under a key of its own and wraps that key for the owner and each recipient, bound to the owner, the
 * registry and the payload. Everything it makes opens with the stock `age` program too.
 *
 * @example
 * const sealed = await sealArchive(request);
 * await store.put(sealed.payload);
 * const { wraps, envelopeBytes, payload } = await sealed.finish();
 *
 * @throws {InvalidInputError} `ENCRYPTION_INVALID_RECIPIENT` (with `index`; −1 is the owner) when nothing can be encrypted
 * to a recipient, `ENCRYPTION_DUPLICATE_RECIPIENT`, `ENCRYPTION_TOO_MANY_RECIPIENTS`, `ENCRYPTION_INVALID_SEED`.
 */
export async function sealArchive(request: SealRequest): Promise<SealedArchive> {
  const addressees = [{ recipient: request.ownerRecipient, role: "owner" as const }, ...request.recipients];
  await assertRecipients(addressees.map(({ recipient }) => recipient));
  const archiveKey = await identityFromSeed(request.archiveSeed);
  const { ciphertext, measure } = await encryptPayload(request.zip, archiveKey.recipient);
  return {
    payload: ciphertext,
    async finish() {
      const payload = measure();
      const { owner, registry, chainId, ownerKeySalt } = request;
      const binding = { owner, registry, chainId, payloadSha256: payload.sha256 };
      const wraps: SealedWrap[] = [];
      for (const addressee of addressees)
        wraps.push({ ...addressee, ...(await sealKey(archiveKey, binding, addressee)) });
      const envelope = { payload, wraps: wraps.map(withoutBytes), ownerKeySalt };
      return { payload, wraps, envelope, envelopeBytes: encodeEnvelope(envelope) };
    },
  };
}

async function sealKey(archiveKey: AgeIdentity, binding: ArchiveBinding, { recipient }: { recipient: string }) {
  const bytes = await wrapArchiveKey(archiveKey, binding, recipient);
  return { bytes, sha256: toHex32(sha256Hex(bytes)), size: bytes.length };
}

function withoutBytes({ recipient, role, sha256, size }: SealedWrap): EnvelopeWrap {
  return { recipient, role, sha256, size };
}

async function assertRecipients(recipients: readonly string[]): Promise<void> {
  if (recipients.length > MAX_WRAPS) throw refused("TOO_MANY_RECIPIENTS", recipients.length);
  const seen = new Set<string>();
  for (const [position, recipient] of recipients.entries()) {
    if (seen.has(recipient)) throw refused("DUPLICATE_RECIPIENT", position - 1);
    if (!(await isUsableRecipient(recipient))) throw refused("INVALID_RECIPIENT", position - 1);
    seen.add(recipient);
  }
}

function refused(reason: string, index: number): InvalidInputError {
  return new InvalidInputError(`ENCRYPTION_${reason}`, "Expected distinct, usable age keys, at most 256 of them.", {
    context: { index },
    hint: "Leave this recipient out, or ask its holder to register a working key.",
  });
}
