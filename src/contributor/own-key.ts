import type { AgeIdentity } from "../encryption/age-identity.ts";
import { MAX_ENVELOPE_SIZE, parseEnvelope, type Envelope } from "../encryption/envelope.ts";
import { deriveOwnerIdentity, type SignTypedData } from "../encryption/owner-identity.ts";
import { readBytes } from "../primitives/byte-stream.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { parseLocator } from "../storage/locator.ts";

/** A contribution as the chain describes it, and where its blobs are. */
export type OwnContribution = {
  readonly uri: string;
  readonly ciphertextHash: Hex32;
  readonly owner: Address;
  readonly registry: Address;
  readonly chainId: bigint;
  readonly blobs: BlobStore;
};

/** What an owner opens a contribution with: the wallet, or the recovery identity for the day when there is none. */
export type OwnerMeans = { readonly signTypedData: SignTypedData } | { readonly identity: AgeIdentity };

/** The envelope of a contribution, and the identity of its owner that it has a wrap for. */
export type OwnKey = { readonly envelope: Envelope; readonly identity: AgeIdentity };

/**
 * Finds out with which identity its owner opens a contribution. For a wallet it is derived anew: the envelope says with
 * which salt to sign.
 *
 * @throws {InvalidInputError} `CONTRIBUTOR_NOT_MY_ARCHIVE` when the envelope has no wrap for it, and the `ENCRYPTION_*` and
 * `STORAGE_*` codes of what it calls.
 */
export async function findOwnKey(request: OwnContribution & OwnerMeans): Promise<OwnKey> {
  const { uri, owner, chainId, blobs } = request;
  const envelope = parseEnvelope(await readBytes(await blobs.get(parseLocator(uri)), MAX_ENVELOPE_SIZE));
  const identity =
    "identity" in request
      ? request.identity
      : await deriveOwnerIdentity({ owner, chainId, salt: envelope.ownerKeySalt }, request.signTypedData);
  if (!envelope.wraps.some(({ recipient }) => recipient === identity.recipient)) {
    throw new InvalidInputError("CONTRIBUTOR_NOT_MY_ARCHIVE", "This key opens no wrap of the contribution.", {
      hint: "Use the wallet that contributed it, or a recovery identity that was named when it was submitted.",
    });
  }
  return { envelope, identity };
}
