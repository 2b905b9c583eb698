import { pinnedMailKeys } from "../../src/authenticity/pinned-mail-keys.ts";
import { mailKeySetHash } from "../../src/authenticity/mail-keys.ts";
import { compareMailKeys } from "../../src/validator/compare-mail-keys.ts";
import { dnsKeyRecords } from "../../src/validator/dns-key-records.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

type Arguments = CommonArguments & { domain: string; selector: string };

/**
 * `ops mail-keys`: the pinned keys of export mails beside what the DNS says now, and with `--selector` one more as an
 * entry to review; exit code 1 when a key in use differs. Nothing that it finds counts before a vote.
 */
export default runAction(async ({ domain, selector }: Arguments) => {
  const also = selector === "" ? null : { domain: domain.toLowerCase(), selector: selector.toLowerCase() };
  const compared = await compareMailKeys(pinnedMailKeys, dnsKeyRecords(), also);
  const day = new Date().toISOString().slice(0, 10);
  const entries = compared
    .filter(({ status }) => status === "not-pinned" || status === "changed")
    .flatMap(({ domain, selector, current: [record, second] }) =>
      record === undefined || second !== undefined
        ? []
        : [{ domain, selector, record, validFrom: day, validTo: null, observed: [{ day, source: "DNS" }] }],
    );
  const hash = mailKeySetHash(pinnedMailKeys);
  return {
    lines: [
      `set     ${hash}, ${pinnedMailKeys.keys.length} keys${pinnedMailKeys.keys.length === 0 ? ": no mail counts" : ""}`,
      ...compared.map(({ domain, selector, status, describes, pinned }) => {
        const days = pinned === null ? "" : `  pinned ${pinned.validFrom} to ${pinned.validTo ?? "today"}`;
        return `${status.padEnd(10)}  ${selector}._domainkey.${domain}${days}  ${describes}`;
      }),
      ...entries.map((entry) => `to review, docs/authenticity.md says how:\n${JSON.stringify(entry, null, 2)}`),
    ],
    document: { hash, keys: compared, entries },
    ok: compared.every(({ status }) => status !== "changed" && status !== "gone"),
  };
});
