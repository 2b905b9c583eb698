import type { MailReason } from "../scoring/reason.ts";
import { readMailbox, readMailDate } from "./mail-fields.ts";
import { pinnedKeyRecords, type MailKeySet } from "./mail-keys.ts";
import { readMail, type MailField, type MailMessage } from "./mail-message.ts";
import { readSignatureTags, type SignatureTags } from "./signature-tags.ts";
import { verifySignature } from "./verify-signature.ts";

/** What a mail is judged by. The verdict is a function of the mail's bytes and of this, on every machine. */
export type MailPolicy = {
  readonly keys: MailKeySet;
  /** Unix seconds of the block whose event set the version. */
  readonly submittedAt: number;
  readonly maxAgeDays: number;
};

/** Whom the sender's domain wrote an export mail to, and when; or which rule the mail breaks. */
export type MailVerdict =
  | { readonly kind: "proven"; readonly mailbox: string; readonly sentAt: number }
  | { readonly kind: "refused"; readonly reason: MailReason };

/** 256 KiB. Mails of this sender have about 20. */
export const MAX_MAIL_BYTES = 256 * 1024;

const SECONDS_PER_DAY = 86_400;
/** What the verdict rests on: there exactly once, and signed. */
const CLAIMED_FIELDS = ["from", "to", "subject", "date"] as const;
const MOST_SIGNATURES = 16;
const ALGORITHMS: readonly string[] = ["rsa-sha256", "ed25519-sha256"];

type Claim = Readonly<Record<(typeof CLAIMED_FIELDS)[number], string>>;
type Letter = { readonly mailbox: string; readonly sentAt: number; readonly domain: string };

/**
 * Judges an export mail by the rules of docs/authenticity.md, which gives each reason its rule.
 *
 * Never throws on account of the mail, whatever its bytes. The first signature that holds decides; if none does, the
 * reason is that of the first one by the sender's domain.
 */
export async function verifyExportMail(bytes: Uint8Array, policy: MailPolicy): Promise<MailVerdict> {
  if (bytes.length > MAX_MAIL_BYTES) return refused("MAIL_TOO_LARGE");
  const message = readMail(bytes);
  if (message === null) return refused("MAIL_MALFORMED");
  const letter = readLetter(message, policy);
  if (typeof letter === "string") return refused(letter);
  let first: MailReason | null = null;
  for (const candidate of findCandidates(message, letter)) {
    const reason = await judgeSignature(candidate, policy);
    if (reason === null) return { kind: "proven", mailbox: letter.mailbox, sentAt: letter.sentAt };
    first ??= reason;
  }
  return refused(first ?? "MAIL_UNSIGNED");
}

/** What the mail claims to be, before any signature is looked at; it is cheap to refuse here. */
function readLetter(message: MailMessage, policy: MailPolicy): Letter | MailReason {
  const claim = readClaim(message);
  if (typeof claim === "string") return claim;
  const sender = readMailbox(claim.from);
  const mailbox = readMailbox(claim.to);
  const sentAt = readMailDate(claim.date);
  if (sender === null || mailbox === null || sentAt === null) return "MAIL_MALFORMED";
  const pinned = policy.keys.senders.find(({ address }) => address === sender);
  if (pinned === undefined) return "MAIL_OTHER_SENDER";
  if (!pinned.subjects.includes(claim.subject)) return "MAIL_OTHER_SUBJECT";
  if (sentAt > policy.submittedAt + SECONDS_PER_DAY) return "MAIL_FROM_FUTURE";
  if (sentAt < policy.submittedAt - policy.maxAgeDays * SECONDS_PER_DAY) return "MAIL_TOO_OLD";
  return { mailbox, sentAt, domain: sender.slice(sender.lastIndexOf("@") + 1) };
}

function readClaim({ fields }: MailMessage): Claim | MailReason {
  const claim: Partial<Record<keyof Claim, string>> = {};
  for (const wanted of CLAIMED_FIELDS) {
    const [only, second] = fields.filter(({ name }) => name === wanted);
    if (second !== undefined) return "MAIL_FIELD_REPEATED";
    if (only === undefined) return "MAIL_MALFORMED";
    claim[wanted] = only.value;
  }
  return claim as Claim;
}

type Candidate = {
  readonly message: MailMessage;
  readonly signature: MailField;
  readonly tags: SignatureTags;
  readonly letter: Letter;
};

/** The signatures by exactly the sender's domain; relays and mailing lists add theirs, which say nothing here. */
function findCandidates(message: MailMessage, letter: Letter): Candidate[] {
  const signatures = message.fields.filter(({ name }) => name === "dkim-signature").slice(0, MOST_SIGNATURES);
  return signatures.flatMap((signature) => {
    const tags = readSignatureTags(signature.value);
    return tags?.domain === letter.domain ? [{ message, signature, tags, letter }] : [];
  });
}

/** Null when the signature holds. */
async function judgeSignature(candidate: Candidate, { keys, submittedAt }: MailPolicy): Promise<MailReason | null> {
  const { message, signature, tags, letter } = candidate;
  const flaw = findFlaw(candidate, submittedAt);
  if (flaw !== null) return flaw;
  const [record] = await pinnedKeyRecords(keys, letter.sentAt)(tags.domain, tags.selector);
  if (record === undefined) return "MAIL_KEY_UNKNOWN";
  const holds = await verifySignature({ message, signature, fields: tags.fields, record, at: submittedAt });
  return holds ? null : "MAIL_SIGNATURE_WRONG";
}

/** Why a signature would not be enough even if it were right; the first rule that it breaks. */
function findFlaw({ message, tags, letter }: Candidate, submittedAt: number): MailReason | null {
  const { algorithm, domain, identityDomain, fields, signedAt, expiresAt } = tags;
  const covered = message.fields.filter(({ name }) => fields.includes(name));
  const flaws: readonly (readonly [isThere: boolean, reason: MailReason])[] = [
    [tags.hasBodyLength, "MAIL_BODY_LENGTH"],
    [!ALGORITHMS.includes(algorithm), "MAIL_SIGNATURE_REFUSED"],
    [identityDomain !== domain, "MAIL_SIGNATURE_REFUSED"],
    [fields.includes("dkim-signature"), "MAIL_SIGNATURE_REFUSED"],
    [signedAt !== null && Math.abs(signedAt - letter.sentAt) > SECONDS_PER_DAY, "MAIL_SIGNATURE_REFUSED"],
    [CLAIMED_FIELDS.some((name) => !fields.includes(name)), "MAIL_FIELD_UNSIGNED"],
    [new Set(covered.map(({ name }) => name)).size < covered.length, "MAIL_FIELD_REPEATED"],
    [expiresAt !== null && expiresAt < submittedAt, "MAIL_EXPIRED"],
  ];
  return flaws.find(([isThere]) => isThere)?.[1] ?? null;
}

function refused(reason: MailReason): MailVerdict {
  return { kind: "refused", reason };
}
