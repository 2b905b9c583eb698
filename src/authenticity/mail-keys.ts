import { bytesToHex } from "../primitives/bytes.ts";
import { isoDay } from "../primitives/calendar.ts";
import { canonicalJsonBytes } from "../primitives/canonical-json.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { keccak256 } from "../primitives/hash.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";
import { readKeyRecord, type KeyRecordSource } from "./key-record.ts";

/** Who sends export mails, and which keys signed them when. Validators agree on it by its hash, a ruleset parameter. */
export type MailKeySet = {
  readonly format: "mail-keys-v1";
  readonly senders: readonly MailSender[];
  readonly keys: readonly MailKey[];
};

/** An address that export mails come from; only a signature of exactly its domain counts. */
export type MailSender = {
  readonly address: string;
  /** The subjects of export mails, each exact. The same sender's other mails prove nothing about an export. */
  readonly subjects: readonly string[];
};

/** A key record as it stood in the DNS, with the days of the mails it may vouch for. */
export type MailKey = {
  readonly domain: string;
  readonly selector: string;
  /** The TXT record, its strings joined. */
  readonly record: string;
  /** First and last day (UTC, `YYYY-MM-DD`); the last is null while the key is in use. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Where and when the record was seen, for those who review it; at least one. */
  readonly observed: readonly { readonly day: string; readonly source: string }[];
};

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const NAME = /^[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9])?$/;

/**
 * Refuses a set that would make validators trust a key that they should not.
 *
 * @throws {InvalidInputError} `AUTHENTICITY_MAIL_KEY_REFUSED` with the index of the first key that is weak, revoked, only
 * tested, without days or without an observation, or whose days overlap those of another key of the same name.
 */
export function checkMailKeys(set: MailKeySet): MailKeySet {
  set.keys.forEach((key, index) => {
    const record = readKeyRecord(key.record);
    if (record.kind === "refused") throw keyRefused(index, record.why);
    if (!NAME.test(key.domain) || !NAME.test(key.selector)) throw keyRefused(index, "its name is not in lower case");
    if (!hasDays(key)) throw keyRefused(index, "its days are not days");
    if (key.observed.length === 0) throw keyRefused(index, "nobody observed it");
    if (set.keys.slice(0, index).some((other) => overlaps(key, other))) {
      throw keyRefused(index, "another record of the same name is valid on the same days");
    }
  });
  return set;
}

/** Identifies a set on chain, inside the ruleset: Keccak-256 of its canonical JSON, the trailing line feed included. */
export function mailKeySetHash(set: MailKeySet): Hex32 {
  return toHex32(bytesToHex(keccak256(canonicalJsonBytes(set))));
}

/** The look-up that validators use: the records of `set` that were valid at `at` (Unix seconds), and no network. */
export function pinnedKeyRecords(set: MailKeySet, at: number): KeyRecordSource {
  const day = isoDay(at);
  const valid = set.keys.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo));
  return (domain, selector) =>
    Promise.resolve(
      valid.filter((key) => key.domain === domain && key.selector === selector).map(({ record }) => record),
    );
}

function hasDays({ validFrom, validTo, observed }: MailKey): boolean {
  const days = [validFrom, ...(validTo === null ? [] : [validTo]), ...observed.map(({ day }) => day)];
  return days.every((day) => DAY.test(day)) && (validTo === null || validFrom <= validTo);
}

function overlaps(a: MailKey, b: MailKey): boolean {
  if (a.domain !== b.domain || a.selector !== b.selector) return false;
  return (b.validTo === null || a.validFrom <= b.validTo) && (a.validTo === null || b.validFrom <= a.validTo);
}

function keyRefused(index: number, why: string): InvalidInputError {
  return new InvalidInputError("AUTHENTICITY_MAIL_KEY_REFUSED", `Expected a key to rely on, but ${why}.`, {
    context: { index },
    hint: "Correct the set of mail keys; nothing is judged by it as it is.",
  });
}
