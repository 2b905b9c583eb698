import { expect } from "chai";
import { decideTier, type TierRules } from "../../../src/authenticity/decide-tier.ts";
import { mailKeySetHash } from "../../../src/authenticity/mail-keys.ts";
import { pinnedMailKeys } from "../../../src/authenticity/pinned-mail-keys.ts";
import { FIELDS, keySet, MAILBOX, rsaKey, SENT_AT, signedMail } from "./mail-signer.ts";

const key = rsaKey();
const mailKeys = keySet(["s1", key]);
const rules: TierRules = {
  ruleset: { mail: { keys: mailKeySetHash(mailKeys), maxAgeDays: 30 } },
  mailKeys,
  fingerprintKey: new Uint8Array(16).fill(7),
};
const mailTo = (address: string, date = FIELDS[2]![1]) =>
  signedMail({
    key,
    fields: FIELDS.map(([name, value]) => [name, name === "To" ? address : name === "Date" ? date : value] as const),
  });
const decide = (mail: Uint8Array, own: string, changes: Partial<TierRules> = {}) =>
  decideTier(
    {
      mail: new Blob([Uint8Array.from(mail)]),
      isAccountAddress: (address) => Promise.resolve(address === own),
      submittedAt: SENT_AT,
    },
    { ...rules, ...changes },
  );

describe("decideTier", () => {
  it("is self-declared without evidence", async () => {
    const isAccountAddress = () => Promise.resolve(true);
    expect(await decideTier({ mail: null, isAccountAddress, submittedAt: SENT_AT }, rules)).to.deep.equal({
      tier: "selfDeclared",
    });
  });

  it("is proven by a mail to the address of the account, and says no address", async () => {
    const standing = await decide(mailTo(MAILBOX), MAILBOX);
    expect(standing.tier).to.equal("mailSignature");
    expect(standing.mail?.id).to.match(/^0x[0-9a-f]{64}$/);
    expect(JSON.stringify(standing)).to.not.include("ada");
  });

  it("falls back to self-declared with the reason of a mail that does not count", async () => {
    expect(await decide(mailTo("eve@example.org"), MAILBOX)).to.deep.equal({
      tier: "selfDeclared",
      mailReason: "MAIL_OTHER_MAILBOX",
    });
    expect(await decide(new Uint8Array(), MAILBOX)).to.include({ mailReason: "MAIL_MALFORMED" });
    expect(await decide(new Uint8Array(2 ** 18 + 1), MAILBOX)).to.include({ mailReason: "MAIL_TOO_LARGE" });
    const none = await decide(mailTo(MAILBOX), MAILBOX, { mailKeys: pinnedMailKeys });
    expect(none).to.deep.equal({ tier: "selfDeclared", mailReason: "MAIL_KEY_UNKNOWN" });
  });

  it("knows a mailbox whatever its letter case and sub-address, and tells others apart", async () => {
    const clusterOf = async (address: string) => (await decide(mailTo(address), address.toLowerCase())).mail?.cluster;
    const own = await clusterOf(MAILBOX);
    expect(await clusterOf("Ada@Example.ORG")).to.equal(own);
    expect(await clusterOf("ada+chatgpt+2@example.org")).to.equal(own);
    expect(await clusterOf("+ada@example.org")).to.not.equal(await clusterOf("+eve@example.org"));
    expect(new Set([own, await clusterOf("ada@example.com"), await clusterOf("adam@example.org")]).size).to.equal(3);
  });

  it("tells mails apart by mailbox and second, and by nothing that an owner could change", async () => {
    const idOf = async (mail: Uint8Array, own = MAILBOX) => (await decide(mail, own)).mail?.id;
    const first = await idOf(mailTo(MAILBOX));
    expect(await idOf(signedMail({ key, canonicalisation: "simple", signed: "from:to:subject:date" }))).to.equal(first);
    expect(await idOf(mailTo(MAILBOX, "Sat, 25 Oct 2025 06:54:50 +0200"))).to.equal(first);
    expect(await idOf(mailTo(MAILBOX, "Sat, 25 Oct 2025 04:54:51 +0000"))).to.not.equal(first);
    expect(await idOf(mailTo("eve@example.org"), "eve@example.org")).to.not.equal(first);
  });

  it("is not to be guessed without the validators' key", async () => {
    const other = await decide(mailTo(MAILBOX), MAILBOX, { fingerprintKey: new Uint8Array(16) });
    expect(other.mail?.cluster).to.not.equal((await decide(mailTo(MAILBOX), MAILBOX)).mail?.cluster);
  });
});
