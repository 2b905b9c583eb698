import { readKeyRecord, type KeyRecordSource } from "../authenticity/key-record.ts";
import type { MailKey, MailKeySet } from "../authenticity/mail-keys.ts";

/**
 * How a key stands in the DNS.
 *
 * - `same` it is pinned as it is. `changed`, `gone` it is pinned for mails of today, and the DNS says otherwise: a vote
 *   should end its days. `retired` its days are over.
 * - `not-pinned` the DNS has it, the set does not. `absent` neither has it.
 */
export type MailKeyStatus = "same" | "changed" | "gone" | "retired" | "not-pinned" | "absent";

/** One key, as it is pinned and as the DNS has it. */
export type ComparedMailKey = Pick<MailKey, "domain" | "selector"> & {
  readonly status: MailKeyStatus;
  readonly pinned: MailKey | null;
  /** The records under its name; more than one is a mistake of the domain. */
  readonly current: readonly string[];
  /** What the current record holds, or why it could not be pinned, in words. */
  readonly describes: string;
};

/** Compares every key of `set`, and another name if it is not among them, with what `source` says now. */
export async function compareMailKeys(
  set: MailKeySet,
  source: KeyRecordSource,
  also: Pick<MailKey, "domain" | "selector"> | null,
): Promise<ComparedMailKey[]> {
  const isPinned = set.keys.some((key) => key.domain === also?.domain && key.selector === also.selector);
  const names = [
    ...set.keys.map((pinned) => ({ domain: pinned.domain, selector: pinned.selector, pinned })),
    ...(also === null || isPinned ? [] : [{ ...also, pinned: null }]),
  ];
  const compared: ComparedMailKey[] = [];
  for (const { domain, selector, pinned } of names) {
    const current = await source(domain, selector);
    compared.push({
      domain,
      selector,
      pinned,
      current,
      status: statusOf(pinned, current),
      describes: describe(current),
    });
  }
  return compared;
}

function statusOf(pinned: MailKey | null, current: readonly string[]): MailKeyStatus {
  if (pinned === null) return current.length === 0 ? "absent" : "not-pinned";
  if (pinned.validTo !== null) return "retired";
  if (current.length === 0) return "gone";
  return current.length === 1 && current[0] === pinned.record ? "same" : "changed";
}

function describe(current: readonly string[]): string {
  const [record] = current;
  if (record === undefined) return "no record";
  if (current.length > 1) return `${current.length} records under one name`;
  const read = readKeyRecord(record);
  return read.kind === "usable" ? `${read.algorithm}, ${read.bits} bits` : `not to be relied on: ${read.why}`;
}
