import type { AgeIdentity } from "../encryption/age-identity.ts";
import { MAX_WRAP_SIZE, unwrapArchiveKey } from "../encryption/archive-key-wrap.ts";
import { MAX_ENVELOPE_SIZE, parseEnvelope } from "../encryption/envelope.ts";
import { deriveOwnerIdentity, type SignTypedData } from "../encryption/owner-identity.ts";
import { readBytes } from "../primitives/byte-stream.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { parseLocator } from "../storage/locator.ts";

/** A contribution as the chain describes it, and its owner's wallet. */
export type RecoverRequest = {
  readonly uri: string;
  readonly ciphertextHash: Hex32;
  readonly owner: Address;
  readonly registry: Address;
  readonly chainId: bigint;
  readonly signTypedData: SignTypedData;
  readonly blobs: BlobStore;
};

/**
 * Gets back the key of an archive with nothing but its owner's wallet: the envelope says with which salt to sign.
 *
 * @throws {InvalidInputError} `CONTRIBUTOR_NOT_MY_ARCHIVE` when the envelope has no wrap for this wallet's key, and the
 * `ENCRYPTION_*` and `STORAGE_*` codes of what it calls.
 */
export async function recoverArchiveKey(request: RecoverRequest): Promise<AgeIdentity> {
  const { uri, ciphertextHash, owner, registry, chainId, signTypedData, blobs } = request;
  const envelope = parseEnvelope(await readBytes(await blobs.get(parseLocator(uri)), MAX_ENVELOPE_SIZE));
  const identity = await deriveOwnerIdentity({ owner, chainId, salt: envelope.ownerKeySalt }, signTypedData);
  const wrap = envelope.wraps.find(({ recipient }) => recipient === identity.recipient);
  if (wrap === undefined) {
    throw new InvalidInputError("CONTRIBUTOR_NOT_MY_ARCHIVE", "This wallet holds no key to the contribution.", {
      hint: "Use the wallet that contributed it, or its recovery key.",
    });
  }
  const bytes = await readBytes(await blobs.get(wrap.sha256), MAX_WRAP_SIZE);
  return unwrapArchiveKey(bytes, identity, { owner, registry, chainId, payloadSha256: ciphertextHash });
}
