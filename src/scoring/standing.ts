import type { Address, Hex32 } from "../primitives/identifiers.ts";
import type { MailReason } from "./reason.ts";
import type { Tier } from "./ruleset.ts";

/** A proven export mail as scoring knows it: two keyed hashes, no address. */
export type MailClaim = {
  /** The mail: its mailbox and its second. */
  readonly id: Hex32;
  /** The mailbox, which takes the place of the account as the cluster. */
  readonly cluster: Hex32;
};

/** What the evidence that came with an archive makes of it. */
export type Standing = {
  readonly tier: Tier;
  /** The mail, when the tier rests on one. */
  readonly mail?: MailClaim;
  /** Why the mail that came with the archive does not count. */
  readonly mailReason?: MailReason;
};

/** A mail and the owner for whose contribution it stands. */
export type MailUse = MailClaim & { readonly owner: Address };

/** A standing before it was set against what was counted earlier. */
export type MeasuredStanding = {
  readonly tier: Tier;
  readonly cluster: Hex32;
  readonly mail?: MailUse;
  readonly mailReason?: MailReason;
};

/**
 * Decides tier and cluster once it is known for whom each mail counted first. A mail serves one owner: those to whom an
 * archive is sealed can read the mail in it, and would otherwise contribute in its name.
 */
export function settleStanding(measured: MeasuredStanding, mails: ReadonlyMap<Hex32, Address>): MeasuredStanding {
  const { mail } = measured;
  if (mail === undefined) return measured;
  const first = mails.get(mail.id) ?? mail.owner;
  if (first === mail.owner) return { tier: measured.tier, cluster: mail.cluster, mail };
  return { tier: "selfDeclared", cluster: measured.cluster, mailReason: "MAIL_USED_BEFORE" };
}
