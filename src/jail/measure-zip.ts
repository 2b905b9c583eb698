import { decideTier } from "../authenticity/decide-tier.ts";
import type { MailKeySet } from "../authenticity/mail-keys.ts";
import { readArchive } from "../export/read-archive.ts";
import { measureArchive, type ArchiveContext } from "../scoring/score-archive.ts";
import type { MeasuredArchive } from "../scoring/settle-archive.ts";

/** What an archive is measured by; its tier follows from what is in it. */
export type MeasureRequest = Pick<ArchiveContext, "ruleset" | "fingerprintKey" | "owner" | "submittedAt"> & {
  /** The keys that prove export mails; the ruleset names them by their hash. */
  readonly mailKeys: MailKeySet;
};

/** Reads and measures a zip, in this process or in a jail; `signal` ends a jail early. */
export type Measure = (
  zip: ReadableStream<Uint8Array>,
  request: MeasureRequest,
  signal?: AbortSignal,
) => Promise<MeasuredArchive>;

/**
 * Measures a zip in this process, for archives of one's own and for tests: what others wrote belongs in the jail.
 *
 * @throws {InvalidInputError} the codes of `readArchive` and of `measureArchive`, and what `zip` fails with.
 */
export const measureZip: Measure = async (zip, request) => measureBlob(await new Response(zip).blob(), request);

/** {@link measureZip} of a zip that is at hand. */
export async function measureBlob(zip: Blob, request: MeasureRequest): Promise<MeasuredArchive> {
  const archive = await readArchive(zip, { limits: request.ruleset.limits });
  const { mail, isAccountAddress } = archive;
  const standing = await decideTier({ mail, isAccountAddress, submittedAt: request.submittedAt }, request);
  return measureArchive(archive, { ...request, ...standing });
}
