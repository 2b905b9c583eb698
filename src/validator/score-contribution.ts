import type { MailKeySet } from "../authenticity/mail-keys.ts";
import type { RegisteredContribution } from "../chain/registry-history.ts";
import type { AgeIdentity } from "../encryption/age-identity.ts";
import { MAX_ENVELOPE_SIZE, parseEnvelope, recipientAmong } from "../encryption/envelope.ts";
import { openContribution } from "../encryption/open-contribution.ts";
import type { Measure } from "../jail/measure-zip.ts";
import { readBytes } from "../primitives/byte-stream.ts";
import { CollectiveError, InvalidInputError } from "../primitives/errors.ts";
import type { Address } from "../primitives/identifiers.ts";
import type { NoveltyDelta } from "../scoring/novelty.ts";
import type { NoveltySource } from "../scoring/novelty-source.ts";
import type { Ruleset } from "../scoring/ruleset.ts";
import { settleArchive, type MeasuredArchive } from "../scoring/settle-archive.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { parseLocator } from "../storage/locator.ts";

/** The largest sealed archive that is scored, 1 GiB: the jail holds it in memory. The same for every validator. */
const MAX_ARCHIVE_SIZE = 2 ** 30;

/** What a validator scores with. */
export type ScoringMeans = {
  readonly chainId: bigint;
  readonly registry: Address;
  readonly ruleset: Ruleset;
  /** The keys that prove export mails; the ruleset names them by their hash. */
  readonly mailKeys: MailKeySet;
  /** The network's 16 bytes, shared by its validators (decision 0009). */
  readonly fingerprintKey: Uint8Array;
  /** The newest first: archives may be sealed to an older one still. */
  readonly identities: readonly [AgeIdentity, ...AgeIdentity[]];
  readonly blobs: BlobStore;
  /** Reads and measures an archive: `measureInJail` for what others contributed. */
  readonly measure: Measure;
};

/** What a version is worth, and what counting it would add to the state; no delta when it could not be read. */
export type ScoredContribution = {
  readonly units: number;
  readonly reasons: readonly string[];
  readonly delta: NoveltyDelta | null;
};

/** A version as it was read, or the code of what is wrong with it. It does not depend on what was counted before. */
export type MeasuredContribution = { readonly archive: MeasuredArchive } | { readonly reason: string };

/**
 * Fetches, opens and measures one version of a contribution.
 *
 * What is wrong with the contribution itself is its result, the same for every validator. What may be different elsewhere
 * or later is thrown, so that nobody states a score for what they never saw. `signal` ends the measuring early.
 *
 * @throws {RetryableError} and `STORAGE_*` errors when a blob cannot be had now; `ENCRYPTION_NOT_A_RECIPIENT` when no wrap
 * is for this validator; `VALIDATOR_PARSER_*` when the jailed parser was killed; the `SCORING_*` codes of `measureArchive`,
 * for all of which the validator's set-up is at fault.
 */
export async function measureContribution(
  contribution: RegisteredContribution,
  means: ScoringMeans,
  signal?: AbortSignal,
): Promise<MeasuredContribution> {
  try {
    const { ruleset, fingerprintKey, mailKeys } = means;
    const { owner, setAt: submittedAt } = contribution;
    const request = { ruleset, fingerprintKey, owner, submittedAt, mailKeys };
    return { archive: await means.measure(await openArchive(contribution, means), request, signal) };
  } catch (error) {
    if (!isFinal(error)) throw error;
    return { reason: error.code };
  }
}

/** Scores a measured version on top of what was counted before: nothing, with the reason, when it could not be read. */
export async function scoreMeasured(
  measured: MeasuredContribution,
  novelty: NoveltySource,
  ruleset: Ruleset,
): Promise<ScoredContribution> {
  if ("reason" in measured) return { units: 0, reasons: [measured.reason], delta: null };
  const view = await novelty.viewFor(measured.archive);
  const { units, reasons, delta } = settleArchive(measured.archive, view, ruleset);
  return { units, reasons, delta };
}

async function openArchive(
  contribution: RegisteredContribution,
  means: ScoringMeans,
): Promise<ReadableStream<Uint8Array>> {
  const { blobs, identities, registry, chainId } = means;
  const { owner, ciphertextHash, uri } = contribution;
  const envelope = parseEnvelope(await readBytes(await blobs.get(parseLocator(uri)), MAX_ENVELOPE_SIZE));
  if (envelope.payload.size > MAX_ARCHIVE_SIZE) {
    throw new InvalidInputError("VALIDATOR_ARCHIVE_TOO_LARGE", "Expected an archive that a validator can hold.", {
      context: { size: envelope.payload.size, limit: MAX_ARCHIVE_SIZE },
      hint: "Leave out pictures and sound: only conversations are scored.",
    });
  }
  const fetchBlob = blobs.get;
  const identity = recipientAmong(envelope, identities) ?? identities[0];
  return openContribution({ envelope, identity, owner, registry, chainId, ciphertextHash, fetchBlob });
}

/**
 * Whether the contribution itself is at fault, as every validator finds it. A store's errors are not, another
 * validator's store may do better; nor is a missing wrap, others may hold one; nor what this validator is set up with.
 */
function isFinal(error: unknown): error is CollectiveError {
  if (!(error instanceof InvalidInputError) || error.code === "ENCRYPTION_NOT_A_RECIPIENT") return false;
  return /^(?:ENCRYPTION_|EXPORT_|STORAGE_INVALID_LOCATOR$|VALIDATOR_ARCHIVE_TOO_LARGE$)/.test(error.code);
}
