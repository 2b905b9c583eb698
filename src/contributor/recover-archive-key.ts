import type { AgeIdentity } from "../encryption/age-identity.ts";
import { openArchiveKey } from "../encryption/open-contribution.ts";
import { findOwnKey, type OwnContribution, type OwnerMeans } from "./own-key.ts";

/**
 * Gets back the key of an archive with its owner's wallet or recovery identity. It opens the payload with the stock `age`.
 *
 * @throws {InvalidInputError} `CONTRIBUTOR_NOT_MY_ARCHIVE` when the envelope has no wrap for this key, and the
 * `ENCRYPTION_*` and `STORAGE_*` codes of what it calls.
 */
export async function recoverArchiveKey(request: OwnContribution & OwnerMeans): Promise<AgeIdentity> {
  return openArchiveKey({ ...request, ...(await findOwnKey(request)), fetchBlob: request.blobs.get });
}
