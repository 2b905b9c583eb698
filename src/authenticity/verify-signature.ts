import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { LEAST_RSA_BITS } from "./key-record.ts";
import { writeMail, type MailField, type MailMessage } from "./mail-message.ts";

/** One signature of a mail, and the key record to check it with. */
export type SignedMail = {
  readonly message: MailMessage;
  readonly signature: MailField;
  /** Names of the fields that the signature covers, in lower case. */
  readonly fields: readonly string[];
  readonly record: string;
  /** Unix seconds at which an expiry is judged. */
  readonly at: number;
};

/**
 * Whether the signature fits the mail's signed fields and its whole body (RFC 6376 §3.7, RFC 8463).
 *
 * mailauth does the canonicalisation and the cryptography, in its strict mode. It is shown the signed fields, this one
 * signature and the body, nothing else: fields that nobody signed, of which a mail has dozens, cannot influence it, and
 * it looks nothing up.
 */
export async function verifySignature({ message, signature, fields, record, at }: SignedMail): Promise<boolean> {
  const covered = message.fields.filter((field) => field === signature || fields.includes(field.name));
  try {
    const { results } = await dkimVerify(writeMail(covered, message.body), {
      resolver: () => Promise.resolve([[record]]),
      strict: true,
      minBitLength: LEAST_RSA_BITS,
      curTime: new Date(at * 1_000),
    });
    const [only] = results;
    return results.length === 1 && only?.status.result === "pass" && only.status.testing !== true;
  } catch {
    // Whatever the library stumbles over is not a valid signature, on every machine alike.
    return false;
  }
}
