import { Resolver } from "node:dns/promises";
import type { KeyRecordSource } from "../authenticity/key-record.ts";
import { RetryableError } from "../primitives/errors.ts";

/** How a name server says that there is no such record: the name is unknown, or has records of other kinds alone. */
const ABSENT: readonly unknown[] = ["ENOTFOUND", "ENODATA"];

/**
 * Looks key records up in the DNS of this moment. For an operator who reviews the pinned keys: what the DNS says changes
 * and differs from place to place, so nothing that validators must agree on may rest on it.
 *
 * The source rejects with `VALIDATOR_DNS_UNREACHABLE` (retryable) when no name server gives an answer.
 */
export function dnsKeyRecords(resolver: Resolver = new Resolver()): KeyRecordSource {
  return async (domain, selector) => {
    try {
      const records = await resolver.resolveTxt(`${selector}._domainkey.${domain}`);
      return records.map((strings) => strings.join(""));
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (ABSENT.includes(code)) return [];
      throw new RetryableError("VALIDATOR_DNS_UNREACHABLE", "No name server gave an answer.", {
        context: { domain, selector, answer: code ?? null },
        hint: "Try again where this machine can ask the DNS.",
        cause,
      });
    }
  };
}
