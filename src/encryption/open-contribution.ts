import { readBytes } from "../primitives/byte-stream.ts";
import { CollectiveError, InvalidInputError } from "../primitives/errors.ts";
import { sha256Hex } from "../primitives/hash.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import type { AgeIdentity } from "./age-identity.ts";
import { unwrapArchiveKey } from "./archive-key-wrap.ts";
import type { Envelope, EnvelopeWrap } from "./envelope.ts";
import { blobMismatch } from "./metered-stream.ts";
import { decryptPayload } from "./payload.ts";

/** A contribution as the chain describes it, and the means to open it. */
export type OpenRequest = {
  /** As parsed by `parseEnvelope` from the bytes that the on-chain locator names. */
  readonly envelope: Envelope;
  /** The key of one of the envelope's recipients. */
  readonly identity: AgeIdentity;
  /** From the registry, never from the envelope: who registered which payload where. */
  readonly owner: Address;
  readonly registry: Address;
  readonly chainId: bigint;
  readonly ciphertextHash: Hex32;
  /** Gives the blob with that SHA-256; it need not be trusted, what it gives is checked. */
  readonly fetchBlob: (sha256: Hex32) => Promise<ReadableStream<Uint8Array>>;
};

/**
 * Opens a contribution for one of its recipients and gives the archive as a stream.
 *
 * A wrong wrap is refused before anything of the payload is fetched. Treat the archive as complete only when the stream
 * has ended without an error: see `decryptPayload` for what it can end with. Failures of `fetchBlob` come through
 * unchanged. Every other error is final: the same contribution gives it again.
 *
 * @throws {InvalidInputError} `ENCRYPTION_ENVELOPE_PAYLOAD_MISMATCH` when the envelope is about another payload than the
 * chain; `ENCRYPTION_NOT_A_RECIPIENT` when it lists no wrap for `identity`; all that `unwrapArchiveKey` throws.
 * @throws {RetryableError} `ENCRYPTION_BLOB_MISMATCH` when other bytes than the named ones are served.
 */
export async function openContribution(request: OpenRequest): Promise<ReadableStream<Uint8Array>> {
  const archiveKey = await openArchiveKey(request);
  return decryptPayload(await request.fetchBlob(request.ciphertextHash), archiveKey, request.envelope.payload);
}

/**
 * Opens a recipient's wrap and gives the key of the archive, without fetching anything of the payload.
 *
 * @throws What {@link openContribution} throws.
 */
export async function openArchiveKey(request: OpenRequest): Promise<AgeIdentity> {
  const { envelope, identity, owner, registry, chainId, ciphertextHash, fetchBlob } = request;
  if (envelope.payload.sha256 !== ciphertextHash) {
    throw new InvalidInputError(
      "ENCRYPTION_ENVELOPE_PAYLOAD_MISMATCH",
      "Expected an envelope about the registered payload.",
      { context: { expected: ciphertextHash, actual: envelope.payload.sha256 } },
    );
  }
  const wrap = envelope.wraps.find(({ recipient }) => recipient === identity.recipient) ?? noWrap(identity);
  const wrapBytes = await fetchWrap(wrap, fetchBlob);
  return unwrapArchiveKey(wrapBytes, identity, { owner, registry, chainId, payloadSha256: ciphertextHash });
}

async function fetchWrap(wrap: EnvelopeWrap, fetchBlob: OpenRequest["fetchBlob"]): Promise<Uint8Array> {
  const bytes = await readBytes(await fetchBlob(wrap.sha256), wrap.size).catch((error: unknown) => {
    throw error instanceof CollectiveError && error.code === "PRIMITIVES_TOO_LONG" ? blobMismatch(wrap.size) : error;
  });
  if (sha256Hex(bytes) !== wrap.sha256 || bytes.length !== wrap.size) throw blobMismatch(wrap.size);
  return bytes;
}

function noWrap(identity: AgeIdentity): never {
  throw new InvalidInputError("ENCRYPTION_NOT_A_RECIPIENT", "Expected an envelope with a wrap for this key.", {
    context: { recipient: identity.recipient },
    hint: "Ask the owner or a custodian for a wrap to this key.",
  });
}
