import { keyedHash } from "../scoring/cluster.ts";
import type { Ruleset } from "../scoring/ruleset.ts";
import type { Standing } from "../scoring/standing.ts";
import type { MailKeySet } from "./mail-keys.ts";
import { MAX_MAIL_BYTES, verifyExportMail } from "./verify-export-mail.ts";

/** All that may show an archive to be its contributor's; what is absent takes nothing away. */
export type Evidence = {
  /** The export mail as it was saved. It names a person: it is read, and then forgotten. */
  readonly mail: Blob | null;
  /** Whether the account of the archive has this address, given in lower case. Asked only about a proven mail. */
  readonly isAccountAddress: (address: string) => Promise<boolean>;
  /** Unix seconds of the block whose event set the version. */
  readonly submittedAt: number;
};

/** What evidence is judged by; the same for all validators of an epoch. */
export type TierRules = {
  readonly ruleset: Pick<Ruleset, "mail">;
  /** The set whose hash the ruleset names. */
  readonly mailKeys: MailKeySet;
  readonly fingerprintKey: Uint8Array;
};

/**
 * Evidence in, tier out: `selfDeclared` unless something proves more. Equal evidence and rules give an equal standing on
 * every machine. Addresses go no further than this function: what comes out are keyed hashes.
 */
export async function decideTier(evidence: Evidence, rules: TierRules): Promise<Standing> {
  const { mail, isAccountAddress, submittedAt } = evidence;
  if (mail === null) return { tier: "selfDeclared" };
  if (mail.size > MAX_MAIL_BYTES) return { tier: "selfDeclared", mailReason: "MAIL_TOO_LARGE" };
  const bytes = new Uint8Array(await mail.arrayBuffer());
  const { maxAgeDays } = rules.ruleset.mail;
  const verdict = await verifyExportMail(bytes, { keys: rules.mailKeys, submittedAt, maxAgeDays });
  if (verdict.kind === "refused") return { tier: "selfDeclared", mailReason: verdict.reason };
  if (!(await isAccountAddress(verdict.mailbox))) return { tier: "selfDeclared", mailReason: "MAIL_OTHER_MAILBOX" };
  return {
    tier: "mailSignature",
    mail: {
      id: keyedHash(`mail:${verdict.mailbox} ${verdict.sentAt}`, rules.fingerprintKey),
      cluster: keyedHash(`mailbox:${withoutSubAddress(verdict.mailbox)}`, rules.fingerprintKey),
    },
  };
}

/** `name+anything@domain` is delivered to `name@domain` (RFC 5233), so its owner has as many of them as they like. */
function withoutSubAddress(mailbox: string): string {
  return mailbox.replace(/^([^+@]+)\+[^@]*@/, "$1@");
}
