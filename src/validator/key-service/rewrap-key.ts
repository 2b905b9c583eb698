import type { RegisteredContribution } from "../../chain/registry-history.ts";
import type { AgeIdentity } from "../../encryption/age-identity.ts";
import { wrapArchiveKey } from "../../encryption/archive-key-wrap.ts";
import { MAX_ENVELOPE_SIZE, parseEnvelope, recipientAmong } from "../../encryption/envelope.ts";
import { openArchiveKey } from "../../encryption/open-contribution.ts";
import { readBytes } from "../../primitives/byte-stream.ts";
import { CollectiveError, InvalidInputError, RetryableError } from "../../primitives/errors.ts";
import type { Address } from "../../primitives/identifiers.ts";
import type { BlobStore } from "../../storage/blob-store.ts";
import { parseLocator } from "../../storage/locator.ts";

/** What a custodian opens its wraps with. */
export type CustodianMeans = {
  /** The newest first; older ones open what was wrapped before the validator published another key. */
  readonly identities: readonly AgeIdentity[];
  readonly registry: Address;
  readonly chainId: bigint;
  readonly blobs: Pick<BlobStore, "get">;
};

/**
 * Opens the custodian's own wrap of an archive's key and wraps the key for a data user. The archive itself is not
 * fetched. The key is in memory for the length of this call.
 *
 * @throws {InvalidInputError} `KEYS_NO_WRAP` when the archive was not sealed for this custodian, `KEYS_WRAP_UNUSABLE` when
 * envelope or wrap do not belong to the contribution or do not open; {RetryableError} `KEYS_WRAP_UNAVAILABLE` when they
 * cannot be fetched now. Without causes: they go to whoever asked.
 */
export async function rewrapKey(
  contribution: RegisteredContribution,
  granteeKey: string,
  means: CustodianMeans,
): Promise<Uint8Array> {
  try {
    const { owner, ciphertextHash, uri } = contribution;
    const { blobs, identities, registry, chainId } = means;
    const envelope = parseEnvelope(await readBytes(await blobs.get(parseLocator(uri)), MAX_ENVELOPE_SIZE));
    const identity = recipientAmong(envelope, identities);
    if (identity === undefined) throw refusal("NO_WRAP");
    const fetchBlob = blobs.get;
    const key = await openArchiveKey({ envelope, identity, owner, registry, chainId, ciphertextHash, fetchBlob });
    return await wrapArchiveKey(key, { owner, registry, chainId, payloadSha256: ciphertextHash }, granteeKey);
  } catch (error) {
    if (error instanceof CollectiveError && error.code.startsWith("KEYS_")) throw error;
    if (error instanceof InvalidInputError) throw refusal("WRAP_UNUSABLE");
    throw new RetryableError("KEYS_WRAP_UNAVAILABLE", "The key of this archive cannot be fetched now.");
  }
}

function refusal(reason: "NO_WRAP" | "WRAP_UNUSABLE"): InvalidInputError {
  return new InvalidInputError(`KEYS_${reason}`, "This validator holds no key to the archive that it could hand out.");
}
