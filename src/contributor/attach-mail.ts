import { decideTier, type TierRules } from "../authenticity/decide-tier.ts";
import { bundleMail } from "../export/mail-bundle.ts";
import type { Archive } from "../export/read-archive.ts";
import { InvalidInputError } from "../primitives/errors.ts";

/** An export, the mail that announced it, and what the mail will be judged by. */
export type AttachRequest = {
  readonly zip: Blob;
  /** `zip`, read to its end. */
  readonly archive: Archive;
  readonly mail: Blob;
  /** Unix seconds of the chain: about the time of the contribution. */
  readonly submittedAt: number;
  /** The rules in force; the key may be any, as nothing keyed comes out. */
  readonly rules: TierRules;
};

/**
 * Puts the mail beside the export, so that both are sealed together.
 *
 * The mail is judged here as validators will judge it, and refused when it would not count: a mail names a person, and
 * nobody should give theirs away for nothing.
 *
 * @throws {InvalidInputError} `CONTRIBUTOR_MAIL_NEEDS_ZIP` when there is no zip to put it beside, or one with a mail;
 * `CONTRIBUTOR_MAIL_DOES_NOT_COUNT` with the `reason`.
 */
export async function attachMail(request: AttachRequest): Promise<ReadableStream<Uint8Array>> {
  const { zip, archive, mail, submittedAt, rules } = request;
  if (archive.report().container === "bare-json" || archive.mail !== null) {
    throw new InvalidInputError("CONTRIBUTOR_MAIL_NEEDS_ZIP", "Expected the zip to put the mail beside.", {
      hint: "Give the zip exactly as ChatGPT made it: it holds the account that the mail is compared with.",
    });
  }
  const { isAccountAddress } = archive;
  const { mailReason } = await decideTier({ mail, isAccountAddress, submittedAt }, rules);
  if (mailReason !== undefined) {
    throw new InvalidInputError("CONTRIBUTOR_MAIL_DOES_NOT_COUNT", `The mail would not count: ${mailReason}.`, {
      context: { reason: mailReason },
      hint: "docs/authenticity.md explains the reason. Nothing was stored or sent; without the mail the export counts as self-declared.",
    });
  }
  return bundleMail(zip, mail);
}
