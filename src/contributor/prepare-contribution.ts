import { isUsableRecipient } from "../encryption/age-file.ts";
import type { SignTypedData } from "../encryption/owner-identity.ts";
import { sealArchive } from "../encryption/seal-archive.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { bytesToHex } from "../primitives/bytes.ts";
import type { ByteSource } from "../primitives/byte-stream.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { formatLocator } from "../storage/locator.ts";
import { chooseOwnerRecipients } from "./owner-recipient.ts";

/** Whose archive it is, whom it is sealed for, and the means to do so. */
export type PrepareRequest = {
  /** The archive as its owner decided to share it. */
  readonly zip: ByteSource;
  readonly owner: Address;
  readonly registry: Address;
  readonly chainId: bigint;
  /** The age recipients that validators published; one that nothing can be encrypted to is left out. */
  readonly validatorRecipients: readonly string[];
  /** Age recipients of the owner's own, for the day when the wallet is lost; X25519 or hybrid. None is left out. */
  readonly recoveryRecipients?: readonly string[];
  readonly signTypedData: SignTypedData;
  readonly blobs: BlobStore;
  /** Gives that many fresh random bytes. */
  readonly randomBytes: (length: number) => Uint8Array;
};

/** What gets registered on chain; everything it stands for is in the blob store. */
export type PreparedContribution = {
  /** SHA-256 of the sealed archive. */
  readonly ciphertextHash: Hex32;
  /** Where the envelope is found, `sha256:…`. */
  readonly uri: string;
  /** Bytes of the sealed archive. */
  readonly size: number;
  /** How many validators can open it. */
  readonly validators: number;
  /** How many recovery identities open it. */
  readonly recoverable: number;
  /** Whether its owner's wallet opens it. */
  readonly opensWithWallet: boolean;
};

/**
 * Seals an archive under a key of its own, wraps that key for its owner and the validators, and stores all of it.
 *
 * Nothing readable leaves the machine: the store receives ciphertext, wraps and an envelope without secrets.
 *
 * @throws {InvalidInputError} `CONTRIBUTOR_NO_VALIDATOR` when nobody could ever score it; the `ENCRYPTION_*` codes of
 * sealing and of deriving the owner's key, `STORAGE_*` of storing. A recovery recipient that nothing can be encrypted to,
 * or one named twice, is `ENCRYPTION_INVALID_RECIPIENT` or `ENCRYPTION_DUPLICATE_RECIPIENT`.
 */
export async function prepareContribution(request: PrepareRequest): Promise<PreparedContribution> {
  const { zip, owner, registry, chainId, validatorRecipients, signTypedData, blobs, randomBytes } = request;
  const { recoveryRecipients = [] } = request;
  const ownerKeySalt = toHex32(bytesToHex(randomBytes(32)));
  const own = await chooseOwnerRecipients({ owner, chainId, salt: ownerKeySalt }, signTypedData, recoveryRecipients);
  const usable: string[] = [];
  for (const recipient of new Set(validatorRecipients)) if (await isUsableRecipient(recipient)) usable.push(recipient);
  if (usable.length === 0) {
    throw new InvalidInputError("CONTRIBUTOR_NO_VALIDATOR", "There is no validator that could open the archive.", {
      context: { published: validatorRecipients.length },
      hint: "Try again when validators have published usable keys; nothing was stored.",
    });
  }
  const sealed = await sealArchive({
    zip,
    owner,
    registry,
    chainId,
    ownerKeySalt,
    ownerRecipient: own.owner,
    recipients: [
      ...own.recovery.map((recipient) => ({ recipient, role: "recovery" as const })),
      ...usable.map((recipient) => ({ recipient, role: "validator" as const })),
    ],
    archiveSeed: randomBytes(32),
  });
  await blobs.put(sealed.payload);
  const { payload, wraps, envelopeBytes } = await sealed.finish();
  for (const { bytes } of wraps) await blobs.put(bytes);
  const envelope = await blobs.put(envelopeBytes);
  return {
    ciphertextHash: payload.sha256,
    uri: formatLocator(envelope.sha256),
    size: payload.size,
    validators: usable.length,
    recoverable: own.recovery.length + Number(!own.isFromWallet),
    opensWithWallet: own.isFromWallet,
  };
}
