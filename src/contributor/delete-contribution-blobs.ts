import { MAX_ENVELOPE_SIZE, parseEnvelope } from "../encryption/envelope.ts";
import { readBytes } from "../primitives/byte-stream.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { parseLocator } from "../storage/locator.ts";

/** One version of a contribution as the chain described it before its removal. */
export type StoredContribution = { readonly uri: string; readonly ciphertextHash: Hex32 };

/**
 * Deletes everything that {@link prepareContribution} stored: the sealed archive, each wrap of its key, and the envelope
 * last, so that a deletion that was interrupted can be made again. Only for a store of the contributor's own, and not
 * while another contribution has the same locator.
 *
 * @returns How many blobs the envelope named, itself included; 0 when it is gone already.
 * @throws {InvalidInputError} `CONTRIBUTOR_OTHER_ARCHIVE` when the envelope is that of another archive, and the
 * `ENCRYPTION_*` and `STORAGE_*` codes of reading and deleting.
 */
export async function deleteContributionBlobs(stored: StoredContribution, blobs: BlobStore): Promise<number> {
  const location = parseLocator(stored.uri);
  if (!(await blobs.has(location))) return 0;
  const { payload, wraps } = parseEnvelope(await readBytes(await blobs.get(location), MAX_ENVELOPE_SIZE));
  if (payload.sha256 !== stored.ciphertextHash) {
    throw new InvalidInputError("CONTRIBUTOR_OTHER_ARCHIVE", "Expected the envelope of the archive on chain.", {
      context: { expected: stored.ciphertextHash, named: payload.sha256 },
      hint: "Nothing was deleted; look at the locator on chain.",
    });
  }
  // As many as can be, also when one fails; and at once, since some stores then clean up once for all.
  const outcomes = await Promise.allSettled([payload, ...wraps].map(({ sha256 }) => blobs.delete(sha256)));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  await blobs.delete(location);
  return wraps.length + 2;
}
