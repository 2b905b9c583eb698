import { expect } from "chai";
import { pinnedMailKeys } from "../../../src/authenticity/pinned-mail-keys.ts";
import { attachMail } from "../../../src/contributor/attach-mail.ts";
import { readArchive } from "../../../src/export/read-archive.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { syntheticZip } from "../../helpers/collective-at-work.ts";
import { rejection } from "../../helpers/rejected-code.ts";
import { FIELDS, keySet, rsaKey, SENT_AT, signedMail } from "../authenticity/mail-signer.ts";
import { collect } from "../export/rejection.ts";

const key = rsaKey();
const rules = { ruleset: rulesetV1, mailKeys: keySet(["s1", key]), fingerprintKey: new Uint8Array(16) };
const mailTo = (address: string) => {
  const fields = FIELDS.map(([name, value]) => [name, name === "To" ? address : value] as const);
  return new Blob([Uint8Array.from(signedMail({ key, fields }))]);
};
const mail = mailTo("synthetic@example.com");
const zip = new Blob([Uint8Array.from(syntheticZip(1))]);

async function attach(source: Blob, letter: Blob, mailKeys = rules.mailKeys) {
  const archive = await readArchive(source);
  await collect(archive.conversations);
  return attachMail({ zip: source, archive, mail: letter, submittedAt: SENT_AT, rules: { ...rules, mailKeys } });
}

describe("attachMail", () => {
  it("packs export and mail into one archive that reads as before", async () => {
    const bundle = await new Response(await attach(zip, mail)).blob();
    const archive = await readArchive(bundle);
    expect(await collect(archive.conversations)).to.deep.equal(await collect((await readArchive(zip)).conversations));
    expect(await archive.mail?.text()).to.equal(await mail.text());
  });

  it("refuses a mail that validators would not count, and tells nobody's address", async () => {
    for (const [letter, mailKeys, reason] of [
      [mailTo("eve@example.org"), rules.mailKeys, "MAIL_OTHER_MAILBOX"],
      [mail, pinnedMailKeys, "MAIL_KEY_UNKNOWN"],
      [new Blob(["no mail"]), rules.mailKeys, "MAIL_MALFORMED"],
    ] as const) {
      const { code, context, message } = await rejection(() => attach(zip, letter, mailKeys));
      expect({ code, context }).to.deep.equal({ code: "CONTRIBUTOR_MAIL_DOES_NOT_COUNT", context: { reason } });
      expect(message).to.not.include("@");
    }
  });

  it("refuses to pack what is no zip, or a bundle once more", async () => {
    const bundle = await new Response(await attach(zip, mail)).blob();
    const bare = new Blob([
      '[{"mapping": {"a": {"id": "a", "message": {"id": "a", "author": {"role": "user"}, "content": {"parts": ["x"]}}}}}]',
    ]);
    for (const source of [bare, bundle]) {
      expect((await rejection(() => attach(source, mail))).code).to.equal("CONTRIBUTOR_MAIL_NEEDS_ZIP");
    }
  });
});
