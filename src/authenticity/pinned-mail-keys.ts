import { checkMailKeys, type MailKeySet } from "./mail-keys.ts";
import document from "./mail-keys.json" with { type: "json" };

/**
 * The set that this version of the software knows: `mail-keys.json`, whose hash ruleset v1 names. It holds the sender of
 * export mails and no key yet, so no mail counts; docs/authenticity.md says how one is adopted.
 */
export const pinnedMailKeys: MailKeySet = checkMailKeys(document as MailKeySet);
