import { join } from "node:path";
import type { RegisteredContribution } from "../chain/registry-history.ts";
import type { AgeIdentity } from "../encryption/age-identity.ts";
import { unwrapArchiveKey } from "../encryption/archive-key-wrap.ts";
import { MAX_ENVELOPE_SIZE, parseEnvelope } from "../encryption/envelope.ts";
import { decryptPayload } from "../encryption/payload.ts";
import { readBytes } from "../primitives/byte-stream.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address } from "../primitives/identifiers.ts";
import type { BlobReference, BlobStore } from "../storage/blob-store.ts";
import { parseLocator } from "../storage/locator.ts";
import { savePrivateFile } from "../storage/private-file.ts";
import { archiveFile } from "./manifest.ts";

/** What archives are opened with, and where they are put. */
export type ArchiveMeans = {
  /** The grantee's. */
  readonly identity: AgeIdentity;
  readonly registry: Address;
  readonly chainId: bigint;
  readonly blobs: Pick<BlobStore, "get">;
  readonly out: string;
};

/**
 * Fetches the envelope of a contribution and gives the measure of its payload: without it no key helps, so nobody needs to
 * be asked for one.
 *
 * @throws {InvalidInputError} `ENCRYPTION_ENVELOPE_PAYLOAD_MISMATCH` when it is about another payload than the chain says;
 * and what locator, store and envelope are refused with.
 */
export async function findPayload(
  { uri, ciphertextHash }: RegisteredContribution,
  blobs: ArchiveMeans["blobs"],
): Promise<BlobReference> {
  const { payload } = parseEnvelope(await readBytes(await blobs.get(parseLocator(uri)), MAX_ENVELOPE_SIZE));
  if (payload.sha256 === ciphertextHash) return payload;
  throw new InvalidInputError(
    "ENCRYPTION_ENVELOPE_PAYLOAD_MISMATCH",
    "Expected an envelope about the registered payload.",
    { context: { expected: ciphertextHash, actual: payload.sha256 } },
  );
}

/**
 * Opens a wrap that a key service handed out. Its writer could put any key into it; that it names this contribution only
 * rules out mistakes, and what the key is worth shows at the payload.
 *
 * @throws {InvalidInputError} `ENCRYPTION_…` when it is not for this grantee or not of this contribution.
 */
export async function openReleasedKey(
  { owner, ciphertextHash }: RegisteredContribution,
  wrap: Uint8Array,
  { identity, registry, chainId }: ArchiveMeans,
): Promise<AgeIdentity> {
  return unwrapArchiveKey(wrap, identity, { owner, registry, chainId, payloadSha256: ciphertextHash });
}

/**
 * Opens the payload that the chain names and puts the archive into the folder once its end was proven; before that
 * nothing has its name.
 *
 * @throws {InvalidInputError} `ENCRYPTION_CORRUPT` when it is the payload and does not open with this key; {RetryableError}
 * `ENCRYPTION_BLOB_MISMATCH` and `STORAGE_…` when store or disk are at fault.
 */
export async function fetchArchive(
  { id, version, ciphertextHash }: RegisteredContribution,
  payload: BlobReference,
  key: AgeIdentity,
  { blobs, out }: ArchiveMeans,
): Promise<BlobReference> {
  const archive = decryptPayload(await blobs.get(ciphertextHash), key, payload);
  return savePrivateFile(join(out, archiveFile({ contributionId: id, version })), archive);
}
