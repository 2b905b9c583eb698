import { MAX_ENVELOPE_SIZE, parseEnvelope } from "../encryption/envelope.ts";
import { readBytes } from "../primitives/byte-stream.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { parseLocator } from "../storage/locator.ts";

/** One version of a contribution as the chain describes it. */
export type StoredVersion = { readonly uri: string; readonly ciphertextHash: Hex32 };

/** What is stored of a version. */
export type ContributionBlobs = {
  /** The sealed archive, each wrap of its key, and the envelope last, so that a deletion that stops can be made again. */
  readonly blobs: readonly Hex32[];
  /** Bytes of the sealed archive. */
  readonly size: number;
};

/**
 * Everything that {@link prepareContribution} stored of a version, by the envelope in this store; null when there is none.
 *
 * @throws {InvalidInputError} `CONTRIBUTOR_OTHER_ARCHIVE` when the envelope is that of another archive, and the
 * `ENCRYPTION_*` and `STORAGE_*` codes of reading.
 */
export async function readContributionBlobs(
  { uri, ciphertextHash }: StoredVersion,
  store: BlobStore,
): Promise<ContributionBlobs | null> {
  const location = parseLocator(uri);
  if (!(await store.has(location))) return null;
  const { payload, wraps } = parseEnvelope(await readBytes(await store.get(location), MAX_ENVELOPE_SIZE));
  if (payload.sha256 !== ciphertextHash) {
    throw new InvalidInputError("CONTRIBUTOR_OTHER_ARCHIVE", "Expected the envelope of the archive on chain.", {
      context: { expected: ciphertextHash, named: payload.sha256 },
      hint: "Nothing of it is deleted or opened; look at the locator on chain.",
    });
  }
  return { blobs: [payload.sha256, ...wraps.map(({ sha256 }) => sha256), location], size: payload.size };
}
