import { openContribution } from "../encryption/open-contribution.ts";
import { findOwnKey, type OwnContribution, type OwnerMeans } from "./own-key.ts";

/**
 * Opens a contribution of one's own, with the wallet or with a recovery identity, and gives the archive as a stream.
 *
 * Treat the archive as complete only when the stream has ended without an error: see `decryptPayload`.
 *
 * @throws {InvalidInputError} `CONTRIBUTOR_NOT_MY_ARCHIVE` when the envelope has no wrap for this key, and the
 * `ENCRYPTION_*` and `STORAGE_*` codes of what it calls.
 */
export async function openOwnContribution(request: OwnContribution & OwnerMeans): Promise<ReadableStream<Uint8Array>> {
  return openContribution({ ...request, ...(await findOwnKey(request)), fetchBlob: request.blobs.get });
}
